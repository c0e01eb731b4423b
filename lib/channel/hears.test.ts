import { expect, test } from "vitest";
import { type HeardChange, matches, whyNotHeard } from "./hears.ts";
import { ChannelRule } from "./model.ts";

const judged = (meaningful: boolean, confidence: "high" | "medium" | "low") => ({
  judgment: { meaningful, confidence, reason: "", meaningfulChanges: [] },
});
const change = (more: Partial<HeardChange> = {}): HeardChange => ({
  kind: "changed",
  url: "https://acme.example/docs/a",
  linesAdded: 2,
  linesRemoved: 1,
  judgment: null,
  ...more,
});
const why = (rule: object, of: HeardChange = change()) => whyNotHeard(ChannelRule.parse(rule), of);

test("without a rule everything is heard of", () => {
  for (const kind of ["changed", "new", "removed", "failed", "recovered"] as const) {
    expect(why({}, change({ kind }))).toBeNull();
  }
});

test.each([
  [{ kinds: ["new"] }, {}, /does not hear of changes/],
  [{ kinds: ["changed"] }, {}, null],
  [{ kinds: [] }, { kind: "failed" }, /failures/],
  [{ onlyMeaningful: true }, judged(false, "high"), /noise/],
  [{ onlyMeaningful: true }, judged(true, "low"), null],
  // What nothing judged may be meaningful.
  [{ onlyMeaningful: true }, {}, null],
  [{ minConfidence: "medium" }, judged(true, "low"), /less sure than medium/],
  [{ minConfidence: "medium" }, judged(true, "medium"), null],
  [{ minConfidence: "low" }, judged(true, "low"), null],
  [{ minConfidence: "high" }, {}, null],
  [{ minLines: 3 }, {}, null],
  [{ minLines: 4 }, {}, /fewer than 4 lines/],
  [{ minLines: 4, onlyMeaningful: true }, { kind: "failed", linesAdded: 0, linesRemoved: 0 }, null],
  [{ urls: ["/blog/"] }, {}, /none of those/],
  [{ urls: ["/blog/", "/docs/"] }, {}, null],
  [{ urls: ["/blog/"] }, { kind: "failed" }, /none of those/],
])("%j and %j: %s", (rule, more, sentence) => {
  const reason = why(rule, change(more as Partial<HeardChange>));
  if (sentence) expect(reason).toMatch(sentence);
  else expect(reason).toBeNull();
});

test.each([
  ["ACME", "https://acme.example/", true],
  ["https://*/docs/*", "https://acme.example/docs/a", true],
  ["https://*/docs/*", "https://acme.example/blog", false],
  ["*.pdf", "https://a.example/x.pdf", true],
  ["*.pdf", "https://a.example/x.pdf?a", false],
  ["*", "anything", true],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["ab*ba", "aba", false],
  ["a**b", "a-b", true],
  ["*a*b*", "xbxa", false],
  // Neither a point nor a bracket is anything but itself.
  ["a.b*", "axb", false],
  ["[a-z]*", "[a-z]x", true],
])("%s and %s: %s", (pattern, url, expected) => {
  expect(matches(pattern, url)).toBe(expected);
});

test("no pattern takes long, however hostile", () => {
  const began = performance.now();
  for (let n = 0; n < 100; n++) matches("a*".repeat(100).slice(0, 200), `${"a".repeat(8000)}b`);
  expect(performance.now() - began).toBeLessThan(500);
});
