import { expect, test } from "vitest";
import { matchOf, RANK } from "./palette-match.ts";

const shop = {
  names: ["Acme pricing"],
  addresses: ["https://acme.example/pricing", "https://acme.example/Plans"],
};
const rank = (search: string, of = shop) => matchOf(of, search).rank;

test.each([
  ["acme pricing", RANK.same],
  ["  ACME   Pricing ", RANK.same],
  ["acme", RANK.begins],
  ["acme p", RANK.begins],
  ["pri", RANK.beginsWords],
  ["pri ac", RANK.beginsWords],
  ["cme", RANK.inName],
  ["icing acme", RANK.inName],
  ["plans", RANK.inAddress],
  ["acme.example plans", RANK.inAddress],
  // The one stands in the name, the other in an address.
  ["plans pricing", RANK.inAddress],
  ["zebra", RANK.elsewhere],
  ["acme zebra", RANK.elsewhere],
])("“%s” is of rank %i", (search, expected) => {
  expect(rank(search)).toBe(expected);
});

test("an address that has all words is named; where none has them all, none is", () => {
  expect(matchOf(shop, "plans").address).toBe("https://acme.example/Plans");
  expect(matchOf(shop, "pricing").address).toBeUndefined();
  expect(matchOf(shop, "plans pricing").address).toBeUndefined();
});

test("an entry is found by what somebody may call it, too, as well as by its own name", () => {
  const signOut = { names: ["Sign out", "Log out"] };
  expect(matchOf(signOut, "log").rank).toBe(RANK.begins);
  expect(matchOf(signOut, "out").rank).toBe(RANK.beginsWords);
  expect(matchOf(signOut, "leave").rank).toBe(RANK.elsewhere);
});

test("words begin behind whatever is no letter or digit, in any script", () => {
  expect(rank("office", { names: ["Harbour-office (north)"], addresses: [] })).toBe(RANK.beginsWords);
  expect(rank("north", { names: ["Harbour-office (north)"], addresses: [] })).toBe(RANK.beginsWords);
  expect(rank("büro", { names: ["Hafen: Büro"], addresses: [] })).toBe(RANK.beginsWords);
  expect(rank("価格", { names: ["店の価格"], addresses: [] })).toBe(RANK.inName);
});
