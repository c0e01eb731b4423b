import { describe, expect, test } from "vitest";
import type { AnyTarget } from "#lib/target/kinds.ts";
import { EMPTY } from "./fields.ts";
import { scrapeForm } from "./form.ts";

const { fieldsOf, targetOf, placeOf, unreadable, readable } = scrapeForm;
const typed = (fields: Partial<typeof EMPTY>) => ({ ...EMPTY, ...fields });

describe("a target from what is typed", () => {
  test("names its pages, and only the options that were changed", () => {
    expect(targetOf(typed({ urls: " https://a.org \n\nb.org\n" }), null)).toEqual({
      type: "scrape",
      urls: ["https://a.org", "b.org"],
    });
    const options = {
      onlyMainContent: false,
      includeTags: "main\n .price ",
      headers: "Accept: a\nX-B:2",
      timeout: "2.5",
    };
    expect(targetOf(typed({ urls: "a.org", ...options }), null).scrapeOptions).toEqual({
      onlyMainContent: false,
      includeTags: ["main", ".price"],
      headers: { Accept: "a", "X-B": "2" },
      timeout: 2500,
    });
  });

  test("keeps of a stored one what the block does not show, and takes away what was emptied", () => {
    const stored: AnyTarget = {
      id: "t",
      type: "scrape",
      urls: ["https://a.org"],
      scrapeOptions: { waitFor: 500, own: { deep: true }, excludeTags: [".ad"], timeout: 1000 },
    };
    const fields = fieldsOf(stored);
    expect(fields).toEqual(typed({ urls: "https://a.org", excludeTags: ".ad", timeout: "1" }));
    expect(targetOf(fields, stored)).toEqual(stored);
    expect(targetOf({ ...fields, excludeTags: "", mobile: true }, stored)).toEqual({
      ...stored,
      scrapeOptions: { waitFor: 500, own: { deep: true }, timeout: 1000, mobile: true },
    });
    const lone = { ...stored, scrapeOptions: { mobile: true } };
    expect(targetOf({ ...fieldsOf(lone), mobile: false }, lone).scrapeOptions).toEqual({ mobile: false });
  });

  test("while somebody types, what is no address yet does not count", () => {
    expect(readable?.(typed({ urls: "https://a.org\nftp://b.org\nnot a site\nc.org" })).urls).toBe(
      "https://a.org\nhttp://c.org",
    );
  });
});

describe("a refusal stands", () => {
  const fields = typed({ urls: "\na.org\n\nb.org", includeTags: "main\n\n>>", excludeTags: ".." });
  test.each([
    ["urls", "urls", "The list"],
    ["urls.1", "urls", "Line 4"],
    ["urls.7", "urls", "The list"],
    ["scrapeOptions.includeTags.1", "includeTags", "Line 3"],
    ["scrapeOptions.excludeTags", "excludeTags", "This"],
    ["scrapeOptions.headers.X-A", "headers", "Header “X-A”"],
    ["scrapeOptions.headers", "headers", "This"],
    ["scrapeOptions.timeout", "timeout", "The timeout"],
    ["scrapeOptions.formats.0", "urls", "The list"],
    ["", "urls", "The list"],
  ])("%s at %s, of %s", (path, field, subject) => {
    expect(placeOf?.(path, fields)).toEqual({ field, subject });
  });
});

test("what cannot be put into a target is refused before it is sent", () => {
  expect(unreadable?.(EMPTY, EMPTY)).toEqual({});
  expect(unreadable?.(typed({ headers: "A: b\nno colon\n\nneither" }), EMPTY)).toEqual({
    headers: "Write each header as “Header: value”; lines 2 and 4 are not.",
  });
  for (const timeout of ["soon", "0", "31", "-1"]) {
    expect(unreadable?.(typed({ timeout }), EMPTY), timeout).toHaveProperty("timeout");
  }
  expect(unreadable?.(typed({ timeout: "30" }), EMPTY)).toEqual({});
  const fromApi = typed({ timeout: "300" });
  expect(unreadable?.(fromApi, fromApi), "what an API client set is left alone").toEqual({});
});
