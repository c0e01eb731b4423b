import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

const NO_LIMIT = { most: Number.POSITIVE_INFINITY, delayMs: 0 };

test("so many are in hand at most, and the next goes when one is done", async () => {
  const pace = new Pace(new AbortController().signal, { ...NO_LIMIT, most: 2 });
  await pace.enter();
  await pace.enter();
  let isIn = false;
  const third = pace.enter().then(() => {
    isIn = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isIn).toBe(false);
  pace.leave();
  await third;
  expect(isIn).toBe(true);
});

test("a delay that robots.txt asks for is kept, one after the other", async () => {
  const pace = new Pace(new AbortController().signal, NO_LIMIT);
  pace.slowDown(50);
  const began = performance.now();
  for (let page = 0; page < 4; page++) {
    await pace.enter();
    pace.leave();
  }
  expect(performance.now() - began).toBeGreaterThan(145);
});

test("whoever waits is told when the check is left", async () => {
  const control = new AbortController();
  const pace = new Pace(control.signal, { ...NO_LIMIT, most: 1 });
  await pace.enter();
  const waiting = Promise.allSettled([pace.enter(), pace.change()]);
  control.abort(new Error("left"));
  expect((await waiting).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("there is nothing to wait for when nothing is in hand", async () => {
  expect(await new Pace(new AbortController().signal, NO_LIMIT).change()).toBe(false);
});
