import { expect, test } from "vitest";
import { ANA, BEN, itemOf } from "#testing/inbox-items.ts";
import { VIEWS } from "../desk-view.ts";
import type { ItemAnswer } from "../model.ts";
import { type Act, belongsTo, bodyOf, doneInWords, shownAfter } from "./act.ts";

const at = { me: ANA, now: Date.UTC(2026, 10, 27, 12) };
const LATER = new Date(at.now + 3_600_000).toISOString();
const viewsOf = (given: Partial<ItemAnswer>) => VIEWS.filter((view) => belongsTo(view, itemOf(1, given), at));

test.each<[Partial<ItemAnswer>, string[]]>([
  [{}, ["open", "all"]],
  [{ assignee: ANA }, ["open", "mine", "all"]],
  [{ assignee: BEN, kind: "failed" }, ["open", "failing", "all"]],
  [{ snoozedUntil: LATER, assignee: ANA }, ["snoozed", "all"]],
  [{ snoozedUntilChange: true }, ["snoozed", "all"]],
  [{ snoozedUntil: new Date(at.now - 1).toISOString() }, ["open", "all"]],
  [{ state: "done", assignee: ANA, snoozedUntilChange: true }, ["done", "all"]],
  [{ state: "noise", kind: "failed" }, ["noise", "all"]],
])("an item of %j is in %j", (given, views) => {
  expect(viewsOf(given)).toEqual(views);
});

const LABEL = { id: "l", name: "Legal", kind: "", significance: "low" as const, secondSignOff: false };
const ACTS: [Act, Partial<ItemAnswer>, string, Record<string, unknown>][] = [
  [{ act: "done" }, { state: "done", closedBy: "Ana", unread: false }, "Acme pricing: done", { act: "done" }],
  [
    { act: "noise", reason: "A counter" },
    { state: "noise", reason: "A counter" },
    "Acme pricing: noise",
    { act: "noise", reason: "A counter" },
  ],
  [{ act: "reopen" }, { state: "open", closedBy: null }, "Acme pricing: open again", { act: "reopen" }],
  [
    { act: "snooze", until: LATER, words: "until 17:00" },
    { snoozedUntil: LATER },
    "Acme pricing: snoozed until 17:00",
    { act: "snooze", until: LATER },
  ],
  [
    { act: "snooze", until: null, words: "until the page changes again" },
    { snoozedUntilChange: true },
    "Acme pricing: snoozed until the page changes again",
    { act: "snooze", untilChange: true },
  ],
  [{ act: "unsnooze" }, { snoozedUntil: null }, "Acme pricing: back from snooze", { act: "unsnooze" }],
  [
    { act: "assign", person: BEN },
    { assignee: BEN },
    "Acme pricing: given to ben.holt",
    { act: "assign", userId: BEN.id },
  ],
  [
    { act: "assign", person: null },
    { assignee: null },
    "Acme pricing: nobody's now",
    { act: "assign", userId: null },
  ],
  [
    { act: "important", important: true },
    { important: true },
    "Acme pricing: important",
    { act: "important", important: true },
  ],
  [
    { act: "important", important: false },
    { important: false },
    "Acme pricing: no longer important",
    { act: "important", important: false },
  ],
  [
    { act: "label", label: LABEL },
    { label: LABEL },
    "Acme pricing: labelled Legal",
    { act: "label", labelId: "l" },
  ],
  [
    { act: "label", label: null },
    { label: null },
    "Acme pricing: no label now",
    { act: "label", labelId: null },
  ],
];

test.each(ACTS)("%j is shown, told and sent", (act, shown, words, body) => {
  expect(shownAfter(itemOf(1), act, at)).toMatchObject(shown);
  expect(doneInWords(act, [itemOf(1)])).toBe(words);
  expect(bodyOf(act)).toEqual(body);
});
