import { expect, test } from "vitest";
import { nameOf, readAddress } from "#components/first-steps/typed-address.ts";

test.each([
  ["https://example.com/pricing", "https://example.com/pricing"],
  ["  http://example.com/a?b=c  ", "http://example.com/a?b=c"],
  ["example.com", "https://example.com"],
  ["www.example.com/pricing", "https://www.example.com/pricing"],
  ["localhost:3000/demo", "https://localhost:3000/demo"],
  ["intranet/wiki", "https://intranet/wiki"],
  ["http://[::1]:8080/", "http://[::1]:8080/"],
])("what is typed as %s is read as %s", (typed, url) => {
  expect(readAddress(typed)).toBe(url);
});

test.each([
  "",
  "   ",
  "pricing",
  "two words",
  "ftp://example.com/",
  "javascript:alert(1)",
  "mailto:a@example.com",
  "https://",
])("%j is no address of a page", (typed) => {
  expect(readAddress(typed)).toBeNull();
});

test.each([
  ["https://www.example.com/pricing/", "example.com/pricing"],
  ["https://example.com/", "example.com"],
  ["http://localhost:3000/demo", "localhost:3000/demo"],
])("%s is called %s", (url, name) => {
  expect(nameOf(url)).toBe(name);
});

test("a long path makes no name that the API refuses", () => {
  expect(nameOf(`https://example.com/${"a".repeat(500)}`)).toHaveLength(100);
});
