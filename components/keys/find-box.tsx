"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Key } from "#components/keys/key.tsx";
import { KEYS } from "#components/keys/map.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";

/** A pause long enough to finish a word, and short enough to feel like the same motion. */
const SETTLED_MS = 180;

/** Narrows a list by words. The key `/` leads here, and Escape empties the box. */
export function FindBox({
  words,
  onWords,
  label,
  placeholder,
  className,
}: {
  words: string;
  /** A search is one step of history, however many letters it took: `replace` while words are only written on. */
  onWords: (words: string, how: "push" | "replace") => void;
  label: string;
  placeholder: string;
  className?: string;
}) {
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(words);
  const asked = useRef(words);
  const latest = useRef(onWords);
  latest.current = onWords;
  useEffect(() => {
    // The back button, a link, or a filter that was taken away asked for other words than those typed here.
    if (words !== asked.current) setTyped(words);
    asked.current = words;
  }, [words]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current.trim()) return;
    const timer = setTimeout(() => {
      const how = asked.current && wanted ? "replace" : "push";
      asked.current = wanted;
      latest.current(wanted, how);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useKeys({
    find: () => {
      box.current?.focus();
      box.current?.select();
    },
  });
  return (
    <div className={cn("relative min-w-0 flex-1", className)}>
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted"
      />
      <input
        ref={box}
        type="search"
        aria-label={label}
        aria-keyshortcuts={KEYS.find.key}
        placeholder={placeholder}
        autoComplete="off"
        maxLength={256}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (typed) setTyped("");
          else box.current?.blur();
        }}
        className={cn(filterClass, "w-full pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden")}
      />
      <span aria-hidden className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 flex">
        <Key>{KEYS.find.key}</Key>
      </span>
    </div>
  );
}
