import { expect, test } from "vitest";
import { beginningAt, mentioning, proposed } from "./mentioning.ts";

const person = (email: string, name: string | null = null) => ({ id: email, email, name });
const people = [
  person("zoe@example.com", "Zoe Anders"),
  person("ana@example.com", "Ana Berg"),
  person("hanna@example.com"),
];

test.each([
  ["@", 1, ""],
  ["ask @an", 7, "an"],
  ["ask\n@an", 7, "an"],
  ["(@an", 4, "an"],
])("in %j a mention is being typed", (text, caret, typed) => {
  expect(beginningAt(text, caret)).toEqual({ at: text.indexOf("@"), typed });
});

test.each([
  ["ana@an", 6],
  ["@ana@example.com", 16],
  ["@an now", 7],
  ["", 0],
])("in %j none is", (text, caret) => {
  expect(beginningAt(text, caret)).toBeNull();
});

test("those whose name or address begins so stand before those that have the letters somewhere", () => {
  expect(proposed(people, "an").map(({ email }) => email)).toEqual([
    "zoe@example.com",
    "ana@example.com",
    "hanna@example.com",
  ]);
  expect(proposed(people, "ber").map(({ name }) => name)).toEqual(["Ana Berg"]);
  expect(proposed(people, "xyz")).toEqual([]);
  expect(proposed(Array(20).fill(people[0]), "z")).toHaveLength(6);
});

test("whoever is picked stands in the place of what was typed, and one goes on behind", () => {
  const text = "ask @an about it";
  expect(mentioning(text, { at: 4, typed: "an" }, person("ana@example.com"))).toEqual({
    text: "ask @ana@example.com about it",
    caret: 21,
  });
});
