import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const webhook = {
  url: "https://example.com/hook",
  headers: { "X-A": "1" },
  metadata: { a: 1 },
  events: ["monitor.page"],
};
const email = { enabled: true, recipients: ["a@example.com"], includeDiffs: true };

async function monitorOf(user: ApiUser) {
  return user.create({
    schedule: { cron: "0 9 * * *", timezone: "Europe/Berlin" },
    goal: "the price falls",
    judgeEnabled: false,
    retentionDays: 7,
    webhook,
    notification: { email },
  });
}

/** Creates the monitor above, changes it, and gives both. */
async function changed(
  body: Record<string, unknown>,
): Promise<{ before: MonitorAnswer; after: MonitorAnswer }> {
  const user = await newApiUser();
  const before = await monitorOf(user);
  const reply = await user.patch(before.id, body);
  expect(reply.body).toMatchObject({ success: true });
  const got = await user.call<MonitorAnswer>("GET", `/api/v2/monitor/${before.id}`);
  expect(got.body.data).toEqual(reply.body.data);
  return { before, after: reply.body.data };
}

test.each([
  ["nothing", {}],
  ["an origin alone", { origin: "js-sdk@4.42.0" }],
])("400 for a body of %s", async (_, body) => {
  const user = await newApiUser();
  const { id } = await user.create();
  const reply = await user.patch(id, body);
  expect(reply.status).toBe(400);
  expect(reply.body).toMatchObject({
    code: "BAD_REQUEST",
    error: expect.stringMatching(/nothing to change/),
  });
  expect(reply.body.details).toHaveLength(1);
});

test.each<[string, Record<string, unknown>]>([
  ["name", { name: "Other" }],
  ["retentionDays", { retentionDays: 9 }],
  ["goal", { goal: "another goal", judgeEnabled: false }],
  ["judgeEnabled", { judgeEnabled: true }],
  ["webhook", { webhook: null }],
  ["notification", { notification: null }],
  ["targets", { targets: [{ type: "scrape", urls: ["https://b.example"], id: uuidv7() }] }],
])("changing %s leaves every other field as it was", async (_, body) => {
  const { before, after } = await changed({ ...body, origin: "cli" });
  const follow = "notification" in body ? { emailRecipientSubscriptions: [] } : {};
  const { updatedAt: then, estimatedCreditsPerMonth: _1, ...was } = before;
  const { updatedAt: now, estimatedCreditsPerMonth: _2, ...is } = after;
  expect(is).toEqual({ ...was, ...body, ...follow });
  expect(now >= then).toBe(true);
});

test("a time zone alone keeps the cron and moves the next run", async () => {
  const { before, after } = await changed({ schedule: { timezone: "Asia/Tokyo" } });
  expect(after.schedule).toEqual({ cron: "0 9 * * *", timezone: "Asia/Tokyo" });
  expect(after.nextRunAt).not.toBe(before.nextRunAt);
  expect(new Date(after.nextRunAt!).getUTCHours()).toBe(0);
});

test("a new cron or text alone keeps the time zone; an empty schedule is refused", async () => {
  for (const schedule of [{ text: "daily at 5 pm" }, { cron: "0 17 * * *" }]) {
    const { after } = await changed({ schedule });
    expect(after.schedule).toEqual({ cron: "0 17 * * *", timezone: "Europe/Berlin" });
    expect([15, 16]).toContain(new Date(after.nextRunAt!).getUTCHours());
  }
  const user = await newApiUser();
  const { id } = await user.create();
  for (const schedule of [{}, { timezone: "Nowhere/At-all" }, { cron: "* * * * *" }, null]) {
    expect((await user.patch(id, { schedule })).status).toBe(400);
  }
});

test("pausing clears nextRunAt, resuming computes it, neither twice", async () => {
  const user = await newApiUser();
  const { id, nextRunAt } = await user.create();
  for (const _ of [1, 2]) {
    expect((await user.patch(id, { status: "paused" })).body.data).toMatchObject({
      status: "paused",
      nextRunAt: null,
    });
  }
  const moved = await user.patch(id, { schedule: { text: "hourly" } });
  expect(moved.body.data).toMatchObject({ status: "paused", nextRunAt: null });
  for (const _ of [1, 2]) {
    const resumed = await user.patch(id, { status: "active", schedule: { text: "daily" } });
    expect(resumed.body.data).toMatchObject({ status: "active", nextRunAt });
  }
  expect((await user.patch(id, { status: "deleted" })).status).toBe(400);
});

test("what does not touch the schedule leaves nextRunAt", async () => {
  const { before, after } = await changed({ name: "Other", status: "active" });
  expect(after.nextRunAt).toBe(before.nextRunAt);
});

test("an estimate follows its inputs: pages, formats, schedule, and not a goal that nothing judges by", async () => {
  const user = await newApiUser();
  const { id, estimatedCreditsPerMonth } = await user.create();
  expect(estimatedCreditsPerMonth).toBe(30);
  const estimate = async (body: unknown) => (await user.patch(id, body)).body.data.estimatedCreditsPerMonth;
  const urls = ["https://a.b/1", "https://a.b/2", "https://a.b/2"];
  expect(await estimate({ targets: [{ type: "scrape", urls }] })).toBe(60);
  expect(await estimate({ schedule: { text: "hourly" } })).toBe(2 * 24 * 30);
  // Nothing judges by it yet, so nothing is set aside for that.
  expect(await estimate({ goal: "g" })).toBe(2 * 24 * 30);
  expect(await estimate({ judgeEnabled: false })).toBe(2 * 24 * 30);
  const scrapeOptions = { formats: ["markdown", { type: "json", prompt: "price" }, "highlights"] };
  expect(await estimate({ targets: [{ type: "scrape", urls, scrapeOptions }] })).toBe(2 * 9 * 24 * 30);
  expect(await estimate({ name: "Other" })).toBe(2 * 9 * 24 * 30);
});

test("unchangedPagesFree follows the interval: from 15 minutes on", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const free = async (cron: string) =>
    (await user.patch(id, { schedule: { cron } })).body.data.unchangedPagesFree;
  expect(await free("*/15 * * * *")).toBe(true);
  expect(await free("*/10 * * * *")).toBe(false);
});

test("the goal: text turns judging on, null and blank clear it, the flag is its own", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const patch = async (body: unknown) => {
    const { goal, judgeEnabled } = (await user.patch(id, body)).body.data;
    return { goal, judgeEnabled };
  };
  expect(await patch({ goal: " price " })).toEqual({ goal: "price", judgeEnabled: true });
  expect(await patch({ judgeEnabled: false })).toEqual({ goal: "price", judgeEnabled: false });
  expect(await patch({ name: "x" })).toEqual({ goal: "price", judgeEnabled: false });
  expect(await patch({ goal: "other" })).toEqual({ goal: "other", judgeEnabled: true });
  expect(await patch({ goal: "third", judgeEnabled: false })).toEqual({ goal: "third", judgeEnabled: false });
  expect(await patch({ goal: "  " })).toEqual({ goal: null, judgeEnabled: false });
  expect((await user.patch(id, { goal: "g".repeat(2001) })).status).toBe(400);
});

test("notification: {} leaves it, null clears it, fields not named keep their value", async () => {
  expect((await changed({ notification: {}, name: "x" })).after.notification).toEqual({ email });
  expect((await changed({ notification: {} })).after.notification).toEqual({ email });
  const cleared = await changed({ notification: null });
  expect(cleared.after).toMatchObject({ notification: null, emailRecipientSubscriptions: [] });
  const part = await changed({ notification: { email: { includeDiffs: false } } });
  expect(part.after.notification).toEqual({ email: { ...email, includeDiffs: false } });
  const slack = { enabled: true, channelId: "C1" };
  const more = await changed({ notification: { slack } });
  expect(more.after.notification).toEqual({ email, slack });
  const nobody = await changed({ notification: { email: { recipients: [] } } });
  expect(nobody.after.notification).toEqual({ email: { ...email, recipients: [] } });
});

test("slack is judged after the change is merged", async () => {
  const user = await newApiUser();
  const { id } = await user.create({ notification: { slack: { enabled: false, channelId: "C1" } } });
  const on = await user.patch(id, { notification: { slack: { enabled: true } } });
  expect(on.body.data.notification).toEqual({ slack: { enabled: true, channelId: "C1" } });
  const { id: bare } = await user.create();
  const refused = await user.patch(bare, { notification: { slack: { enabled: true } } });
  expect(refused.status).toBe(400);
  expect(refused.body.details?.[0]?.path).toBe("notification.slack.channelId");
});

test("webhook: null removes it, a string is its url, fields not named keep their value", async () => {
  expect((await changed({ webhook: null })).after.webhook).toBeNull();
  const url = "https://other.example/hook";
  expect((await changed({ webhook: url })).after.webhook).toEqual({ ...webhook, url });
  expect((await changed({ webhook: { url } })).after.webhook).toEqual({ ...webhook, url });
  const events = ["monitor.check.completed"];
  expect((await changed({ webhook: { events } })).after.webhook).toEqual({ ...webhook, events });
  expect((await changed({ webhook: { url, headers: {}, metadata: {} } })).after.webhook).toEqual({
    ...webhook,
    url,
    headers: {},
    metadata: {},
  });
});

test("a webhook made by a PATCH needs its url, and gets the defaults", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const refused = await user.patch(id, { webhook: { events: ["monitor.page"] } });
  expect(refused.status).toBe(400);
  expect(refused.body.details?.[0]?.path).toBe("webhook.url");
  const made = await user.patch(id, { webhook: "https://example.com/hook" });
  expect(made.body.data.webhook).toMatchObject({
    headers: {},
    events: ["monitor.page", "monitor.check.completed"],
  });
});

test("targets: an id given again keeps the target, one left out is made", async () => {
  const user = await newApiUser();
  const { id, targets } = await user.create();
  const kept = { ...targets[0], urls: ["https://example.com/a", "https://example.com/b"] };
  const { body } = await user.patch(id, { targets: [kept, { type: "scrape", url: "c.example" }] });
  expect(body.data.targets[0]).toEqual(kept);
  expect(body.data.targets[1]).toMatchObject({ type: "scrape", urls: ["http://c.example"] });
  expect(body.data.targets[1]?.id).not.toBe(kept.id);
});

test("a field wrong in a PATCH changes nothing at all", async () => {
  const user = await newApiUser();
  const before = await monitorOf(user);
  for (const bad of [{ retentionDays: 0 }, { schedule: { text: "x" } }, { targets: [] }, { name: null }]) {
    const reply = await user.patch(before.id, { name: "Other", ...bad });
    expect(reply.status).toBe(400);
  }
  const after = await user.call<MonitorAnswer>("GET", `/api/v2/monitor/${before.id}`);
  expect(after.body.data).toEqual(before);
});

test("two changes of different fields at once both hold", async () => {
  const user = await newApiUser();
  const { id } = await user.create();
  const changes = [{ name: "Other" }, { retentionDays: 3 }, { goal: "g" }, { webhook: "https://a.example" }];
  await Promise.all(changes.map((change) => user.patch(id, change)));
  const after = await user.call<MonitorAnswer>("GET", `/api/v2/monitor/${id}`);
  expect(after.body.data).toMatchObject({ name: "Other", retentionDays: 3, goal: "g", judgeEnabled: true });
  expect(after.body.data.webhook?.url).toBe("https://a.example");
});
