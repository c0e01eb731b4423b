// @vitest-environment jsdom
import { expect, test } from "vitest";
import { addressWith, linkedChange } from "./address.ts";

test.each([
  ["p", "2", { pageId: "p", change: 1 }],
  ["p", null, null],
  [null, "2", null],
  ["p", "0", null],
  ["p", "-1", null],
  ["p", "1e3", null],
  ["p", "two", null],
])("page=%s&change=%s names %j", (page, change, linked) => {
  expect(linkedChange(page, change)).toEqual(linked);
});

test("an address keeps what else it says", () => {
  window.history.replaceState(null, "", "/monitors/m/checks/c?status=changed&page=a&change=1#x");
  expect(new URL(addressWith({ page: "b", change: 4 })).search).toBe("?status=changed&page=b&change=5");
  expect(new URL(addressWith({ page: null, change: null })).search).toBe("?status=changed");
});
