"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useShortcuts } from "#components/check/use-shortcuts.ts";

/** Where a change is brought to: below the app's bar and the page's own row, which stay in sight. */
const ANCHOR = 48 + 44 + 24;

export type Place = { pageId: string; change: number };
/** The tops of a diff's changes, measured from the top of the document. */
type Tops = () => number[];

type Keys = {
  current: Place | null;
  register: (pageId: string, tops: Tops) => () => void;
  step: (by: 1 | -1) => void;
};
const Context = createContext<Keys>({ current: null, register: () => () => {}, step: () => {} });

export const useChangeKeys = () => useContext(Context);

/**
 * j and k walk from change to change over all open diffs. Past the last one (or before the first),
 * `onEnd` may open the next page's.
 */
export function ChangeKeys({ onEnd, children }: { onEnd: (by: 1 | -1) => void; children: ReactNode }) {
  const diffs = useRef(new Map<string, Tops>());
  const [current, setCurrent] = useState<Place | null>(null);
  const register = useCallback((pageId: string, tops: Tops) => {
    diffs.current.set(pageId, tops);
    return () => {
      diffs.current.delete(pageId);
    };
  }, []);
  const step = (by: 1 | -1) => {
    const places = [...diffs.current]
      .flatMap(([pageId, tops]) => tops().map((top, change) => ({ pageId, change, top })))
      .sort((one, other) => one.top - other.top);
    const next = nextPlace(places, current, by);
    if (!next) return onEnd(by);
    setCurrent({ pageId: next.pageId, change: next.change });
    window.scrollTo({ top: next.top - ANCHOR });
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: step reads what the render knows; `current` renews it
  const value = useMemo(() => ({ current, register, step }), [current, register, onEnd]);
  return <Context value={value}>{children}</Context>;
}

type Placed = Place & { top: number };

/** From the change one stands on while it is in sight, else from what the window shows. */
function nextPlace(places: Placed[], current: Place | null, by: 1 | -1): Placed | undefined {
  const at = places.findIndex((place) => place.pageId === current?.pageId && place.change === current.change);
  const standing = places[at];
  const inSight =
    standing && standing.top >= window.scrollY && standing.top <= window.scrollY + window.innerHeight;
  if (inSight) return places[at + by];
  const line = window.scrollY + ANCHOR;
  return by === 1 ? places.find(({ top }) => top > line + 1) : places.findLast(({ top }) => top < line - 1);
}
