import { expect, test } from "vitest";
import { CreateMonitor } from "#lib/monitor/model.ts";
import { monitorAnswer } from "#testing/screen-data.ts";
import { bodyOfCopy } from "./duplicate-monitor.ts";

const id = "01900000-0000-7000-8000-000000000000";

test("a copy has all that was ever set, and nothing of what was seen", () => {
  const webhook = { url: "https://example.com/", headers: { a: "b" }, metadata: { c: 1 }, events: [] };
  const notification = { email: { enabled: true, recipients: ["ana@example.com"], includeDiffs: true } };
  const scrapeOptions = { includeTags: ["main"], waitFor: 5 };
  const monitor = monitorAnswer(id, {
    name: "Shop",
    targets: [{ id, type: "scrape", urls: ["https://example.com/"], scrapeOptions }],
    goal: "prices",
    judgeEnabled: true,
    retentionDays: 7,
    webhook,
    notification,
    lastRunAt: "2026-11-25T12:00:00.000Z",
  });
  expect(bodyOfCopy(monitor)).toEqual({
    name: "Copy of Shop",
    schedule: monitor.schedule,
    targets: [{ type: "scrape", urls: ["https://example.com/"], scrapeOptions }],
    goal: "prices",
    judgeEnabled: true,
    retentionDays: 7,
    webhook,
    notification,
  });
  expect(CreateMonitor.parse(bodyOfCopy(monitor)).name).toBe("Copy of Shop");
});

test.each([
  ["n".repeat(256), `Copy of ${"n".repeat(248)}`],
  // The last sign consists of two halves, of which only one has room.
  [`${"n".repeat(247)}🌊`, `Copy of ${"n".repeat(247)}\ufffd`],
])("a long name is cut where the API would refuse it", (name, expected) => {
  const body = bodyOfCopy(monitorAnswer(id, { name }));
  expect(body.name).toBe(expected);
  expect(CreateMonitor.shape.name.safeParse(body.name).success).toBe(true);
});
