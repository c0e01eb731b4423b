"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { clearHighlights, highlight } from "#components/check/diff/reading/highlight.ts";
import { type Hit, hitsIn, MOST_HITS } from "#components/check/diff/reading/hits.ts";
import { useNotice } from "#components/check/diff/reading/notice.tsx";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { settle } from "#components/check/diff/reading/settle.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";

const Context = createContext<{ show: () => void }>({ show: () => {} });
export const useFind = () => useContext(Context);

/**
 * Find over all lines of the texts on screen, also those that are not drawn. The browser's own find stays what it is,
 * since it also finds what is beside the texts; that it misses lines is said when it is asked for.
 */
export function Find({
  byKey = true,
  children,
}: {
  /** Whether / is for these texts; beside a list it is for the list. */
  byKey?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { total, all } = useReadings();
  const [notice, tell] = useNotice();
  const show = () => {
    setOpen(true);
    field.current?.focus();
    field.current?.select();
  };
  useKeys(byKey ? { find: show } : {});
  useBrowserFind(() => {
    const lines = all().reduce((sum, [, reading]) => sum + reading.rows, 0);
    if (!open && (total > 0 || lines > 0)) tell("Press / to find in all lines, also those out of sight.");
  });
  const value = useMemo(() => ({ show: () => setOpen(true) }), []);
  return (
    <Context value={value}>
      {children}
      {open && <FindBar field={field} onClose={() => setOpen(false)} />}
      {notice}
    </Context>
  );
}

/** Hears that the browser's own find is asked for, and leaves it alone. */
function useBrowserFind(onAsked: () => void): void {
  const latest = useRef(onAsked);
  latest.current = onAsked;
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") latest.current();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function FindBar({ field, onClose }: { field: RefObject<HTMLInputElement | null>; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed);
  const { all, edition } = useReadings();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are other ones at each edition
  const hits = useMemo(() => hitsIn(all(), words), [all, words, edition]);
  const [at, setAt] = useState(-1);
  const latest = useRef(hits);
  latest.current = hits;
  const current = hits[at];
  const goTo = (index: number) => {
    const { length } = latest.current;
    if (length === 0) return;
    const next = (index + length) % length;
    setAt(next);
    bringHit(all, latest.current[next]);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin with the first place from here on
  useEffect(() => {
    const from = firstFromHere(all, hits);
    setAt(from);
    if (from >= 0) bringHit(all, hits[from]);
  }, [words]);
  useHighlights(words, current);
  useEffect(() => field.current?.focus(), [field]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter") goTo(event.shiftKey ? at - 1 : at + 1);
    else return;
    event.preventDefault();
  };
  return (
    <search
      aria-label="Find in the texts"
      className="fixed top-14 right-3 left-3 z-40 flex items-center gap-1 rounded-md border bg-raised p-1.5 shadow-lg sm:left-auto sm:w-96 print:hidden"
    >
      <input
        ref={field}
        type="text"
        aria-label="Find"
        placeholder="Find in all lines"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className={cn(filterClass, "min-w-0 flex-1")}
      />
      <span role="status" className="shrink-0 px-1.5 text-muted text-sm tabular-nums">
        {/* The count is of what was typed a moment ago until the texts have been looked through for the rest. */}
        {typed === words ? wordsOf(words, hits.length, at) : "…"}
      </span>
      <Press word="Previous place" onPress={() => goTo(at - 1)}>
        <ChevronUp className="size-4" aria-hidden />
      </Press>
      <Press word="Next place" onPress={() => goTo(at + 1)}>
        <ChevronDown className="size-4" aria-hidden />
      </Press>
      <Press word="Close find" onPress={onClose}>
        <X className="size-4" aria-hidden />
      </Press>
    </search>
  );
}

function wordsOf(words: string, found: number, at: number): string {
  if (words === "") return "";
  if (found === 0) return "none";
  return `${at + 1} of ${found.toLocaleString("en")}${found === MOST_HITS ? "+" : ""}`;
}

type All = ReturnType<typeof useReadings>["all"];

function bringHit(all: All, hit: Hit | undefined): void {
  if (!hit) return;
  settle(() => {
    const reading = all().find(([id]) => id === hit.id)?.[1];
    return reading ? { reading, row: hit.row, below: window.innerHeight / 3 } : null;
  });
}

function firstFromHere(all: All, hits: Hit[]): number {
  if (hits.length === 0) return -1;
  const texts = new Map(all());
  const from = hits.findIndex(({ id, row }) => (texts.get(id)?.topOf(row) ?? 0) >= window.scrollY + 96);
  return Math.max(0, from);
}

/** Rows come and go while one scrolls, so what is drawn is looked at anew whenever it changes. */
function useHighlights(words: string, current: Hit | undefined): void {
  const { all } = useReadings();
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      const texts = all();
      const own = current && texts.find(([id]) => id === current.id)?.[1].element(current.row);
      const rows = words === "" ? [] : texts.flatMap(([, reading]) => [...reading.drawn()]);
      highlight(rows, words, own && current ? { element: own, nth: current.nth } : null);
    };
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(draw);
    };
    const main = document.querySelector("main") ?? document.body;
    const watcher = new MutationObserver(later);
    watcher.observe(main, { childList: true, subtree: true, characterData: true });
    draw();
    return () => {
      cancelAnimationFrame(frame);
      watcher.disconnect();
      clearHighlights();
    };
  }, [all, words, current]);
}

function Press({ word, onPress, children }: { word: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={word}
      title={word}
      onClick={onPress}
      className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-foreground pointer-coarse:size-11"
    >
      {children}
    </button>
  );
}
