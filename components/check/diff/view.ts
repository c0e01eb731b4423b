"use client";

import { useSyncExternalStore } from "react";
import { useMedia } from "#components/hooks/use-media.ts";

/** Ways to read a text with its changes: as its readers saw it, or as it is stored, in two columns or in one. */
export const VIEWS = ["rendered", "split", "unified"] as const;
export type View = (typeof VIEWS)[number];

const KEY = "tidemark:diff";
const CHANGED = "tidemark:view";
/** Both sides of a split view have room for sixty characters. */
const ROOM_FOR_TWO = "(min-width: 1040px)";

function remembered(): View {
  try {
    const stored = localStorage.getItem(KEY);
    return VIEWS.find((view) => view === stored) ?? "rendered";
  } catch {
    return "rendered";
  }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

/** Sets how texts are read, here and from now on. */
export function setView(view: View): void {
  try {
    localStorage.setItem(KEY, view);
  } catch {
    // Storage may be refused; the choice is then forgotten, and nothing else.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** How this person reads, and which views there is room for. */
export function useView(): { view: View; views: readonly View[] } {
  const chosen = useSyncExternalStore<View>(subscribe, remembered, () => "rendered");
  const canSplit = useMedia(ROOM_FOR_TWO, true);
  const views: readonly View[] = canSplit ? VIEWS : VIEWS.filter((view) => view !== "split");
  return { view: views.includes(chosen) ? chosen : "unified", views };
}

/** The view of one text: what is no markdown, such as JSON, has no other form than the one it is stored in. */
export function useViewOf(isMarkdown: boolean): View {
  const { view, views } = useView();
  if (view !== "rendered" || isMarkdown) return view;
  return views.includes("split") ? "split" : "unified";
}
