import fc from "fast-check";
import { expect, test } from "vitest";
import { pageUrlOf } from "./address.ts";
import { PageUrl } from "./model.ts";

const near = fc
  .array(
    fc.constantFrom(
      "http",
      "https",
      "ftp",
      ":",
      "/",
      "//",
      "a.org",
      "[::1]",
      ":80",
      " ",
      "?",
      "#",
      "%",
      "é",
      "@",
    ),
  )
  .map((parts) => parts.join(""));
const long = fc.integer({ min: 8150, max: 8200 }).map((length) => `https://a.org/${"x".repeat(length)}`);

test("an address is read alike with the schema and without", () => {
  fc.assert(
    fc.property(fc.oneof(near, long, fc.webUrl(), fc.string()), (text) => {
      const parsed = PageUrl.safeParse(text);
      expect(pageUrlOf(text)).toBe(parsed.success ? parsed.data : null);
    }),
    { numRuns: 2000 },
  );
});
