import { expect, test } from "vitest";
import { piecesOf } from "#lib/page/diff/index.ts";
import { isOnlyLook, mergedOf } from "./merged.ts";

const merged = (before: string, after: string) => mergedOf(piecesOf(before), piecesOf(after));

test("words that stayed keep the style they have now; what went keeps its own", () => {
  expect(merged("Starter **$19** a month", "Starter **$24** a month")).toEqual([
    { kind: "same", pieces: [{ text: "Starter " }] },
    { kind: "same", pieces: [{ text: "$", strong: true }] },
    { kind: "removed", pieces: [{ text: "19", strong: true }] },
    { kind: "added", pieces: [{ text: "24", strong: true }] },
    { kind: "same", pieces: [{ text: " a month" }] },
  ]);
});

test("a link that leads elsewhere says so after its words", () => {
  const found = merged(
    "Read [the terms](https://a.com/terms/1) now",
    "Read [the terms](https://a.com/terms/2) now",
  );
  expect(found).toContainEqual({
    kind: "retargeted",
    before: "https://a.com/terms/1",
    after: "https://a.com/terms/2",
  });
  expect(isOnlyLook(found!)).toBe(false);
});

test("a line of the same words and targets has only another look", () => {
  expect(isOnlyLook(merged("some plain words", "some **plain** words")!)).toBe(true);
});

test("an escape that came or went is no difference", () => {
  expect(isOnlyLook(merged("1\\. one thing", "1. one thing")!)).toBe(true);
});
