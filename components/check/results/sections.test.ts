import { expect, test } from "vitest";
import type { TargetResult } from "#lib/check/model.ts";
import { listingOf, sectionAt, stretchesIn } from "./sections.ts";

const target = (targetId: string, counts: Partial<TargetResult["summary"]>): TargetResult => {
  const summary = { same: 0, changed: 0, new: 0, removed: 0, error: 0, ...counts };
  const totalPages = Object.values(summary).reduce((sum, one) => sum + one, 0);
  return {
    targetId,
    type: "scrape",
    summary: { ...summary, totalPages },
    credits: { base: 0, formats: 0, judge: 0, search: 0, total: 0 },
  };
};
const check = {
  summary: { totalPages: 254, same: 250, changed: 3, new: 0, removed: 0, error: 1 },
  targetResults: [target("a", { same: 250, changed: 3 }), target("b", { error: 1 }), target("c", {})],
};

test("per target, what changed stands first and what is the same last", () => {
  const listing = listingOf(check, undefined, new Set());
  expect(listing.length).toBe(1 + 253 + 1 + 1);
  expect(listing.headings.map(({ at, number }) => [at, number])).toEqual([
    [0, 1],
    [254, 2],
  ]);
  expect(sectionAt(listing, 0)).toBeUndefined();
  expect(sectionAt(listing, 3)).toMatchObject({ status: "changed", from: 1 });
  expect(sectionAt(listing, 4)).toMatchObject({ status: "same", from: 4 });
  expect(sectionAt(listing, 255)).toMatchObject({ status: "error", target: { targetId: "b" } });
});

test("only the stretches in sight are asked for, each as long as its section has pages", () => {
  const listing = listingOf(check, undefined, new Set());
  expect(stretchesIn(listing, 0, 10)).toEqual([
    { target: "a", status: "changed", skip: 0, expected: 3 },
    { target: "a", status: "same", skip: 0, expected: 100 },
  ]);
  expect(stretchesIn(listing, 210, 255)).toEqual([
    { target: "a", status: "same", skip: 200, expected: 50 },
    { target: "b", status: "error", skip: 0, expected: 1 },
  ]);
});

test("a folded target keeps its heading; one without such pages is left out", () => {
  expect(listingOf(check, undefined, new Set(["a"])).length).toBe(1 + 1 + 1);
  expect(listingOf(check, "error", new Set()).headings.map(({ number }) => number)).toEqual([2]);
});

test("one target has no heading", () => {
  const alone = { ...check, targetResults: check.targetResults.slice(0, 1) };
  const listing = listingOf(alone, undefined, new Set());
  expect(listing.headings).toEqual([]);
  expect(sectionAt(listing, 0)).toMatchObject({ status: "changed", from: 0 });
  expect(listing.length).toBe(253);
});

test("as recorded, all pages are one stretch after the other, without headings, so that what lands moves nothing", () => {
  const listing = listingOf(check, undefined, new Set(), "recorded");
  expect(listing).toMatchObject({ headings: [], length: 254 });
  expect(stretchesIn(listing, 150, 253)).toEqual([
    { target: null, status: null, skip: 100, expected: 100 },
    { target: null, status: null, skip: 200, expected: 54 },
  ]);
  expect(stretchesIn(listingOf(check, "changed", new Set(), "recorded"), 0, 9)).toEqual([
    { target: null, status: "changed", skip: 0, expected: 3 },
  ]);
});
