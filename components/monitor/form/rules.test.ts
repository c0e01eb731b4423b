import { expect, test } from "vitest";
import { createBody } from "#components/monitor/form/body.ts";
import { type Draft, newDraft } from "#components/monitor/form/draft.ts";
import { refusalsOf } from "#components/monitor/form/refusals.ts";
import { issuesOf } from "#components/monitor/form/rules.ts";

/** What the form says of a draft that is good but for these. */
function said(changes: Partial<Draft>, fields: Record<string, unknown> = {}) {
  const draft = { ...newDraft(), name: "Test", ...changes };
  const [block] = draft.targets;
  if (!block) throw new Error("a new draft has a target");
  block.fields = { ...block.fields, urls: "https://example.com/", ...fields };
  const refusals = refusalsOf(issuesOf(createBody(draft, "UTC"), "create"), draft);
  return { ...refusals.fields, ...refusals.blocks[block.key] };
}

const cron = (cron: string): Partial<Draft> => ({ scheduleAs: "cron", cron });

test("a good draft is not refused", () => {
  expect(said({})).toEqual({});
});

test("a schedule that is refused offers the nearest one that works", () => {
  expect(said(cron("0 22-2 * * *")).schedule).toMatch(/backwards\. Try "0 22-23,0-2 \* \* \*"\.$/);
  expect(said(cron("@every 5m")).schedule).toMatch(/Try "\*\/5 \* \* \* \*"\.$/);
  expect(said({ scheduleAs: "text", text: "every 7 minutes" }).schedule).toMatch(
    /The nearest one is "every 6 minutes"\.$/,
  );
});

test("a header that no request can carry is named at its field", () => {
  expect(said({}, { headers: "X-A: 1\nHost: x" })).toEqual({
    headers: "Header “Host” belongs to the connection, which is made anew each time: remove it.",
  });
});
