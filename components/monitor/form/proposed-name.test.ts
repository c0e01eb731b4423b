import { expect, test } from "vitest";
import { addressesOf, proposedName } from "./proposed-name.ts";

const scrape = (...urls: string[]) => ({ id: "t", type: "scrape", urls });
const tried = (url: string, title: string | null) => ({ url, title });

test.each([
  ["https://www.acme.example/pricing/", "acme.example/pricing"],
  ["https://acme.example/", "acme.example"],
  ["http://localhost:3000/demo?x=1#y", "localhost:3000/demo"],
  ["https://acme.example/caf%C3%A9", "acme.example/café"],
  ["https://acme.example/%E0%A4%A", "acme.example/%E0%A4%A"],
])("%s is called %s", (url, name) => {
  expect(proposedName([scrape(url, "https://other.example/")], null)).toBe(name);
});

test("a page that was tried is called as it calls itself, as long as it is still watched", () => {
  const targets = [scrape("https://a.example/"), scrape("https://b.example/")];
  expect(proposedName(targets, tried("https://b.example/", " Bees \n"))).toBe("Bees");
  expect(proposedName(targets, tried("https://c.example/", "Gone"))).toBe("a.example");
  expect(proposedName(targets, tried("https://a.example/", null))).toBe("a.example");
  expect(proposedName(targets, tried("https://a.example/", " "))).toBe("a.example");
});

test("never longer than a name may be", () => {
  expect(
    proposedName([scrape("https://a.example/")], tried("https://a.example/", "t".repeat(300))),
  ).toHaveLength(256);
  expect(proposedName([scrape(`https://a.example/${"p".repeat(300)}`)], null)).toHaveLength(256);
});

test("without a page it is what is asked for; without anything, nothing", () => {
  const search = { id: "t", type: "search", queries: ["tide tables"], maxResults: 10 };
  expect(proposedName([search], null)).toBe("tide tables");
  expect(proposedName([scrape()], null)).toBe("");
  expect(addressesOf([scrape("https://a.example/"), search])).toEqual(["https://a.example/"]);
});
