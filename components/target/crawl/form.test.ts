import { expect, test } from "vitest";
import { EMPTY } from "./fields.ts";
import { crawlForm } from "./form.ts";

const { fieldsOf, targetOf, placeOf, unreadable } = crawlForm;
const typed = (fields: Partial<typeof EMPTY>) => ({ ...EMPTY, ...fields });

test("a site says where it begins, its limit, and only what was changed", () => {
  expect(targetOf(typed({ url: " https://a.org/docs/ " }), null)).toEqual({
    type: "crawl",
    url: "https://a.org/docs/",
    crawlOptions: { limit: 1000 },
  });
  const fields = {
    url: "a.org",
    limit: "",
    includePaths: "^/a\n ^/b ",
    sitemap: "only" as const,
    delay: "0.5",
  };
  expect(targetOf(typed(fields), null).crawlOptions).toEqual({
    includePaths: ["^/a", "^/b"],
    sitemap: "only",
    delay: 0.5,
  });
});

test("a stored one keeps what the block does not show, and loses what was emptied", () => {
  const stored = {
    id: "t",
    type: "crawl",
    url: "https://a.org",
    crawlOptions: { limit: 5, maxDiscoveryDepth: 3, excludePaths: ["x"], own: 1 },
    scrapeOptions: { waitFor: 1 },
  };
  const fields = fieldsOf(stored) as typeof EMPTY;
  expect(targetOf(fields, stored)).toEqual(stored);
  expect(targetOf({ ...fields, excludePaths: "", allowSubdomains: true }, stored)).toEqual({
    ...stored,
    crawlOptions: { limit: 5, maxDiscoveryDepth: 3, own: 1, allowSubdomains: true },
  });
});

test.each([
  ["url", "url", "The address"],
  ["crawlOptions.limit", "limit", "The limit"],
  ["crawlOptions.includePaths.1", "includePaths", "Line 3"],
  ["crawlOptions.other", "url", "The address"],
])("a refusal of %s stands at %s, of %s", (path, field, subject) => {
  expect(placeOf?.(path, typed({ includePaths: "^/a\n\n(" }))).toEqual({ field, subject });
});

test("numbers that are none are refused before they are sent", () => {
  expect(unreadable?.(EMPTY, EMPTY)).toEqual({});
  for (const limit of ["0", "many", "1.5", "100001"])
    expect(unreadable?.(typed({ limit }), EMPTY), limit).toHaveProperty("limit");
  expect(unreadable?.(typed({ maxDepth: "-1" }), EMPTY)).toHaveProperty("maxDepth");
  for (const delay of ["soon", "-1", "3601"])
    expect(unreadable?.(typed({ delay }), EMPTY)).toHaveProperty("delay");
});
