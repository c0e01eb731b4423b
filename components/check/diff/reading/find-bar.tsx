"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from "react";
import { clearHighlights, highlight } from "#components/check/diff/reading/highlight.ts";
import { type Hit, hitsIn, isSameHit, MOST_HITS } from "#components/check/diff/reading/hits.ts";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { settle } from "#components/check/diff/reading/settle.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";

/** The field of find, how many places were found, and the way through them. */
export function FindBar({
  field,
  typedAhead,
  onClose,
}: {
  field: RefObject<HTMLInputElement | null>;
  typedAhead: string;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState(typedAhead);
  const words = useDeferredValue(typed);
  const { all, edition, search } = useReadings();
  const isSearching = words !== "";
  useEffect(() => {
    search(isSearching);
    return () => search(false);
  }, [search, isSearching]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are other ones at each edition
  const hits = useMemo(() => hitsIn(all(), words), [all, words, edition]);
  const [chosen, choose] = useState<Hit | undefined>();
  // Another drawing, or a fold whose lines have come, has the same place elsewhere among the others.
  const at = useMemo(() => (chosen ? hits.findIndex((hit) => isSameHit(hit, chosen)) : -1), [hits, chosen]);
  const current = hits[at];
  const goTo = (index: number) => {
    const { length } = hits;
    if (length === 0) return;
    const next = hits[(index + length) % length];
    choose(next);
    bringHit(all, next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin with the first place from here on
  useEffect(() => {
    const from = hits[firstFromHere(all, hits)];
    choose(from);
    bringHit(all, from);
    // Whose only places are in folds is led to them as soon as these are known.
  }, [words, hits.length === 0]);
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
  const text = () => all().find(([id]) => id === hit.id)?.[1];
  text()?.unfold(hit.line);
  settle(() => {
    const reading = text();
    return reading ? { reading, row: reading.rowOf(hit.line), below: window.innerHeight / 3 } : null;
  });
}

function firstFromHere(all: All, hits: Hit[]): number {
  if (hits.length === 0) return -1;
  const texts = new Map(all());
  const from = hits.findIndex(({ id, line }) => {
    const reading = texts.get(id);
    return reading && reading.topOf(reading.rowOf(line)) >= window.scrollY + 96;
  });
  return Math.max(0, from);
}

/** Rows come and go while one scrolls, so what is drawn is looked at anew whenever it changes. */
function useHighlights(words: string, current: Hit | undefined): void {
  const { all } = useReadings();
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      const texts = all();
      const reading = current && texts.find(([id]) => id === current.id)?.[1];
      const own = current && reading?.element(reading.rowOf(current.line));
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
