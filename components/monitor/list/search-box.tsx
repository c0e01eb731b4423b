"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import type { ShowView } from "#components/monitor/list/use-list-view.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";

/** A pause long enough to finish a word, and short enough to feel like the same motion. */
const SETTLED_MS = 180;

/** Finds monitors by words of their name or addresses. The key `/` leads here, and Escape empties the box. */
export function SearchBox({ search, show }: { search: string; show: ShowView }) {
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search);
  const asked = useRef(search);

  useEffect(() => {
    // The back button or a link asked for another search than the one typed here.
    if (search !== asked.current) setText(search);
    asked.current = search;
  }, [search]);

  useEffect(() => {
    if (text.trim() === asked.current.trim()) return;
    const timer = setTimeout(() => {
      // A search is one step of history, however many letters it took.
      const how = asked.current && text ? "replace" : "push";
      asked.current = text;
      show({ search: text }, how);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text, show]);

  useKeys({
    find: () => {
      box.current?.focus();
      box.current?.select();
    },
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    if (text) setText("");
    else box.current?.blur();
  };

  return (
    <div className="relative min-w-0 flex-1 sm:max-w-72">
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted"
      />
      <input
        ref={box}
        type="search"
        aria-label="Search monitors"
        aria-keyshortcuts="/"
        placeholder="Search"
        autoComplete="off"
        maxLength={256}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className={cn(filterClass, "w-full pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden")}
      />
      <kbd
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 rounded-sm border px-1 font-mono text-muted text-xs pointer-coarse:hidden"
      >
        /
      </kbd>
    </div>
  );
}
