import type { PageTimelineAnswer } from "#lib/page/model.ts";

/** As many columns as are told apart on a screen. */
const COLUMNS = 240;

/** What happened in a stretch of time: a column of the line. */
type Column = { at: number; versions: number; lines: number; failed: boolean };

export type Line = {
  /** By version, from 0 at the left to 1. */
  places: number[];
  columns: Column[];
  failures: { from: number; to: number }[];
};

/** A page's history drawn to scale: time from left to right, up to now. */
export function lineOf({ versions, failures }: PageTimelineAnswer, now: number): Line {
  const begin = Math.min(
    ...versions.slice(0, 1).map(({ firstSeenAt }) => Date.parse(firstSeenAt)),
    ...(versions.length === 0 ? failures.slice(0, 1).map(({ from }) => Date.parse(from)) : []),
    now - 1,
  );
  const span = Math.max(1, now - begin);
  const placeOf = (iso: string) => Math.min(1, Math.max(0, (Date.parse(iso) - begin) / span));
  const columns = new Map<number, Column>();
  const places = versions.map(({ firstSeenAt, lines }) => {
    const place = placeOf(firstSeenAt);
    const at = Math.min(COLUMNS - 1, Math.floor(place * COLUMNS));
    const column = columns.get(at) ?? { at: at / COLUMNS, versions: 0, lines: 0, failed: false };
    column.versions++;
    column.lines = Math.max(column.lines, lines ?? 1);
    columns.set(at, column);
    return place;
  });
  return {
    places,
    columns: [...columns.values()],
    failures: failures.map(({ from, to }) => ({ from: placeOf(from), to: placeOf(to) })),
  };
}

/** The version nearest to a place of the line. */
export function nearest(places: readonly number[], place: number): number {
  let [from, to] = [0, places.length - 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const [here, next] = [places[middle] ?? 0, places[middle + 1] ?? 1];
    if (place - here <= next - place) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** How high a column stands, by how much came and went with its largest version: a hundred lines fill it. */
export function heightOf({ lines }: Column): number {
  return Math.round(25 + 75 * Math.min(1, Math.log10(Math.max(1, lines)) / 2));
}
