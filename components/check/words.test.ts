import { expect, test } from "vitest";
import { waitingWords } from "#components/check/words.ts";

test("a check that waits for long names what to look at", () => {
  const createdAt = "2026-11-23T14:05:00.000Z";
  const after = (seconds: number) => waitingWords({ createdAt }, Date.parse(createdAt) + seconds * 1000);
  expect(after(1)).toBe("a worker takes it in a moment");
  expect(after(20)).toBe("No worker has taken it yet. Check that a worker is running.");
});
