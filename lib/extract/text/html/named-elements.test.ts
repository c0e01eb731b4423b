import { expect, test } from "vitest";
import { NamedElements } from "./named-elements.ts";

test("the name of an element without words is read when it ends", () => {
  const names = new NamedElements();
  names.begin(2, "Rated 4 of 5");
  expect(names.hasOpen).toBe(true);
  expect(names.end(2)).toEqual([]);
  expect(names.end(1)).toEqual(["Rated 4 of 5"]);
  expect(names.hasOpen).toBe(false);
});

test("words, and inner names, are read instead", () => {
  const names = new NamedElements();
  names.begin(1, "outer");
  names.begin(2, "inner");
  expect(names.end(0)).toEqual(["inner"]);
  names.begin(1, "outer");
  names.sawWords();
  names.begin(2, "icon");
  expect(names.end(0)).toEqual(["icon"]);
});
