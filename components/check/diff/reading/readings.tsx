"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { numberOf, type Reading, rowAt, rowOfLine } from "#components/check/diff/reading/reading.ts";
import { settle } from "#components/check/diff/reading/settle.ts";
import { setView, type View } from "#components/check/diff/view.ts";
import { useKeys } from "#components/keys/use-keys.ts";

/** Where a change is brought to: below the app's bar and the page's own row, which stay in sight. */
const ANCHOR = 48 + 44 + 24;

/** One change of one text on screen; a page may be open twice. */
export type Place = { id: string; change: number };

/** Opens the next page whose changes are not on screen yet, seen from one; `expect` is told which, before it opens. */
export type OpenNext = (
  by: 1 | -1,
  from: string | undefined,
  expect: (pageId: string) => void,
) => Promise<void>;

/** Where one stands, in words and numbers. */
export type Standing = { change: number; of: number; line: number; name: string };

type Readings = {
  current: Place | null;
  standing: Standing | null;
  /** Whether there is any change to walk to. */
  total: number;
  all: () => [id: string, reading: Reading][];
  /** Raised whenever a text comes, goes, or is drawn otherwise. */
  edition: number;
  register: (id: string, reading: Reading) => () => void;
  /** Told that a text is on its way. @returns what tells that it has come */
  awaitText: () => () => void;
  step: (by: 1 | -1) => void;
  /** Brings one change of a text into sight, and the focus to it. */
  goTo: (id: string, change: number) => void;
  /** The change being read, or the page alone where there is none; undefined while none is in sight. */
  placeInSight: () => { pageId: string; change: number | null } | undefined;
  switchView: (view: View) => void;
  /** Whether somebody looks for words: then texts are wanted whole, with what their folds hold. */
  isSearched: boolean;
  search: (isSearched: boolean) => void;
  openNext: RefObject<OpenNext | null>;
};

const nothing = () => {};
const Context = createContext<Readings>({
  current: null,
  standing: null,
  total: 0,
  all: () => [],
  edition: 0,
  register: () => nothing,
  awaitText: () => nothing,
  step: nothing,
  goTo: nothing,
  placeInSight: () => undefined,
  switchView: setView,
  isSearched: false,
  search: nothing,
  openNext: { current: null },
});

export const useReadings = () => useContext(Context);

/** Texts with changes on one screen: j and k walk over all of them, and on to pages that were not open. */
export function Readings({
  linked,
  onPlace,
  walksByKey = true,
  children,
}: {
  /** The change that the address names, to be brought into sight once it is there. */
  linked: { pageId: string; change: number } | null;
  /** Told the change one has come to. */
  onPlace: (pageId: string, change: number) => void;
  /** Whether j and k are for these texts; beside a list they walk over its rows, and buttons over the changes. */
  walksByKey?: boolean;
  children: ReactNode;
}) {
  const readings = useRef(new Map<string, Reading>());
  const openNext = useRef<OpenNext | null>(null);
  /** A page that was opened to be walked into, and which of its changes, once its text is there. */
  const awaited = useRef(linked && { pageId: linked.pageId, change: linked.change });
  const onTheirWay = useRef(0);
  const postponed = useRef<(1 | -1)[]>([]);
  const [current, setCurrent] = useState<Place | null>(null);
  const [edition, setEdition] = useState(0);
  const [isSearched, search] = useState(false);
  const latest = useRef({ current, onPlace });
  latest.current = { current, onPlace };

  const walks = useMemo(() => {
    const all = () => [...readings.current].sort(([, one], [, other]) => one.topOf(0) - other.topOf(0));
    const goTo = (id: string, change: number) => {
      setCurrent({ id, change });
      // The next step may be asked for before anything is drawn anew.
      latest.current.current = { id, change };
      const place = () => {
        const reading = readings.current.get(id);
        const row = reading?.changes[change];
        return reading && row !== undefined ? { reading, row, below: ANCHOR } : null;
      };
      // The focus goes along, so that the next Tab, and what a screen reader reads on with, is the change.
      settle(place, (element) => element.focus({ preventScroll: true }));
      const reading = readings.current.get(id);
      if (reading) latest.current.onPlace(reading.pageId, change);
    };
    const arrive = (id: string) => {
      const reading = readings.current.get(id);
      const wanted = awaited.current;
      if (!reading || !wanted || reading.pageId !== wanted.pageId || reading.changes.length === 0) return;
      awaited.current = null;
      const last = reading.changes.length - 1;
      goTo(id, wanted.change < 0 ? last : Math.min(last, wanted.change));
    };
    const register = (id: string, reading: Reading) => {
      readings.current.set(id, reading);
      setEdition((now) => now + 1);
      // A frame later it has been measured where it stands.
      if (reading.pageId === awaited.current?.pageId) requestAnimationFrame(() => arrive(id));
      return () => {
        if (readings.current.get(id) === reading) readings.current.delete(id);
        setEdition((now) => now + 1);
      };
    };
    const awaitText = () => {
      onTheirWay.current += 1;
      return () => {
        onTheirWay.current -= 1;
        if (onTheirWay.current > 0) return;
        // A frame later the texts are known, and have been measured where they stand.
        requestAnimationFrame(() => {
          for (const by of postponed.current.splice(0)) step(by);
        });
      };
    };
    const step = (by: 1 | -1) => {
      if (onTheirWay.current > 0) {
        postponed.current.push(by);
        return;
      }
      awaited.current = null;
      const next = nextPlace(placesOf(all()), latest.current.current, by);
      if (next) return goTo(next.id, next.change);
      void openNext.current?.(by, placeInSight()?.pageId, (pageId) => {
        awaited.current = { pageId, change: by === 1 ? 0 : -1 };
      });
    };
    const inSight = () => {
      const line = window.scrollY + ANCHOR;
      const shown = all().filter(
        ([, reading]) =>
          reading.rows > 0 && reading.end() > line && reading.topOf(0) < window.scrollY + window.innerHeight,
      );
      return shown.find(([id]) => id === latest.current.current?.id) ?? shown[0];
    };
    const placeInSight = () => {
      const found = inSight();
      if (!found) return undefined;
      const [id, reading] = found;
      const own = latest.current.current;
      if (own?.id === id && isShown(reading, own.change))
        return { pageId: reading.pageId, change: own.change };
      const next = reading.changes.findIndex((row) => reading.topOf(row) >= window.scrollY + ANCHOR - 4);
      const change = next >= 0 ? next : reading.changes.length - 1;
      return { pageId: reading.pageId, change: change >= 0 ? change : null };
    };
    const switchView = (view: View) => {
      const found = inSight();
      const held = found && heldPlace(...found);
      setView(view);
      if (!held) return;
      requestAnimationFrame(() =>
        settle(() => {
          const reading = readings.current.get(held.id);
          return reading ? { reading, row: rowOfLine(reading, held.line), below: held.below } : null;
        }),
      );
    };
    return { all, register, awaitText, step, goTo, placeInSight, switchView };
  }, []);

  useKeys(walksByKey ? { next: () => walks.step(1), previous: () => walks.step(-1) } : {});
  const reading = current && readings.current.get(current.id);
  const standing = reading ? standingOf(reading, current.change) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are other ones at each edition
  const value = useMemo(() => {
    const total = [...readings.current.values()].reduce((sum, { changes }) => sum + changes.length, 0);
    return { current, standing, total, edition, isSearched, search, openNext, ...walks };
  }, [current, edition, isSearched, walks, standing?.line]);
  return (
    <Context value={value}>
      {children}
      <Announcement standing={standing} />
    </Context>
  );
}

function Announcement({ standing }: { standing: Standing | null }) {
  return (
    <p role="status" className="sr-only">
      {standing && `Change ${standing.change} of ${standing.of}, line ${standing.line}, ${standing.name}`}
    </p>
  );
}

function standingOf(reading: Reading, change: number): Standing {
  const line = reading.lineOf(reading.changes[change] ?? 0);
  return {
    change: change + 1,
    of: reading.changes.length,
    line: line ? numberOf(line) : 1,
    name: reading.name,
  };
}

/** What stands where one reads, and how far below the window's top. */
function heldPlace(id: string, reading: Reading) {
  const eyes = window.scrollY + ANCHOR;
  for (let row = rowAt(reading, Math.max(eyes, reading.topOf(0))); row < reading.rows; row++) {
    const line = reading.lineOf(row);
    const top = reading.element(row)?.getBoundingClientRect().top;
    if (line && top !== undefined) return { id, line, below: top };
  }
  return null;
}

type Placed = Place & { top: number };

const placesOf = (all: [string, Reading][]): Placed[] =>
  all.flatMap(([id, reading]) =>
    reading.changes.map((row, change) => ({ id, change, top: reading.topOf(row) })),
  );

function isShown(reading: Reading, change: number): boolean {
  const top = reading.topOf(reading.changes[change] ?? 0);
  return top >= window.scrollY && top <= window.scrollY + window.innerHeight;
}

/** From the change one stands on while it is in sight, else from what the window shows. */
function nextPlace(places: Placed[], current: Place | null, by: 1 | -1): Placed | undefined {
  const at = places.findIndex((place) => place.id === current?.id && place.change === current.change);
  const standing = places[at];
  const inSight =
    standing && standing.top >= window.scrollY && standing.top <= window.scrollY + window.innerHeight;
  if (inSight) return places[at + by];
  // Who has not begun to walk yet begins with the first change that is in sight at all.
  const line = window.scrollY + (current ? ANCHOR : 48);
  return by === 1 ? places.find(({ top }) => top > line + 1) : places.findLast(({ top }) => top < line - 1);
}

/** Makes what a view draws known to the screen it is on. */
export function useRegistered(id: string, reading: Reading): void {
  const { register } = useReadings();
  useEffect(() => register(id, reading), [register, id, reading]);
}

/** Steps that are asked for while the code of a text is on its way are made once the text is there. */
export function useAwaitedText(isHere: boolean): void {
  const { awaitText } = useReadings();
  useEffect(() => (isHere ? undefined : awaitText()), [isHere, awaitText]);
}
