import { expect, test } from "vitest";
import { ANA, BEN, itemOf } from "#testing/inbox-items.ts";
import {
  calledIn,
  failureOf,
  findingOf,
  initialsOf,
  judgedWords,
  nameOfPerson,
  placeOf,
} from "./item-words.ts";
import type { ItemAnswer } from "./model.ts";

const excerpt = (before: string, after: string, lead = "") => ({ lead, before, after });
const SENTENCE = "The server answered 503 Service Unavailable.";

test.each<[Partial<ItemAnswer>, string]>([
  [{}, "Starter $19 → $24"],
  [{ excerpt: excerpt("", "Free trial") }, "“Free trial” is new"],
  [{ excerpt: excerpt("Free trial", "", "Offer:") }, "Offer: “Free trial” is gone"],
  [{ excerpt: null }, "Only blanks or the order of lines changed"],
  [{ excerpt: excerpt("© 2025", "© 2026"), pages: 214 }, "© 2025 → © 2026 on 214 pages"],
  [
    { kind: "new", excerpt: excerpt("", "Retries: 1, 5 and 15 minutes") },
    "New page: “Retries: 1, 5 and 15 minutes”",
  ],
  [{ kind: "new", pages: 3 }, "3 new pages"],
  [{ kind: "removed", excerpt: excerpt("We are hiring", "") }, "Page gone: “We are hiring”"],
  [{ kind: "removed", pages: 2 }, "2 pages gone"],
  [{ kind: "failed", excerpt: excerpt("", SENTENCE) }, SENTENCE],
  [
    { kind: "failed", excerpt: excerpt("", SENTENCE), pages: 3, failing: 3 },
    `3 pages cannot be read: ${SENTENCE}`,
  ],
  [{ kind: "recovered" }, "Can be read again"],
  [{ kind: "recovered", pages: 2 }, "2 pages can be read again"],
])("the title of %j is %j", (given, title) => {
  expect(findingOf(itemOf(1, given))).toBe(title);
});

test("a judge's reason is the title, and its verdict is told apart", () => {
  const judgment = {
    meaningful: true,
    confidence: "high" as const,
    reason: "Starter costs more.",
    meaningfulChanges: [],
  };
  expect(findingOf(itemOf(1, { judgment }))).toBe("Starter costs more.");
  expect(judgedWords(itemOf(1, { judgment }))).toBe("meaningful, high");
  expect(judgedWords(itemOf(1, { judgment: { ...judgment, meaningful: false } }))).toBe("likely noise");
  expect(judgedWords(itemOf(1))).toBeNull();
});

test("a failure without a sentence still says something", () => {
  expect(failureOf(itemOf(1, { excerpt: null }))).toBe("The page cannot be read.");
});

test.each([
  ["https://acme.com/pricing", "/pricing"],
  ["https://acme.com/", "acme.com"],
  ["https://acme.com/?page=2", "/?page=2"],
  ["no address", "no address"],
])("%s is %s in a row", (url, place) => {
  expect(placeOf(itemOf(1, { page: { id: "p", url, title: null } }))).toBe(place);
});

test("many pages are told by their number, and people by what they are called", () => {
  expect(placeOf(itemOf(1, { pages: 1214 }))).toBe("1,214 pages");
  expect([ANA, BEN].map(nameOfPerson)).toEqual(["Ana", "ben.holt"]);
  expect([ANA, BEN].map(initialsOf)).toEqual(["A", "BH"]);
  expect(calledIn([itemOf(1)])).toBe("Acme pricing");
  expect(calledIn([itemOf(1), itemOf(2)])).toBe("2 items");
});
