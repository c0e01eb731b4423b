import { expect, test } from "vitest";
import { apiQueryOf, deskAddress, FILTERS, readDeskView, VIEWS } from "./desk-view.ts";

const MONITOR = "0197d9a3-5b1c-7000-8000-000000000001";
const read = (search: string) => readDeskView(new URLSearchParams(search));

test("an address names a list and what narrows it, and is written as it was read", () => {
  const search = `view=mine&monitor=${MONITOR}&kind=failed&assignee=me&important=true&unread=true&signOff=true&q=Starter+%2419&from=7d`;
  const view = read(search);
  expect(view.view).toBe("mine");
  expect(Object.keys(view.filters)).toEqual(FILTERS.filter((name) => name !== "label"));
  expect(read(deskAddress(view).split("?")[1] ?? "")).toEqual(view);
  expect(deskAddress(read(""))).toBe("/changes");
  expect(deskAddress(read("view=done"), MONITOR)).toBe(`/changes?view=done&item=${MONITOR}`);
});

test.each(VIEWS)("%s is a list", (view) => {
  expect(read(`view=${view}`).view).toBe(view);
});

test.each([
  "view=nope",
  "monitor=1",
  "kind=same",
  "assignee=ana",
  "label=x",
  "important=1",
  "unread=no",
  `q=${"x".repeat(257)}`,
  "q=%20%20",
  "from=yesterday",
])("%s says nothing", (search) => {
  expect(read(search)).toEqual({ view: "open", filters: {} });
});

test("a span of days is asked for from the start of its first day on", () => {
  const now = new Date(2026, 10, 27, 14, 5).getTime();
  const from = (span: string) => apiQueryOf(read(`from=${span}`), now).get("from");
  expect(from("today")).toBe(new Date(2026, 10, 27).toISOString());
  expect(from("7d")).toBe(new Date(2026, 10, 21).toISOString());
  expect(apiQueryOf(read(""), now).toString()).toBe("view=open");
});
