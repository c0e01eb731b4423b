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

test("whatever is usual takes the short way to the same text", () => {
  const usual = fc.array(fc.constantFrom(" ", "  ", "\n", "a", "b.", "é", "日"), { maxLength: 60 });
  fc.assert(
    fc.property(usual, (parts) => {
      const one = parts.join("");
      const plain = one.replace(/\s{2,}/g, (space) => (space.includes("\n") ? "\n" : " ")).trim();
      expect(normalise(one)).toBe(plain);
      // A zero-width character sends it the long way, and is gone in the end.
      expect(normalise(`${one}​`)).toBe(plain);
    }),
    { numRuns: 2000 },
  );
});

test("is idempotent on a letter buried in marks", () => {
  const zalgo = `a${"\u0344\u0323".repeat(100)}b`;
  expect(normalise(normalise(zalgo))).toBe(normalise(zalgo));
});

test("every character that NFC may change is taken to NFC, wherever it stands", () => {
  for (let code = 0xa0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const char = String.fromCodePoint(code);
    const joins = /\p{M}/u.test(char) || (code >= 0x1160 && code <= 0x11ff);
    if (!joins && char.normalize("NFC") === char) continue;
    // Alone with what needs no NFC by itself: its own form, and how it joins a letter or a syllable before it.
    for (const before of ["", "e", "\uac00"]) {
      const normal = normalise(before + char);
      expect(normal, code.toString(16)).toBe(normal.normalize("NFC"));
    }
    // A run of marks is cut short wherever there is a mark to be cut.
    if (/\p{M}/u.test(char)) expect(normalise(`a${char.repeat(60)}`).length).toBeLessThan(70);
  }
});

test("is blind to the amount of white space", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9]+$/), { minLength: 1 }), (words) => {
      expect(normalise(words.join(" \t  "))).toBe(normalise(words.join(" ")));
      expect(normalise(words.join("\r\n \n\n"))).toBe(normalise(words.join("\n")));
    }),
  );
});
