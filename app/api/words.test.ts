import { beforeAll, expect, test } from "vitest";
import { type ApiUser, call, monitorBody, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

// Refusals are read by people, and by models that are shown nothing else: these are held word by word, whichever
// library found what is wrong.

ownDatabase();

let user: ApiUser;
beforeAll(async () => {
  user = await newApiUser();
});

const page = { type: "scrape", urls: ["https://example.com"] };
const scraping = (scrapeOptions: unknown) => ({ targets: [{ ...page, scrapeOptions }] });

test.each<[Record<string, unknown>, string, string]>([
  [{ name: undefined }, "name", "is required"],
  [{ name: null }, "name", "must be text"],
  [{ name: 5 }, "name", "must be text"],
  [{ name: "" }, "name", "must not be empty"],
  [{ name: "n".repeat(257) }, "name", "must have at most 256 characters"],
  [{ schedule: "daily" }, "schedule", "must be an object"],
  [{ schedule: { text: "d".repeat(257) } }, "schedule.text", "must have at most 256 characters"],
  [{ targets: {} }, "targets", "must be a list"],
  [{ retentionDays: "30" }, "retentionDays", "must be a number"],
  [{ retentionDays: 1.5 }, "retentionDays", "must be a whole number"],
  [{ retentionDays: 0 }, "retentionDays", "must be at least 1"],
  [{ retentionDays: 366 }, "retentionDays", "must be at most 365"],
  [{ judgeEnabled: "yes" }, "judgeEnabled", "must be true or false"],
  [{ webhook: {} }, "webhook.url", "must be an http(s) URL"],
  [{ webhook: "no address" }, "webhook.url", "must be an http(s) URL"],
  [
    { webhook: { url: "https://example.com", events: ["monitor.gone"] } },
    "webhook.events.0",
    'must be one of "monitor.page", "monitor.check.completed"',
  ],
  [
    { webhook: { url: "https://example.com", events: Array(11).fill("monitor.page") } },
    "webhook.events",
    "must have at most 10 entries",
  ],
  [{ webhook: { url: "https://example.com", headers: [] } }, "webhook.headers", "must be an object"],
  [
    { webhook: { url: "https://example.com", headers: { "a b": "c" } } },
    "webhook.headers.a b",
    "is not a valid header name",
  ],
  [
    { notification: { email: { recipients: ["x"] } } },
    "notification.email.recipients.0",
    "must be an email address",
  ],
  [scraping({ waitFor: -1 }), "targets.0.scrapeOptions.waitFor", "must be at least 0"],
  [
    scraping({ includeTags: [""] }),
    "targets.0.scrapeOptions.includeTags.0",
    "must have at least 1 characters",
  ],
  [
    scraping({ includeTags: Array(101).fill("a") }),
    "targets.0.scrapeOptions.includeTags",
    "must have at most 100 entries",
  ],
  [scraping({ onlyMainContent: 1 }), "targets.0.scrapeOptions.onlyMainContent", "must be true or false"],
])("a monitor of %j: %s %s", async (changes, path, message) => {
  const { status, body } = await user.call("POST", "/api/v2/monitor", { body: monitorBody(changes) });
  expect(status).toBe(400);
  expect(body.details).toEqual([{ path, message }]);
  expect(body.error).toBe(`${path} ${message}.`);
});

test.each([
  ["[]", "The body must be an object."],
  ["null", "The body must be an object."],
  ['"text"', "The body must be an object."],
])("a body of %s: %s", async (body, sentence) => {
  expect((await user.call("POST", "/api/v2/monitor", { body })).body.error).toBe(sentence);
});

test.each([
  ["/api/v2/monitor?limit=0", "limit must be at least 1."],
  ["/api/v2/monitor?limit=101", "limit must be at most 100."],
  ["/api/v2/monitor?limit=ten", "limit must be a number."],
  ["/api/v2/monitor?status=gone", 'status must be one of "active", "paused".'],
  [`/api/v2/monitor?search=${"s".repeat(257)}`, "search must have at most 256 characters."],
  ["/api/v2/monitor?history=x", "history must be a number."],
  ["/api/v2/monitor/x", "monitorId must be a UUID."],
  ["/api/v2/team/credit-usage/daily?days=367", "days must be at most 366."],
])("%s: %s", async (path, sentence) => {
  const { status, body } = await user.call("GET", path);
  expect(status).toBe(400);
  expect(body.error).toBe(sentence);
});

test.each<[unknown, string]>([
  [{ email: "ana@example.com" }, "password is required."],
  [{ email: "ana", password: "p" }, "email must be an email address."],
  [{ email: "ana@example.com", password: "" }, "password must have at least 1 characters."],
  [{ email: "ana@example.com", password: "p".repeat(257) }, "password must have at most 256 characters."],
])("signing in with %j: %s", async (body, sentence) => {
  expect((await call("POST", "/api/auth/sign-in", { body })).body.error).toBe(sentence);
});

test("a change that leaves a webhook without its address is told of in the same words", async () => {
  const { id } = await user.create();
  const { body } = await user.patch(id, { webhook: { events: ["monitor.page"] } });
  expect(body.error).toBe("webhook.url must be an http(s) URL.");
});
