"use client";

import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from "react";
import { useShortcuts } from "#components/hooks/use-shortcuts.ts";

/** Where a change is brought to: below the app's bar and the page's own row, which stay in sight. */
const ANCHOR = 48 + 44 + 24;

/** One change of one diff on screen; a page may be open twice. */
export type Place = { diffId: string; change: number };
/** A diff as it stands in the document: the tops of its changes and its end, from the document's top. */
export type Extent = { pageId: string; tops: number[]; end: number };
type Measure = () => Extent;

/** Opens the next page whose changes are not on screen yet, seen from one; `expect` is told which, before it opens. */
export type OpenNext = (
  by: 1 | -1,
  from: string | undefined,
  expect: (pageId: string) => void,
) => Promise<void>;

type Keys = {
  current: Place | null;
  register: (diffId: string, measure: Measure) => () => void;
  /** The page whose diff is being read; undefined while none is in sight. */
  pageInSight: () => string | undefined;
  openNext: RefObject<OpenNext | null>;
};
const Context = createContext<Keys>({
  current: null,
  register: () => () => {},
  pageInSight: () => undefined,
  openNext: { current: null },
});

export const useChangeKeys = () => useContext(Context);

/** j and k walk from change to change over all open diffs, and on to pages that were not open. */
export function ChangeKeys({
  onPage,
  children,
}: {
  /** Told the page one has come to. */
  onPage: (pageId: string) => void;
  children: ReactNode;
}) {
  const diffs = useRef(new Map<string, Measure>());
  const openNext = useRef<OpenNext | null>(null);
  /** The page that was opened to be walked into, once its diff is there. */
  const awaited = useRef<{ pageId: string; by: 1 | -1 } | null>(null);
  const [current, setCurrent] = useState<Place | null>(null);
  const latest = useRef({ current, onPage });
  latest.current = { current, onPage };

  const walks = useMemo(() => {
    const extents = () => [...diffs.current].map(([diffId, measure]) => ({ diffId, ...measure() }));
    const goTo = ({ diffId, pageId, change, top }: Placed) => {
      setCurrent({ diffId, change });
      window.scrollTo({ top: top - ANCHOR });
      latest.current.onPage(pageId);
    };
    const placesOf = (diffId: string, { pageId, tops }: Extent) =>
      tops.map((top, change) => ({ diffId, pageId, change, top }));
    const register = (diffId: string, measure: Measure) => {
      diffs.current.set(diffId, measure);
      // A frame later it has been measured where it stands.
      if (measure().pageId === awaited.current?.pageId) requestAnimationFrame(() => arrive(diffId));
      return () => {
        diffs.current.delete(diffId);
      };
    };
    const arrive = (diffId: string) => {
      const extent = diffs.current.get(diffId)?.();
      if (!extent || extent.pageId !== awaited.current?.pageId) return;
      const place = placesOf(diffId, extent).at(awaited.current.by === 1 ? 0 : -1);
      awaited.current = null;
      if (place) goTo(place);
    };
    const step = (by: 1 | -1) => {
      awaited.current = null;
      const places = extents()
        .flatMap(({ diffId, ...extent }) => placesOf(diffId, extent))
        .sort((one, other) => one.top - other.top);
      const next = nextPlace(places, latest.current.current, by);
      if (next) return goTo(next);
      void openNext.current?.(by, pageInSight(), (pageId) => {
        awaited.current = { pageId, by };
      });
    };
    const pageInSight = () => {
      const line = window.scrollY + ANCHOR;
      const shown = extents().filter(
        ({ tops, end }) => end > line && (tops[0] ?? end) < window.scrollY + window.innerHeight,
      );
      const standing = shown.find(({ diffId }) => diffId === latest.current.current?.diffId);
      return (standing ?? shown.sort((one, other) => one.end - other.end)[0])?.pageId;
    };
    return { register, step, pageInSight };
  }, []);

  useShortcuts({ j: () => walks.step(1), k: () => walks.step(-1) });
  const { register, pageInSight } = walks;
  const value = useMemo(
    () => ({ current, register, pageInSight, openNext }),
    [current, register, pageInSight],
  );
  return <Context value={value}>{children}</Context>;
}

type Placed = Place & { pageId: string; top: number };

/** From the change one stands on while it is in sight, else from what the window shows. */
function nextPlace(places: Placed[], current: Place | null, by: 1 | -1): Placed | undefined {
  const at = places.findIndex((place) => place.diffId === current?.diffId && place.change === current.change);
  const standing = places[at];
  const inSight =
    standing && standing.top >= window.scrollY && standing.top <= window.scrollY + window.innerHeight;
  if (inSight) return places[at + by];
  const line = window.scrollY + ANCHOR;
  return by === 1 ? places.find(({ top }) => top > line + 1) : places.findLast(({ top }) => top < line - 1);
}
