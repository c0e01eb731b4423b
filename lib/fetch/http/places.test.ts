import fc from "fast-check";
import { expect, test } from "vitest";
import { FetchError } from "./fetch-error.ts";
import { Places } from "./places.ts";
import type { Share } from "./turns.ts";

const planned = (name: string, part = "one"): Share => ({ name, part, urgent: false });
const urgent = (name: string): Share => ({ name, part: "one", urgent: true });

/** Takes as many places for a share as it gets at once. */
function fill(places: Places, share: Share, most = 1000): number {
  let taken = 0;
  while (taken < most && places.enter(share) === undefined) taken += 1;
  return taken;
}

test("one team alone gets most places, and the next finds one at once", () => {
  const places = new Places(64);
  expect(fill(places, planned("a"))).toBe(45);
  for (const name of ["b", "c", "d"]) expect(fill(places, planned(name), 1)).toBe(1);
});

test("some places are never a schedule's, so what somebody asked for finds one", () => {
  const places = new Places(64);
  for (let team = 0; team < 200; team++) fill(places, planned(String(team)));
  expect(fill(places, urgent("x"), 6)).toBe(6);
  expect(fill(places, urgent("y"), 1)).toBe(1);
});

test("what somebody asked for is shared, too", () => {
  const places = new Places(64);
  fill(places, urgent("a"));
  expect(places.enter(urgent("b"))).toBeUndefined();
});

test("the fewest places there can be still serve everybody", async () => {
  const places = new Places(1);
  expect(places.enter(planned("a"))).toBeUndefined();
  const served: string[] = [];
  const wait = (share: Share, name: string) => places.enter(share)?.then(() => served.push(name));
  const waits = [wait(planned("a"), "a2"), wait(planned("b"), "b1"), wait(urgent("c"), "c1")];
  places.leave(planned("a"));
  await waits[2];
  places.leave(urgent("c"));
  await waits[0];
  places.leave(planned("a"));
  await waits[1];
  expect(served).toEqual(["c1", "a2", "b1"]);
});

test("a check of few pages begins beside a large one of its team, and some places are left for others", () => {
  const places = new Places(64);
  fill(places, planned("a", "large"));
  let small = 0;
  while (places.enter(planned("a", `small ${small}`)) === undefined) small += 1;
  expect(small).toBeGreaterThan(4);
  expect(places.enter(planned("b"))).toBeUndefined();
});

test("within a share, one part after the other is served", async () => {
  const places = new Places(1);
  void places.enter(planned("a", "large"));
  const served: string[] = [];
  const waits = ["large", "large", "large", "small"].map((part) =>
    places.enter(planned("a", part))?.then(() => {
      served.push(part);
      places.leave(planned("a", part));
    }),
  );
  places.leave(planned("a", "large"));
  await Promise.all(waits);
  expect(served).toEqual(["large", "small", "large", "large"]);
});

test("shares take turns, however many of one wait", async () => {
  const places = new Places(1);
  void places.enter(planned("a"));
  const served: string[] = [];
  const waits = ["a", "a", "a", "b", "c"].map((name) =>
    places.enter(planned(name))?.then(() => {
      served.push(name);
      places.leave(planned(name));
    }),
  );
  places.leave(planned("a"));
  await Promise.all(waits);
  expect(served).toEqual(["a", "b", "c", "a", "a"]);
});

test("whoever gives up leaves the queue, and closing sends all away", async () => {
  const places = new Places(1);
  void places.enter(planned("a"));
  const control = new AbortController();
  const given = places.enter(planned("a"), control.signal);
  control.abort();
  await expect(given).rejects.toMatchObject({ kind: "aborted" });
  await expect(places.enter(planned("a"), control.signal)).rejects.toThrow(FetchError);
  const sent = places.enter(planned("b"));
  places.close();
  await expect(sent).rejects.toMatchObject({ kind: "aborted" });
});

test("in whatever order they come and go: never more than there are, and all are served in the end", async () => {
  const Step = fc.record({ team: fc.nat(4), urgent: fc.boolean(), leaves: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(Step, { maxLength: 80 }),
      async (total, steps) => {
        const places = new Places(total);
        const inside: Share[] = [];
        let most = 0;
        const waits = steps.map(({ team, urgent, leaves }) => {
          const share = { name: String(team), part: String(team % 2), urgent };
          const entered = () => {
            inside.push(share);
            most = Math.max(most, inside.length);
          };
          const wait = places.enter(share);
          if (!wait) entered();
          const out = leaves ? inside.shift() : undefined;
          if (out) places.leave(out);
          return wait?.then(entered);
        });
        for (let left = true; left; ) {
          await Promise.resolve();
          const out = inside.shift();
          if (out) places.leave(out);
          left = inside.length > 0;
          await new Promise(setImmediate);
          left ||= inside.length > 0;
        }
        await Promise.all(waits);
        expect(most).toBeLessThanOrEqual(total);
      },
    ),
    { numRuns: 200 },
  );
});
