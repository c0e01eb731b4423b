/** Lines of a change that went and that came, side by side where one took the other's place. */
export type Pair = { removed: number | null; added: number | null };

/** Beyond so many lines of a side, looking for the like of each would take long; they pair as they stand. */
const MOST = 60;
const ALIKE = 0.4;

/**
 * Pairs lines that are versions of one another, in order; what is left between two pairs pairs as it stands, where both
 * sides are of one sort.
 */
export function pairLines(
  removed: readonly string[],
  added: readonly string[],
  isOneSort: (removed: number, added: number) => boolean = () => true,
): Pair[] {
  const pairs: Pair[] = [];
  let [at, to] = [0, 0];
  for (const [one, other] of alike(removed, added, isOneSort)) {
    pairAsTheyStand(pairs, at, one, to, other, isOneSort);
    pairs.push({ removed: one, added: other });
    [at, to] = [one + 1, other + 1];
  }
  pairAsTheyStand(pairs, at, removed.length, to, added.length, isOneSort);
  return pairs;
}

function alike(
  removed: readonly string[],
  added: readonly string[],
  isOneSort: (removed: number, added: number) => boolean,
): [number, number][] {
  if (removed.length > MOST || added.length > MOST) return [];
  const [left, right] = [removed.map(wordsIn), added.map(wordsIn)];
  const found: [number, number][] = [];
  let from = 0;
  left.forEach((words, one) => {
    let best = { at: -1, share: ALIKE };
    for (let other = from; other < right.length; other++) {
      if (!isOneSort(one, other)) continue;
      const share = shareOf(words, right[other] ?? new Set());
      if (share > best.share) best = { at: other, share };
    }
    if (best.at < 0) return;
    found.push([one, best.at]);
    from = best.at + 1;
  });
  return found;
}

const wordsIn = (line: string) => new Set(line.slice(0, 2000).match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]/gu) ?? []);

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common++;
  return common / Math.max(1, one.size + other.size - common);
}

function pairAsTheyStand(
  pairs: Pair[],
  from: number,
  end: number,
  on: number,
  stop: number,
  isOneSort: (removed: number, added: number) => boolean,
): void {
  let [at, to] = [from, on];
  while (at < end && to < stop && isOneSort(at, to)) pairs.push({ removed: at++, added: to++ });
  while (at < end) pairs.push({ removed: at++, added: null });
  while (to < stop) pairs.push({ removed: null, added: to++ });
}
