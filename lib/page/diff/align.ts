import { intern, positionsOfShared, sameTokens } from "./intern.ts";
import { middlePoint, type Scratch, scratchFor } from "./middle-point.ts";

/**
 * Which tokens of each side have no partner: 1 = removed from `previous` / added in `current`. The tokens
 * marked 0 pair up in order, first with first, and are equal.
 */
export type Alignment = {
  removed: Uint8Array;
  added: Uint8Array;
  /** Every token stands on both sides equally often: they differ in order, if at all. */
  sameTokens: boolean;
  /** False when the deadline passed: some tokens marked 1 may have a partner after all. */
  complete: boolean;
};

/** A rectangle of the edit graph: previous[previousFrom, previousTo) against current[currentFrom, currentTo). */
export type Box = { previousFrom: number; previousTo: number; currentFrom: number; currentTo: number };

/**
 * A shortest edit script between two sequences of tokens (lines, words): E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations" (1986), section 4b, in linear space. What is still unsettled when
 * `deadline` (milliseconds of `performance.now()`) passes is marked removed and added whole: coarser, yet
 * still a script that applies.
 */
export function align(previous: string[], current: string[], deadline: number): Alignment {
  const removed = new Uint8Array(previous.length).fill(1);
  const added = new Uint8Array(current.length).fill(1);
  const pair = (p: number, c: number) => {
    removed[p] = 0;
    added[c] = 0;
  };
  // Trimmed before anything is hashed: most pages change in one place, and comparing strings is cheap.
  const middle = trimEqualEnds(wholeOf(previous, current), previous, current, pair);
  const ids = intern(
    previous.slice(middle.previousFrom, middle.previousTo),
    current.slice(middle.currentFrom, middle.currentTo),
  );
  // A token that stands on one side only can pair with nothing, so leaving it out changes no shortest
  // script. It turns the commonest heavy case, a page rewritten, into a trivial one.
  const [left, right] = positionsOfShared(ids);
  const complete = settle(idsAt(ids.previous, left), idsAt(ids.current, right), deadline, (p, c) =>
    pair(middle.previousFrom + (left[p] ?? 0), middle.currentFrom + (right[c] ?? 0)),
  );
  return { removed, added, sameTokens: sameTokens(ids), complete };
}

type Pair = (previousIndex: number, currentIndex: number) => void;

function settle(previous: Int32Array, current: Int32Array, deadline: number, pair: Pair): boolean {
  let complete = true;
  let scratch: Scratch | undefined;
  const settleBox = (whole: Box) => {
    const box = trimEqualEnds(whole, previous, current, pair);
    if (box.previousFrom === box.previousTo || box.currentFrom === box.currentTo) return;
    scratch ??= scratchFor(previous.length, current.length);
    const point = middlePoint(previous, current, box, scratch, deadline);
    if (!point) {
      complete = false;
      return;
    }
    settleBox({ ...box, previousTo: point.previous, currentTo: point.current });
    settleBox({ ...box, previousFrom: point.previous, currentFrom: point.current });
  };
  settleBox(wholeOf(previous, current));
  return complete;
}

/** Pairs the equal tokens at both ends of the box and returns what lies between them. */
function trimEqualEnds<Token>(
  box: Box,
  previous: ArrayLike<Token>,
  current: ArrayLike<Token>,
  pair: Pair,
): Box {
  let { previousFrom, previousTo, currentFrom, currentTo } = box;
  while (
    previousFrom < previousTo &&
    currentFrom < currentTo &&
    previous[previousFrom] === current[currentFrom]
  ) {
    pair(previousFrom++, currentFrom++);
  }
  while (
    previousFrom < previousTo &&
    currentFrom < currentTo &&
    previous[previousTo - 1] === current[currentTo - 1]
  ) {
    pair(--previousTo, --currentTo);
  }
  return { previousFrom, previousTo, currentFrom, currentTo };
}

function wholeOf(previous: ArrayLike<unknown>, current: ArrayLike<unknown>): Box {
  return { previousFrom: 0, previousTo: previous.length, currentFrom: 0, currentTo: current.length };
}

function idsAt(ids: Int32Array, positions: Int32Array): Int32Array {
  return positions.map((position) => ids[position] ?? -1);
}
