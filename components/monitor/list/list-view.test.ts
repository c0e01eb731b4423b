import { expect, test } from "vitest";
import { listQueryOf, listViewHref, readListView } from "./list-view.ts";

const read = (query: string) => readListView(new URLSearchParams(query));
const FIRST = { search: "", status: undefined, sort: "result", page: 1 } as const;

test("an address without a word is the first page of all monitors, those that need a look first", () => {
  expect(read("")).toEqual(FIRST);
  expect(listViewHref(FIRST)).toBe("/monitors");
  expect(listQueryOf(FIRST)).toEqual({
    limit: 25,
    offset: 0,
    search: undefined,
    status: undefined,
    result: undefined,
    sort: "result",
  });
});

test.each([
  ["status=deleted", FIRST],
  ["status=", FIRST],
  ["sort=price", FIRST],
  ["sort=toString", FIRST],
  ["page=0", FIRST],
  ["page=-3", FIRST],
  ["page=1.5", FIRST],
  ["page=two", FIRST],
  ["page=1000001", FIRST],
  ["page=1000000", { ...FIRST, page: 1_000_000 }],
  ["status=paused&sort=lastRun&page=3", { search: "", status: "paused", sort: "lastRun", page: 3 }],
])("what %s says wrongly counts as not said", (query, view) => {
  expect(read(query)).toEqual(view);
});

test("a search longer than the API takes is cut", () => {
  expect(read(`q=${"a".repeat(300)}`).search).toHaveLength(256);
});

test.each([
  { search: "a&b=c d", status: "active", sort: "name", page: 2 },
  { search: "über 100 %", status: undefined, sort: "nextRun", page: 1 },
] as const)("the address of a view leads back to it: %j", (view) => {
  const href = listViewHref(view);
  expect(href).toMatch(/^\/monitors\?/);
  expect(read(href.slice("/monitors?".length))).toEqual(view);
});

test.each(["changed", "failing"] as const)(
  "what is %s is asked of the last result, not of the status",
  (status) => {
    const view = read(`status=${status}&sort=newest`);
    expect(view).toEqual({ ...FIRST, status, sort: "newest" });
    expect(listQueryOf(view)).toMatchObject({ status: undefined, result: status, sort: undefined });
    expect(listViewHref(view)).toBe(`/monitors?status=${status}&sort=newest`);
  },
);

test("spaces alone search for nothing; the page says how many stand before it", () => {
  const view = { search: "  ", status: "active", sort: "name", page: 3 } as const;
  expect(listViewHref(view)).toBe("/monitors?status=active&sort=name&page=3");
  expect(listQueryOf(view)).toEqual({
    limit: 25,
    offset: 50,
    search: undefined,
    status: "active",
    result: undefined,
    sort: "name",
  });
});
