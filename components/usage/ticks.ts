/**
 * Gives the round figures that mark an axis up to `most`: three to five whole ones from 0 up, two when `most` is 1.
 */
export function ticksUpTo(most: number): number[] {
  let step = 1;
  // The step goes through 1, 2, 5, 10, 20, 50 and so on, up to the first that makes no more than five marks.
  for (let turn = 0; most / step >= 5; turn++) step *= turn % 3 === 1 ? 2.5 : 2;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/**
 * Says which of `count` places are named where `atMost` names have room. They are evenly apart, and each name stands
 * in the middle of the places it is for.
 */
export function namedPlaces(count: number, atMost: number): number[] {
  const every = Math.ceil(count / atMost);
  const first = Math.floor(every / 2);
  return Array.from({ length: count }, (_, index) => index).filter((index) => index % every === first);
}
