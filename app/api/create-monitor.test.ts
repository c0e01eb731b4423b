import { eq } from "drizzle-orm";
import { validate as isUuid, v7 as uuidv7, version } from "uuid";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { INTEGRATIONS, type MonitorAnswer } from "#lib/monitor/model.ts";
import { monitorBody, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const scrape = { type: "scrape", urls: ["https://example.com/a"] };
const many = (length: number, text = "x") => Array.from({ length }, () => text);

async function creating(changes: Record<string, unknown>) {
  const user = await newApiUser();
  return user.call<MonitorAnswer>("POST", "/api/v2/monitor", { body: monitorBody(changes) });
}

test("a monitor with everything, as it was given, and its defaults", async () => {
  const user = await newApiUser();
  const full = {
    name: "  Prices  ",
    schedule: { cron: " 0  9 * *   1-5 ", timezone: "Europe/Berlin" },
    targets: [
      { ...scrape, id: uuidv7(), scrapeOptions: { formats: ["markdown"], waitFor: 100, custom: { a: 1 } } },
    ],
    goal: "  the price falls  ",
    retentionDays: 7,
    webhook: { url: "https://example.com/hook", headers: { "X-A": "1" }, metadata: { team: { deep: true } } },
    notification: { email: { enabled: true, recipients: ["a@example.com"] } },
    origin: "js-sdk@4.42.0",
  };
  const monitor = await user.create(full);
  expect(monitor).toEqual({
    id: expect.any(String),
    name: "Prices",
    status: "active",
    schedule: { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" },
    nextRunAt: expect.any(String),
    lastRunAt: null,
    currentCheckId: null,
    targets: full.targets,
    webhook: { ...full.webhook, events: ["monitor.page", "monitor.check.completed"] },
    notification: { email: { enabled: true, recipients: ["a@example.com"], includeDiffs: false } },
    emailRecipientSubscriptions: [
      { email: "a@example.com", status: "pending", source: "opt_in", confirmationEmailSent: false },
    ],
    retentionDays: 7,
    estimatedCreditsPerMonth: expect.any(Number),
    unchangedPagesFree: true,
    lastCheckSummary: null,
    goal: "the price falls",
    judgeEnabled: true,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    updatedAt: expect.stringMatching(/Z$/),
  });
  expect(version(monitor.id)).toBe(7);
  const plain = await user.create();
  expect(plain).toMatchObject({
    schedule: { cron: "0 0 * * *", timezone: "UTC" },
    retentionDays: 30,
    webhook: null,
    notification: null,
    emailRecipientSubscriptions: [],
    goal: null,
    judgeEnabled: false,
    // One page, a month of daily checks.
    estimatedCreditsPerMonth: 30,
  });
  expect(isUuid(plain.targets[0]?.id)).toBe(true);
  const got = await user.call<MonitorAnswer>("GET", `/api/v2/monitor/${monitor.id}`);
  expect(got.body.data).toEqual(monitor);
});

test("the list is newest first, pages through all, and leaves out deleted and foreign ones", async () => {
  const user = await newApiUser();
  await (await newApiUser()).create();
  const made: string[] = [];
  for (let index = 0; index < 5; index++) made.push((await user.create({ name: `Monitor ${index}` })).id);
  await user.call("DELETE", `/api/v2/monitor/${made[2]}`);
  const wanted = [made[4], made[3], made[1], made[0]];
  const list = async (query: string) => {
    const reply = await user.call<MonitorAnswer[]>("GET", `/api/v2/monitor${query}`);
    return reply.body.data.map((monitor) => monitor.id);
  };
  expect(await list("")).toEqual(wanted);
  expect(await list("?limit=3")).toEqual(wanted.slice(0, 3));
  expect(await list("?limit=3&offset=3")).toEqual(wanted.slice(3));
  expect(await list("?limit=100&offset=4")).toEqual([]);
});

test("monitors that somebody knows are read by their ids; others' and deleted ones are not there", async () => {
  const user = await newApiUser();
  const made: string[] = [];
  for (let index = 0; index < 30; index++) made.push((await user.create({ name: `Monitor ${index}` })).id);
  const stranger = await (await newApiUser()).create();
  const list = (ids: string[], more = "&limit=100") =>
    user.call<MonitorAnswer[]>("GET", `/api/v2/monitor?history=5&ids=${ids.join(",")}${more}`);
  const all = await list(made);
  expect(all.body.data.map(({ id }) => id)).toEqual(made.toReversed());
  expect(all.body).toMatchObject({ total: 30 });
  expect(all.body.data[0]?.recentChecks).toEqual([]);
  const wanted = [made[3]!, made[1]!.toUpperCase()];
  expect((await list(wanted)).body.data.map(({ id }) => id)).toEqual([made[3], made[1]]);
  expect((await list(wanted, "&limit=1&offset=1")).body.data.map(({ id }) => id)).toEqual([made[1]]);
  await user.call("DELETE", `/api/v2/monitor/${made[3]}`);
  const left = await list([...wanted, stranger.id]);
  expect(left.body).toMatchObject({ total: 1, data: [{ id: made[1] }] });
  for (const ids of [["1"], [made[0]!, ""], Array.from({ length: 101 }, () => made[0]!)]) {
    const refused = await list(ids);
    expect(refused.status).toBe(400);
    expect(refused.body.details?.[0]?.path).toMatch(/^ids/);
  }
});

test("the list is searched by names and addresses, and by nothing else that a target says", async () => {
  const user = await newApiUser();
  const options = { headers: { "X-Token": "hidden" }, includeTags: [".grid"] };
  const shop = await user.create({
    name: "Shop prices",
    targets: [{ type: "scrape", urls: ["https://shop.example/a%20b?q=1"], scrapeOptions: options }],
  });
  const blog = await user.create({ name: "Blog" });
  const found = async (search: string) => {
    const query = new URLSearchParams({ search });
    const reply = await user.call<MonitorAnswer[]>("GET", `/api/v2/monitor?${query}`);
    return reply.body.data.map((monitor) => monitor.id);
  };
  for (const search of ["shop.EXAMPLE", "a%20b", "?q=1", "prices shop", "shop.example prices"])
    expect(await found(search), search).toEqual([shop.id]);
  expect(await found("example")).toEqual([blog.id, shop.id]);
  const shopTarget = shop.targets[0]?.id ?? "";
  for (const search of ["scrape", "urls", "type", "hidden", "grid", "Token", shopTarget, "shop blog", '"'])
    expect(await found(search), search).toEqual([]);
});

const good: [string, Record<string, unknown>][] = [
  ["a name of 256", { name: "n".repeat(256) }],
  ["50 targets", { targets: Array.from({ length: 50 }, () => scrape) }],
  ["retentionDays 1", { retentionDays: 1 }],
  ["retentionDays 365", { retentionDays: 365 }],
  ["a goal of 2000", { goal: "g".repeat(2000) }],
  ["no goal", { goal: null }],
  ["a cron of 128", { schedule: { cron: `0${",0".repeat(59)} 0 * * *`.padEnd(128) } }],
  ["every 5 minutes", { schedule: { cron: "*/5 * * * *" } }],
  ["25 recipients", { notification: { email: { recipients: many(25).map((_, i) => `u${i}@example.com`) } } }],
  ["webhook null", { webhook: null }],
  ["notification null", { notification: null }],
  ["webhook with one event", { webhook: { url: "http://example.com", events: ["monitor.page"] } }],
  [
    "slack with a channel",
    { notification: { slack: { enabled: true, channelId: "C1", channelName: "ops" } } },
  ],
  ["slack off without a channel", { notification: { slack: { enabled: false } } }],
  ["judging off", { judgeEnabled: false, goal: "g" }],
  ["the tool that calls", { integration: "dify" }],
];
test.each(good)("200 with %s", async (_, changes) => {
  expect((await creating(changes)).body).toMatchObject({ success: true });
});

const bad: [string, Record<string, unknown>, string][] = [
  ["no name", { name: undefined }, "name"],
  ["an empty name", { name: "" }, "name"],
  ["a blank name", { name: "   " }, "name"],
  ["a name of 257", { name: "n".repeat(257) }, "name"],
  ["a name that is a number", { name: 5 }, "name"],
  ["no schedule", { schedule: undefined }, "schedule"],
  ["an empty schedule", { schedule: {} }, "schedule"],
  ["cron and text", { schedule: { cron: "0 0 * * *", text: "daily" } }, "schedule"],
  ["only a time zone", { schedule: { timezone: "UTC" } }, "schedule"],
  ["a cron of 129", { schedule: { cron: `0${",0".repeat(60)} 0 * * *`.padEnd(129) } }, "schedule.cron"],
  ["six cron fields", { schedule: { cron: "0 0 * * * *" } }, "schedule.cron"],
  ["a cron every 4 minutes", { schedule: { cron: "*/4 * * * *" } }, "schedule.cron"],
  ["a cron on February 30", { schedule: { cron: "0 0 30 2 *" } }, "schedule.cron"],
  ["a text every minute", { schedule: { text: "every minute" } }, "schedule.text"],
  ["an unknown text", { schedule: { text: "now and then" } }, "schedule.text"],
  ["an unknown zone", { schedule: { text: "daily", timezone: "Mars/Base" } }, "schedule.timezone"],
  ["an offset as zone", { schedule: { text: "daily", timezone: "+01:00" } }, "schedule.timezone"],
  ["no targets", { targets: undefined }, "targets"],
  ["0 targets", { targets: [] }, "targets"],
  ["51 targets", { targets: Array.from({ length: 51 }, () => scrape) }, "targets"],
  ["a target that is null", { targets: [null] }, "targets.0"],
  ["an unknown type", { targets: [{ type: "sitemap", urls: ["https://a.b"] }] }, "targets.0.type"],
  ["no type", { targets: [{ urls: ["https://a.b"] }] }, "targets.0.type"],
  ["a target id that is no UUID", { targets: [{ ...scrape, id: "1" }] }, "targets.0.id"],
  ["0 urls", { targets: [{ type: "scrape", urls: [] }] }, "targets.0.urls"],
  ["an ftp url", { targets: [{ type: "scrape", urls: ["ftp://a.b/c"] }] }, "targets.0.urls.0"],
  ["a javascript url", { targets: [{ type: "scrape", urls: ["javascript:alert(1)"] }] }, "targets.0.urls.0"],
  ["a url of spaces", { targets: [{ type: "scrape", urls: ["  "] }] }, "targets.0.urls.0"],
  [
    "a url with a bad host",
    { targets: [{ type: "scrape", urls: ["http://exa mple.com"] }] },
    "targets.0.urls.0",
  ],
  [
    "a url of 8193",
    { targets: [{ type: "scrape", urls: [`http://a.b/${"x".repeat(8182)}`] }] },
    "targets.0.urls.0",
  ],
  ["a second url that is wrong", { targets: [{ type: "scrape", urls: ["a.b", 7] }] }, "targets.0.urls.1"],
  [
    "an unknown format",
    { targets: [{ ...scrape, scrapeOptions: { formats: ["pdf"] } }] },
    "targets.0.scrapeOptions.formats.0",
  ],
  [
    "a selector that is not CSS",
    { targets: [{ ...scrape, scrapeOptions: { includeTags: ["main", "[["] } }] },
    "targets.0.scrapeOptions.includeTags.1",
  ],
  [
    "a timeout of text",
    { targets: [{ ...scrape, scrapeOptions: { timeout: "5" } }] },
    "targets.0.scrapeOptions.timeout",
  ],
  [
    "a header with a line break",
    { targets: [{ ...scrape, scrapeOptions: { headers: { a: "b\r\nc: d" } } }] },
    "targets.0.scrapeOptions.headers.a",
  ],
  [
    "a header no request can carry",
    { targets: [{ ...scrape, scrapeOptions: { headers: { a: "日本" } } }] },
    "targets.0.scrapeOptions.headers.a",
  ],
  ["retentionDays 0", { retentionDays: 0 }, "retentionDays"],
  ["retentionDays 366", { retentionDays: 366 }, "retentionDays"],
  ["retentionDays 1.5", { retentionDays: 1.5 }, "retentionDays"],
  ["retentionDays 1e308", { retentionDays: 1e308 }, "retentionDays"],
  ["a goal of 2001", { goal: "g".repeat(2001) }, "goal"],
  ["judgeEnabled as text", { judgeEnabled: "yes" }, "judgeEnabled"],
  ["a webhook that is no URL", { webhook: "nope" }, "webhook.url"],
  ["a webhook over ftp", { webhook: { url: "ftp://a.b" } }, "webhook.url"],
  ["an unknown event", { webhook: { url: "https://a.b", events: ["monitor.started"] } }, "webhook.events.0"],
  [
    "26 recipients",
    { notification: { email: { recipients: many(26).map((_, i) => `u${i}@a.io`) } } },
    "notification.email.recipients",
  ],
  [
    "a recipient that is no address",
    { notification: { email: { recipients: ["me"] } } },
    "notification.email.recipients.0",
  ],
  ["slack without a channel", { notification: { slack: { enabled: true } } }, "notification.slack.channelId"],
  [
    "slack with the name of a channel alone",
    { notification: { slack: { enabled: true, channelName: "ops" } } },
    "notification.slack.channelId",
  ],
  ["url beside urls", { targets: [scrape, { ...scrape, url: "https://example.com/b" }] }, "targets.1.url"],
  ["the same page as url and in urls", { targets: [{ ...scrape, url: scrape.urls[0] }] }, "targets.0.url"],
  [
    "url beside urls that are none",
    { targets: [{ type: "scrape", url: "a.b", urls: null }] },
    "targets.0.url",
  ],
  ["a tool that is not known", { integration: "acme" }, "integration"],
  ["a tool in capitals", { integration: "Dify" }, "integration"],
  ["a tool without a name", { integration: "" }, "integration"],
  ["no tool, said as null", { integration: null }, "integration"],
  ["a status", { status: "paused" }, "status"],
];
test.each(bad)("400 with %s", async (_, changes, path) => {
  const { status, body } = await creating(changes);
  expect(body).toMatchObject({ success: false, code: "BAD_REQUEST" });
  expect(status).toBe(400);
  expect(body.details?.map((issue) => issue.path)).toContain(path);
  expect(body.error).toMatch(/^[\s\S]{10,}\.$/);
});

test("too often is refused with the words 5 minutes, an unknown text with phrases that are known", async () => {
  expect((await creating({ schedule: { cron: "* * * * *" } })).body.error).toContain("5 minutes");
  expect((await creating({ schedule: { cron: "0 22-2 * * *" } })).body.error).toMatch(
    /backwards\. Try "0 22-23,0-2 \* \* \*"\.$/,
  );
  expect((await creating({ schedule: { text: "soon" } })).body.error).toMatch(/"every 15 minutes".*"daily/);
});

test("two targets may not share an id; upper case is the same id", async () => {
  const id = uuidv7();
  const targets = [
    { ...scrape, id },
    { ...scrape, id: id.toUpperCase() },
  ];
  expect((await creating({ targets })).body).toMatchObject({ code: "BAD_REQUEST" });
  expect((await creating({ targets: [targets[1]] })).body.data.targets[0]?.id).toBe(id);
});

test.each([
  ["example.com", "http://example.com"],
  ["example.com/a?b=c", "http://example.com/a?b=c"],
  ["example.com:8080", "http://example.com:8080"],
  ["localhost:3000/x", "http://localhost:3000/x"],
  ["localhost:3000?x=1", "http://localhost:3000?x=1"],
  ["127.0.0.1:3000", "http://127.0.0.1:3000"],
  ["[::1]:3000/", "http://[::1]:3000/"],
  ["//example.com/a", "http://example.com/a"],
  ["  https://example.com/ ", "https://example.com/"],
  ["HTTPS://EXAMPLE.com/Path", "HTTPS://EXAMPLE.com/Path"],
  ["bücher.example", "http://bücher.example"],
])("the address %s is watched as %s", async (given, kept) => {
  for (const target of [
    { type: "scrape", urls: [given] },
    { type: "scrape", url: given },
  ]) {
    const { body } = await creating({ targets: [target] });
    expect(body.data.targets[0]).toMatchObject({ urls: [kept] });
    expect(body.data.targets[0]).not.toHaveProperty("url");
  }
});

test("a webhook given as a bare string", async () => {
  const { body } = await creating({ webhook: "https://example.com/hook" });
  expect(body.data.webhook).toEqual({
    url: "https://example.com/hook",
    headers: {},
    metadata: {},
    events: ["monitor.page", "monitor.check.completed"],
  });
});

test.each([
  ["goal given, judgeEnabled omitted", { goal: "g" }, "g", true],
  ["goal given, judging off", { goal: "g", judgeEnabled: false }, "g", false],
  ["blank goal", { goal: "   " }, null, false],
  ["no goal, judging on", { judgeEnabled: true }, null, true],
])("goal and judgeEnabled: %s", async (_, changes, goal, judgeEnabled) => {
  expect((await creating(changes)).body.data).toMatchObject({ goal, judgeEnabled });
});

test("the tool that calls is kept, changed by a PATCH that says so, and never answered", async () => {
  const user = await newApiUser();
  const kept = async (id: string) => {
    const [row] = await db().select().from(monitors).where(eq(monitors.id, id));
    return row?.integration;
  };
  for (const integration of INTEGRATIONS) {
    const made = await user.create({ integration });
    expect(made).not.toHaveProperty("integration");
    expect(await kept(made.id)).toBe(integration);
  }
  const { id } = await user.create();
  expect(await kept(id)).toBeNull();
  const changed = await user.patch(id, { integration: "zapier", origin: "zapier@1.0.0" });
  expect(changed.status).toBe(200);
  expect(changed.body.data).not.toHaveProperty("integration");
  expect(await kept(id)).toBe("zapier");
  await user.patch(id, { name: "Other" });
  expect(await kept(id)).toBe("zapier");
  expect((await user.patch(id, { integration: "acme" })).body.details?.[0]?.path).toBe("integration");
  expect((await user.patch(id, { origin: "zapier@1.0.0" })).status, "an origin alone is no field").toBe(400);
});

test("members of the team are confirmed recipients at once, each named once", async () => {
  const recipients = ["x@example.com", "X@Example.com"];
  const { body } = await creating({ notification: { email: { recipients } } });
  expect(body.data.emailRecipientSubscriptions).toHaveLength(1);
});
