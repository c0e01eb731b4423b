import { expect, test } from "vitest";
import { wordFinder } from "./words.ts";

test.each([
  ["at any time", "Cancel At Any Time.", true],
  ["at any time", "Cancel at **any** time.", true],
  ["at any time", "Cancel [at any](https://acme.example/terms_(2026)) time.", true],
  ["**any** time", "at any time", true],
  ["3 * 4 = 12", "3 \\* 4 = 12", true],
  ["Starter $19 3", "| Starter | $19 | 3 |", true],
  ["at  any\n time", "at any\u00a0time", true],
  ["at any time", "at any other time", false],
  ["any.time", "any time", false],
  ["terms_2026", "[read](https://acme.example/terms_2026)", true],
  ["***", "nothing of it", false],
])("“%s” in “%s”: %s", (words, text, isThere) => {
  expect(wordFinder(words, { matchCase: false })(text)).toBe(isThere);
});

test("with its case a word is another one", () => {
  const find = wordFinder("Any Time", { matchCase: true });
  expect([find("at any time"), find("at **Any** Time")]).toEqual([false, true]);
});

test("a text of megabytes is looked through in time, whatever stands in it", () => {
  const find = wordFinder("end of it", { matchCase: false });
  const began = performance.now();
  for (const part of ["](", "](a(b)", "*_[`", "\\", '](x "', " \t"])
    find(`${part.repeat(100_000)} end or it`);
  expect(performance.now() - began).toBeLessThan(6000);
});
