import { describe, expect, test } from "vitest";
import { z } from "zod";
import { mergeReports, NotificationInput, WEBHOOK_EVENTS, type Webhook, WebhookInput } from "./model.ts";

const url = "https://example.com/hook";
const webhook: Webhook = {
  url,
  headers: { "X-Token": "1" },
  metadata: { project: "prices" },
  events: ["monitor.page"],
};
const email = { enabled: true, recipients: ["ana@example.com"], includeDiffs: true };
const slack = { enabled: true, channelId: "C1" };
const stored = { webhook, notification: { email, slack } };
const nothing = { webhook: null, notification: null };

/** The paths of what is refused. */
function refused(parse: () => unknown): string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues.map(({ path }) => path.join("."));
    throw error;
  }
  return [];
}

describe("a webhook as it is made", () => {
  test("tells of everything unless it names events, and a bare address stands for all its defaults", () => {
    const whole = { url, headers: {}, metadata: {}, events: [...WEBHOOK_EVENTS] };
    expect(WebhookInput.parse({ url })).toEqual(whole);
    expect(WebhookInput.parse(url)).toEqual(whole);
    expect(WebhookInput.parse(null)).toBeNull();
  });

  test.each([
    ["no address", {}, "url"],
    ["a file", "file:///etc/passwd", "url"],
    ["an address without a scheme", "example.com/hook", "url"],
    ["an address of over 8192 characters", `https://example.com/${"a".repeat(8192)}`, "url"],
    ["an event that is none", { url, events: ["monitor.deleted"] }, "events.0"],
    ["a header that would begin a line of its own", { url, headers: { a: "b\r\nc: d" } }, "headers.a"],
    ["a field that is none", { url, secret: "s" }, ""],
  ])("is refused with %s", (_, input, path) => {
    expect(refused(() => WebhookInput.parse(input))).toEqual([path]);
  });

  test("may name no event at all", () => {
    expect(WebhookInput.parse({ url, events: [] })?.events).toEqual([]);
  });
});

describe("notifications as they are made", () => {
  test("are off unless they are said to be on", () => {
    expect(NotificationInput.parse({ email: {}, slack: {} })).toEqual({
      email: { enabled: false, recipients: [], includeDiffs: false },
      slack: { enabled: false },
    });
    expect(NotificationInput.parse({})).toEqual({});
    expect(NotificationInput.parse(null)).toBeNull();
  });

  test("go to 25 people at most, each with an address that is one", () => {
    const people = (count: number) => Array.from({ length: count }, (_, n) => `person-${n}@example.com`);
    const to = (recipients: string[]) => () => NotificationInput.parse({ email: { recipients } });
    expect(refused(to(people(25)))).toEqual([]);
    expect(refused(to(people(26)))).toEqual(["email.recipients"]);
    expect(refused(to(["ana@example.com", "ana at example.com"]))).toEqual(["email.recipients.1"]);
  });

  test("reach Slack only where a channel is named, while they are on", () => {
    const of = (input: object) => () => NotificationInput.parse({ slack: input });
    expect(refused(of({ enabled: true }))).toEqual(["slack.channelId"]);
    expect(refused(of({ enabled: true, channelName: "ops" }))).toEqual(["slack.channelId"]);
    expect(refused(of({ enabled: true, channelId: "" }))).toContain("slack.channelId");
    for (const good of [{ enabled: false }, { enabled: true, channelId: "C1" }]) {
      expect(refused(of(good))).toEqual([]);
    }
  });
});

describe("after a change", () => {
  test("what it does not name stays, and what it sets to null goes", () => {
    expect(mergeReports(stored, {})).toEqual(stored);
    expect(mergeReports(stored, { webhook: null })).toEqual({ ...stored, webhook: null });
    expect(mergeReports(stored, { notification: null })).toEqual({ ...stored, notification: null });
    expect(mergeReports(nothing, {})).toEqual(nothing);
    expect(mergeReports(nothing, { webhook: null, notification: null })).toEqual(nothing);
  });

  test("one field of a webhook or of a channel leaves its others, and the other channel", () => {
    expect(mergeReports(stored, { webhook: { events: [] } }).webhook).toEqual({ ...webhook, events: [] });
    const { notification } = mergeReports(stored, { notification: { email: { enabled: false } } });
    expect(notification).toEqual({ email: { ...email, enabled: false }, slack });
    expect(mergeReports(stored, { notification: { slack: { channelId: "C2" } } }).notification).toEqual({
      email,
      slack: { enabled: true, channelId: "C2" },
    });
  });

  test("headers and metadata are taken whole: what a change leaves out of them is gone", () => {
    const change = { headers: { "X-Other": "2" }, metadata: {} };
    expect(mergeReports(stored, { webhook: change }).webhook).toEqual({ ...webhook, ...change });
  });

  test("an empty notification changes nothing, neither where there is one nor where there is none", () => {
    expect(mergeReports(stored, { notification: {} })).toEqual(stored);
    expect(mergeReports(nothing, { notification: {} })).toEqual(nothing);
  });

  test("what begins with a change gets the defaults of what is made", () => {
    expect(mergeReports(nothing, { webhook: { url } }).webhook).toEqual(WebhookInput.parse({ url }));
    expect(mergeReports(nothing, { notification: { email: { enabled: true } } }).notification).toEqual({
      email: { enabled: true, recipients: [], includeDiffs: false },
    });
  });

  test("the whole is judged, not the change: a webhook needs its address, Slack its channel", () => {
    expect(refused(() => mergeReports(nothing, { webhook: { events: [] } }))).toEqual(["webhook.url"]);
    const on = { notification: { slack: { enabled: true } } };
    expect(refused(() => mergeReports(nothing, on))).toEqual(["notification.slack.channelId"]);
    const off = { webhook: null, notification: { slack: { enabled: false, channelId: "C1" } } };
    expect(mergeReports(off, on).notification).toEqual({ slack: { enabled: true, channelId: "C1" } });
  });

  test("what an older version took is left alone until it is touched", () => {
    const byName = { webhook, notification: { email, slack: { enabled: true, channelName: "ops" } } };
    for (const change of [{}, { webhook: null }, { notification: {} }, { notification: { email: {} } }]) {
      expect(mergeReports(byName, change).notification).toEqual(byName.notification);
    }
    const touched = { notification: { slack: { channelName: "news" } } };
    expect(refused(() => mergeReports(byName, touched))).toEqual(["notification.slack.channelId"]);
    const named = { notification: { slack: { channelId: "C1" } } };
    expect(mergeReports(byName, named).notification?.slack).toMatchObject({ channelId: "C1" });
  });

  test("what is stored is not written into", () => {
    const before = structuredClone(stored);
    mergeReports(stored, { webhook: { events: [] }, notification: { email: { enabled: false } } });
    expect(stored).toEqual(before);
  });
});
