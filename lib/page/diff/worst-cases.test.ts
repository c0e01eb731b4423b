import { describe, expect, test } from "vitest";
import { applyDiff, diffText, parsedDiff } from "./index.ts";

const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i));
const paragraph = (seed: number) => `Paragraph ${seed} ${"lorem ipsum dolor ".repeat(5)}`;
/** A reproducible pseudo-random stream (mulberry32), so that a slow case stays the same case. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const draw = (seed: number, count: number, words: number) => {
  const next = random(seed);
  return times(count, () => `word ${Math.floor(next() * words)}`);
};

const page = times(20_000, paragraph);
const cases: Record<string, [string[], string[]]> = {
  "2 MB, the second half changed": [
    page,
    [...page.slice(0, 10_000), ...times(10_000, (i) => `new ${paragraph(i)}`)],
  ],
  "2 MB, half the lines changed at random": [
    page,
    page.map((line, i) => (random(i)() < 0.5 ? `${line}!` : line)),
  ],
  "20,000 lines, every other one changed": [page, page.map((line, i) => (i % 2 ? `${line}!` : line))],
  "40,000 lines, all different": [times(40_000, (i) => `old ${i}`), times(40_000, (i) => `new ${i}`)],
  "40,000 lines all different, blank lines between": [
    times(40_000, (i) => (i % 2 ? "" : `old ${i}`)),
    times(30_000, (i) => (i % 2 ? "" : `new ${i}`)),
  ],
  "one line 40,000 times, then 30,000 times": [times(40_000, () => "same"), times(30_000, () => "same")],
  "40,000 lines reversed": [times(40_000, String), times(40_000, String).reverse()],
  "40,000 lines of 50 words, drawn anew": [draw(1, 40_000, 50), draw(2, 40_000, 50)],
  "20,000 lines, the halves swapped": [page, [...page.slice(10_000), ...page.slice(0, 10_000)]],
  "one line of 10 MB": [["x".repeat(10_000_000)], ["y".repeat(10_000_000)]],
};

/** More than is compared, or reported: they are told in part. */
const beyond: typeof cases = {
  "7 million short lines, all changed": [times(7_000_000, () => "a"), times(7_000_000, () => "b")],
  "10 MB of lines, every one changed": [times(200_000, paragraph), times(200_000, (i) => `${paragraph(i)}!`)],
  "400,000 empty lines against 400,000 of two kinds": [
    times(400_000, () => ""),
    times(400_000, (i) => (i % 3 ? "" : "x")),
  ],
};

describe("worst cases end within the budget and still apply", () => {
  test.each(Object.entries({ ...cases, ...beyond }))("%s", (name, [previousLines, currentLines]) => {
    const previous = previousLines.join("\n");
    const current = currentLines.join("\n");
    const start = performance.now();
    const diff = diffText(previous, current);
    const elapsed = performance.now() - start;
    if (process.env.SHOW_FIGURES)
      console.log(`${name}: ${elapsed.toFixed(0)} ms, truncated ${diff.truncated}`);
    // The budget is 250 ms; the ceiling only tells a bound from a hang on a busy machine.
    expect(elapsed).toBeLessThan(5_000);
    if (name in beyond) expect(diff.truncated).toBe(true);
    else expect(applyDiff(previous, diff.text) === current).toBe(true);
    expect(diff.text.length).toBeLessThan(25_000_000);
  });

  test("what cannot be settled in time is one coarse hunk, and says so", () => {
    const forth = times(40_000, String);
    const diff = diffText(
      ["top", ...forth, "end"].join("\n"),
      ["top", ...forth.toReversed(), "end"].join("\n"),
      {
        budgetMs: 1,
      },
    );
    expect(diff).toMatchObject({ truncated: true, reordered: true, added: 40_000, removed: 40_000 });
    expect(parsedDiff(diff.text).files[0]?.chunks.length).toBe(1);
  });
});
