import fc from "fast-check";
import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";

test.each([
  ["a \t\u00a0\u3000 b", "a b"],
  ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["\n\na \n \n\n\n b\n", "a\nb"],
  ["e\u0301 \u212b", "\u00e9 \u00c5"],
  ["e\u200b\u0301", "\u00e9"],
  ["\ufeffa\u200bb\u00adc\u2060", "abc"],
  ["$19 - 91", "$19 - 91"],
  ["a\ud800b\u0000c", "a\ufffdbc"],
])("%j", (text, normal) => expect(normalise(text)).toBe(normal));

// Weighted towards what the passes look at.
const unit = fc.oneof(
  fc.constantFrom(
    " ",
    "\n",
    "\t",
    "\r",
    "\u00a0",
    "\u200b",
    "\u0301",
    "\u0323",
    "\u0344",
    "e",
    "\u1100",
    "\u1161",
    "\ud800",
  ),
  fc.string({ unit: "binary", maxLength: 2 }),
);
const text = fc.array(unit, { maxLength: 60 }).map((parts) => parts.join(""));

test("is idempotent", () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(normalise(normalise(one))).toBe(normalise(one));
    }),
    { numRuns: 2000 },
  );
});

test("is idempotent on a letter buried in marks", () => {
  const zalgo = `a${"\u0344\u0323".repeat(100)}b`;
  expect(normalise(normalise(zalgo))).toBe(normalise(zalgo));
});

test("is blind to the amount of white space", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]+$/), { minLength: 1 }), (words) => {
      expect(normalise(words.join(" \t  "))).toBe(normalise(words.join(" ")));
      expect(normalise(words.join("\r\n \n\n"))).toBe(normalise(words.join("\n")));
    }),
  );
});
