import type { Line, Reading } from "#components/check/diff/reading/reading.ts";

/** One place where the words stand: the how-many-eth of its line. */
export type Hit = { id: string; line: Line; nth: number };

/** More than this nobody walks through; the count then says so. */
export const MOST_HITS = 10_000;

/** Every place of the words in all texts, in reading order, whether drawn, folded or not; letters count in either case. */
export function hitsIn(all: readonly [id: string, reading: Reading][], words: string): Hit[] {
  const wanted = words.toLowerCase();
  const hits: Hit[] = [];
  if (wanted === "") return hits;
  for (const [id, reading] of all) {
    for (let row = 0; row < reading.searched.rows; row++) {
      const line = reading.searched.lineOf(row);
      if (!line) continue;
      const found = countInRow(reading, row, wanted);
      for (let nth = 0; nth < found && hits.length < MOST_HITS; nth++) hits.push({ id, line, nth });
      if (hits.length === MOST_HITS) return hits;
    }
  }
  return hits;
}

/** What a row says as it was is on screen a second time only where it differs, or stands beside it. */
function countInRow(reading: Reading, row: number, wanted: string): number {
  const [now = "", before] = reading.searched.textsOf(row);
  const found = countOf(now, wanted);
  if (before === undefined) return found;
  const was = countOf(before, wanted);
  return reading.isSideBySide ? found + was : Math.max(found, was);
}

export const isSameHit = (one: Hit, other: Hit) =>
  one.id === other.id &&
  one.nth === other.nth &&
  one.line.before === other.line.before &&
  one.line.after === other.line.after;

export function countOf(text: string, wanted: string): number {
  const lower = text.toLowerCase();
  let found = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) found++;
  return found;
}
