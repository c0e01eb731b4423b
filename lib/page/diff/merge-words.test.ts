import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeWords } from "./index.ts";

/** "Starter costs $[-19-]{+24+} a month" */
function merged(before: string, after: string): string | null {
  const runs = mergeWords(before, after);
  if (!runs) return null;
  return runs
    .map((run) => {
      if (run.kind === "same") return after.slice(run.after.from, run.after.to);
      if (run.kind === "removed") return `[-${before.slice(run.span.from, run.span.to)}-]`;
      return `{+${after.slice(run.span.from, run.span.to)}+}`;
    })
    .join("");
}

test.each([
  ["Starter costs $19 a month", "Starter costs $24 a month", "Starter costs $[-19-]{+24+} a month"],
  ["Cancel at any time", "Cancel at any time with a notice", "Cancel at any time{+ with a notice+}"],
  ["a big old house here", "a small new house here", "a [-big old-]{+small new+} house here"],
  ["one two three", "two three", "[-one -]two three"],
  ["同じ文章です", "同じ文書です", "同じ文[-章-]{+書+}です"],
])("%j and %j are read as %j", (before, after, text) => {
  expect(merged(before, after)).toBe(text);
});

test("lines with little in common are two lines", () => {
  expect(merged("All plans can be cancelled", "Contact our sales team today")).toBeNull();
  expect(merged("", "something")).toBeNull();
});

test("a line of any length is answered at once", () => {
  const long = "word ".repeat(40_000);
  expect(mergeWords(long, `${long}more`)).toBeNull();
  const [one, other] = ["a b ".repeat(370), "b a ".repeat(370)];
  const started = performance.now();
  mergeWords(one, other);
  expect(performance.now() - started).toBeLessThan(500);
});

test("what is merged has both lines in it, to the letter", () => {
  const line = fc
    .array(fc.constantFrom("a", "b", " ", "  ", "$", "19", "2.5", "–", "é"))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(line, line, (before, after) => {
      const runs = mergeWords(before, after);
      if (!runs) return;
      const left = runs.map((run) =>
        run.kind === "same" ? run.before : run.kind === "removed" ? run.span : null,
      );
      const right = runs.map((run) =>
        run.kind === "same" ? run.after : run.kind === "added" ? run.span : null,
      );
      const text = (whole: string, spans: typeof left) =>
        spans.map((span) => (span ? whole.slice(span.from, span.to) : "")).join("");
      expect(text(before, left)).toBe(before);
      expect(text(after, right)).toBe(after);
      for (const run of runs) {
        if (run.kind !== "same") continue;
        expect(before.slice(run.before.from, run.before.to)).toBe(after.slice(run.after.from, run.after.to));
      }
    }),
  );
});
