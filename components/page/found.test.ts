import { expect, test } from "vitest";
import type { FoundInVersionsAnswer } from "#lib/page/model.ts";
import { foundTogether } from "./found.ts";

const mark = (id: number) => ({ id: String(id), firstSeenAt: "2026-11-20T12:00:00.000Z" });
/** An answer that looked at versions from one down to another; stretches as [last, first, gone in]. */
function answer(
  newest: number,
  oldest: number,
  stretches: [number, number, number | null][],
): FoundInVersionsAnswer {
  return {
    stretches: stretches.map(([last, first, gone]) => ({
      last: mark(last),
      first: mark(first),
      goneIn: gone === null ? null : mark(gone),
    })),
    versionsLookedAt: newest - oldest + 1,
    versionsWithIt: stretches.reduce((sum, [last, first]) => sum + last - first + 1, 0),
    oldest: mark(oldest),
    cursor: null,
  };
}

test("a stretch that goes on in the next answer is one", () => {
  const found = foundTogether([
    answer(20, 11, [[14, 11, 15]]),
    answer(10, 1, [
      [10, 8, null],
      [3, 2, 4],
    ]),
  ]);
  expect(found.stretches).toEqual([
    { last: mark(14), first: mark(8), goneIn: mark(15) },
    { last: mark(3), first: mark(2), goneIn: mark(4) },
  ]);
  expect(found).toMatchObject({ versionsLookedAt: 20, versionsWithIt: 9, oldest: mark(1) });
});

test("one that begins with the next answer went with the version before it", () => {
  const found = foundTogether([answer(20, 11, []), answer(10, 1, [[10, 8, null]])]);
  expect(found.stretches).toEqual([{ last: mark(10), first: mark(8), goneIn: mark(11) }]);
});

test("what the newest version has is not gone", () => {
  expect(foundTogether([answer(20, 11, [[20, 18, null]])]).stretches[0]?.goneIn).toBeNull();
  expect(foundTogether([])).toMatchObject({ stretches: [], oldest: null });
});
