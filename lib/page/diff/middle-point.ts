import type { Box } from "./align.ts";

/** Furthest reach per diagonal, forward and backward; shared by every box of one alignment. */
export type Scratch = { forward: Int32Array; backward: Int32Array; offset: number };

/** Room for every diagonal of a problem of this size and one unreachable neighbour at each end. */
export function scratchFor(previousLength: number, currentLength: number): Scratch {
  const size = previousLength + currentLength + 3;
  return { forward: new Int32Array(size), backward: new Int32Array(size), offset: currentLength + 1 };
}

/**
 * One of the two searches, in coordinates of its own corner: a reach of r on diagonal k means r tokens of
 * previous and r - k of current lie behind. Diagonal k of one search is diagonal width - height - k of the
 * other.
 */
type Search = {
  previous: Int32Array;
  current: Int32Array;
  previousStart: number;
  currentStart: number;
  direction: 1 | -1;
  width: number;
  height: number;
  reached: Int32Array;
  offset: number;
};

type Meeting = { reach: number; diagonal: number };

const UNREACHED = -2;

/**
 * A point in the middle of a shortest path through the box, which must be trimmed and have tokens on both
 * sides: two searches, from the start and from the end, each keep the furthest point per diagonal and meet
 * half-way (Myers 1986, lemma 3). Null when the deadline passes first.
 */
export function middlePoint(
  previous: Int32Array,
  current: Int32Array,
  box: Box,
  scratch: Scratch,
  deadline: number,
): { previous: number; current: number } | null {
  const [forward, backward] = searchesThrough(previous, current, box, scratch);
  const oddDistance = (forward.width - forward.height) % 2 !== 0;
  for (let edits = 0; ; edits++) {
    if (performance.now() > deadline) return null;
    const fromStart = advance(forward, edits, oddDistance ? backward.reached : null);
    if (fromStart) {
      const { reach, diagonal } = fromStart;
      return { previous: box.previousFrom + reach, current: box.currentFrom + reach - diagonal };
    }
    const fromEnd = advance(backward, edits, oddDistance ? null : forward.reached);
    if (fromEnd) {
      const { reach, diagonal } = fromEnd;
      return { previous: box.previousTo - reach, current: box.currentTo - (reach - diagonal) };
    }
  }
}

function searchesThrough(
  previous: Int32Array,
  current: Int32Array,
  box: Box,
  scratch: Scratch,
): [Search, Search] {
  const width = box.previousTo - box.previousFrom;
  const height = box.currentTo - box.currentFrom;
  const { forward, backward, offset } = scratch;
  forward.fill(UNREACHED, offset - height - 1, offset + width + 2);
  backward.fill(UNREACHED, offset - height - 1, offset + width + 2);
  const shared = { previous, current, width, height, offset };
  return [
    {
      ...shared,
      previousStart: box.previousFrom,
      currentStart: box.currentFrom,
      direction: 1,
      reached: forward,
    },
    {
      ...shared,
      previousStart: box.previousTo - 1,
      currentStart: box.currentTo - 1,
      direction: -1,
      reached: backward,
    },
  ];
}

/** Every diagonal's furthest reach with `edits` edits; where it meets `opposite`, if it is given and met. */
function advance(search: Search, edits: number, opposite: Int32Array | null): Meeting | null {
  const { previous, current, previousStart, currentStart, direction, width, height, reached, offset } =
    search;
  // Beyond the graph's edge a diagonal holds nothing new; the bounds step inward and keep their parity.
  const lowest = -(edits - 2 * Math.max(0, edits - height));
  const highest = edits - 2 * Math.max(0, edits - width);
  for (let k = lowest; k <= highest; k += 2) {
    let reach = edits === 0 ? 0 : furthestStep(reached, offset + k, k, width, height);
    if (reach < 0) continue;
    while (
      reach < width &&
      reach - k < height &&
      previous[previousStart + direction * reach] === current[currentStart + direction * (reach - k)]
    ) {
      reach++;
    }
    reached[offset + k] = reach;
    const otherReach = opposite ? (opposite[offset + width - height - k] ?? UNREACHED) : UNREACHED;
    if (otherReach >= 0 && reach + otherReach >= width) return { reach, diagonal: k };
  }
  return null;
}

/** One more edit on to diagonal k: a removal from the diagonal below it or an addition from the one above. */
function furthestStep(reached: Int32Array, at: number, k: number, width: number, height: number): number {
  const below = reached[at - 1] ?? UNREACHED;
  const above = reached[at + 1] ?? UNREACHED;
  const removal = below >= 0 && below < width ? below + 1 : UNREACHED;
  const addition = above - k <= height ? above : UNREACHED;
  return Math.max(removal, addition);
}
