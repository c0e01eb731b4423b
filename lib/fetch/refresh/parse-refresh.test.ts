import { expect, test } from "vitest";
import { parseRefresh } from "./parse-refresh.ts";

test.each<[string, number, string | null]>([
  ["0; url=/new", 0, "/new"],
  ["0;URL=/new", 0, "/new"],
  ["0; Url = '/new' ", 0, "/new"],
  ['0; url="/new"', 0, "/new"],
  ["0; url='/new", 0, "/new"],
  ["0; url='/new'extra", 0, "/new"],
  ["0;url=", 0, ""],
  ["0;url=\n/new", 0, "/new"],
  [" 3 ; url=/new", 3, "/new"],
  ["0, url=/new", 0, "/new"],
  ["0 url=/new", 0, "/new"],
  ["0 /new", 0, "/new"],
  ["0;/new", 0, "/new"],
  ["0;'/new'", 0, "/new"],
  ["0;u=/new", 0, "u=/new"],
  ["0;urlx", 0, "urlx"],
  ["0.9; url=/new", 0, "/new"],
  [".5; url=/new", 0, "/new"],
  ["5.5.5; url=/new", 5, "/new"],
  ["10", 10, null],
  ["10;", 10, null],
  ["10; ", 10, null],
  ["007; url=/bond", 7, "/bond"],
  ["99999999999999999999; url=/late", 1e20, "/late"],
])("%j is a refresh", (value, delay, url) => {
  expect(parseRefresh(value)).toEqual({ delay, url });
});

test.each([
  "",
  " ",
  "url=/new",
  "; url=/new",
  "-1; url=/new",
  "+1; url=/new",
  "1x; url=/new",
  "soon",
  "/new",
])("%j is none", (value) => {
  expect(parseRefresh(value)).toBeNull();
});

test("hostile values take no time", () => {
  const began = performance.now();
  for (const piece of ["1", " ", ".", "1.", "; ", "'", "url=", "url ="]) {
    parseRefresh(`${piece.repeat(200_000)}x`);
    parseRefresh(`0;${piece.repeat(200_000)}`);
  }
  expect(performance.now() - began).toBeLessThan(500);
});
