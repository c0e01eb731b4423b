import { expect, test } from "vitest";
import { duration, waitingWords } from "#components/check/words.ts";

test("a check that waits for long names what to look at", () => {
  const createdAt = "2026-11-23T14:05:00.000Z";
  const after = (seconds: number) => waitingWords({ createdAt }, Date.parse(createdAt) + seconds * 1000);
  expect(after(1)).toBe("a worker takes it in a moment");
  expect(after(20)).toBe("No worker has taken it yet. Check that a worker is running.");
});

test.each([
  [0, "1 ms"],
  [99.4, "99 ms"],
  [99.9, "0.1 s"],
  [420, "0.4 s"],
  [59_949, "59.9 s"],
  [59_990, "1 min"],
  [119_700, "2 min"],
  [125_000, "2 min 5 s"],
  [3_599_900, "1 h"],
  [12_000_000, "3 h 20 min"],
])("%d ms took %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});
