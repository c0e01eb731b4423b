let last: Promise<unknown> = Promise.resolve();

/** Walks through a history take turns in this process: each reads megabytes, and one is enough to keep a core busy. */
export function oneAtATime<Result>(walk: () => Promise<Result>): Promise<Result> {
  const mine = last.then(walk);
  last = mine.catch(() => {});
  return mine;
}
