"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

/** More rows than this are a book, and take a browser minutes to lay out. */
export const PRINTED_ROWS = 5000;

const listeners = new Set<() => void>();
const preparations = new Set<() => void>();
let printing = false;

function set(next: boolean): void {
  if (printing === next) return;
  printing = next;
  if (next) for (const prepare of preparations) prepare();
  // What is printed is what stands in the document when this event is over.
  flushSync(() => {
    for (const tell of listeners) tell();
  });
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  if (listeners.size === 1) {
    window.addEventListener("beforeprint", onBefore);
    window.addEventListener("afterprint", onAfter);
    media()?.addEventListener("change", onMedia);
  }
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    window.removeEventListener("beforeprint", onBefore);
    window.removeEventListener("afterprint", onAfter);
    media()?.removeEventListener("change", onMedia);
  };
}

const media = () => window.matchMedia?.("print");
const onBefore = () => set(true);
const onAfter = () => set(false);
const onMedia = ({ matches }: MediaQueryListEvent) => set(matches);

/** Calls `prepare` before anything is drawn for a print. A print waits for nothing: what is not there by its end is missing. */
export function useBeforePrint(prepare: () => void): void {
  const latest = useRef(prepare);
  latest.current = prepare;
  useEffect(() => {
    const call = () => latest.current();
    preparations.add(call);
    return () => void preparations.delete(call);
  }, []);
}

/** Whether the page is being printed: then everything is drawn, and not only what is in sight. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => printing,
    () => false,
  );
}
