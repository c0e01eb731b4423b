/** Each distinct token as a small number, so that comparing two is one integer test. */
export type Ids = {
  previous: Int32Array;
  current: Int32Array;
  /** By id: how often the token stands on that side. */
  inPrevious: Int32Array;
  inCurrent: Int32Array;
};

export function intern(previous: string[], current: string[]): Ids {
  const known = new Map<string, number>();
  const idOf = (token: string) => {
    const id = known.get(token);
    if (id !== undefined) return id;
    known.set(token, known.size);
    return known.size - 1;
  };
  const previousIds = Int32Array.from(previous, idOf);
  const currentIds = Int32Array.from(current, idOf);
  return {
    previous: previousIds,
    current: currentIds,
    inPrevious: countsOf(previousIds, known.size),
    inCurrent: countsOf(currentIds, known.size),
  };
}

/** Whether every token stands on both sides equally often. */
export function sameTokens({ inPrevious, inCurrent }: Ids): boolean {
  return inPrevious.every((count, id) => count === inCurrent[id]);
}

/** Where, on each side, the tokens stand that occur on the other side too. */
export function positionsOfShared(ids: Ids): [Int32Array, Int32Array] {
  return [positionsWithin(ids.previous, ids.inCurrent), positionsWithin(ids.current, ids.inPrevious)];
}

function positionsWithin(ids: Int32Array, countsOnOtherSide: Int32Array): Int32Array {
  const positions = new Int32Array(ids.length);
  let found = 0;
  ids.forEach((id, position) => {
    if (countsOnOtherSide[id]) positions[found++] = position;
  });
  return positions.subarray(0, found);
}

function countsOf(ids: Int32Array, distinct: number): Int32Array {
  const counts = new Int32Array(distinct);
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}
