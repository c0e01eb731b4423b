import { expect, test } from "vitest";
import { changesBetween, changesToNew } from "./changes.ts";
import { MASK } from "./secrets.ts";

const field = (changes: ReturnType<typeof changesBetween>, name: string) =>
  changes.find((change) => change.field === name);

test("each field that differs is told with what it was and is, and the others are not", () => {
  const before = { name: "Prices", schedule: { cron: "0 * * * *", timezone: "UTC" }, goal: null, days: 30 };
  const after = { ...before, schedule: { cron: "*/30 * * * *", timezone: "UTC" }, goal: "Cheaper?" };
  expect(changesBetween(before, after)).toEqual([
    { field: "schedule.cron", before: "0 * * * *", after: "*/30 * * * *" },
    { field: "goal", before: null, after: "Cheaper?" },
  ]);
  expect(changesBetween(before, { ...before })).toEqual([]);
});

test("what comes and what goes has nothing at its other end", () => {
  const webhook = { url: "https://example.com/hook", events: ["monitor.page"] };
  expect(changesBetween({ webhook: null }, { webhook })).toEqual([
    { field: "webhook.url", before: null, after: "https://example.com/hook" },
    { field: "webhook.events", before: null, after: ["monitor.page"] },
  ]);
  expect(field(changesBetween({ webhook }, { webhook: null }), "webhook.url")?.after).toBeNull();
  expect(changesToNew({ name: "Prices", goal: null })).toEqual([
    { field: "name", before: null, after: "Prices" },
  ]);
});

test("lists of objects are told entry by entry, lists of values as a whole", () => {
  const changes = changesBetween(
    { targets: [{ type: "scrape", urls: ["https://a.example"] }] },
    { targets: [{ type: "scrape", urls: ["https://a.example", "https://b.example"] }, { type: "search" }] },
  );
  expect(changes).toEqual([
    {
      field: "targets[0].urls",
      before: ["https://a.example"],
      after: ["https://a.example", "https://b.example"],
    },
    { field: "targets[1].type", before: null, after: "search" },
  ]);
});

test("of ten thousand addresses what differs is kept, and of that so much", () => {
  const urls = Array.from({ length: 10_000 }, (_, index) => `https://example.com/${index}`);
  const one = changesBetween({ urls }, { urls: [...urls.slice(1), "https://example.com/new"] });
  expect(one).toEqual([
    { field: "urls", before: ["https://example.com/0"], after: ["https://example.com/new"] },
  ]);
  const [all] = changesBetween({ urls: [] }, { urls });
  expect(all?.after).toHaveLength(51);
  expect((all?.after as string[] | undefined)?.at(-1)).toBe("and 9950 more");
});

test("of very many fields, and of a very long text, so much is kept and said to be more", () => {
  const many = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`field${index}`, index]));
  expect(changesToNew(many)).toHaveLength(101);
  expect(changesToNew(many).at(-1)?.field).toBe("30 more fields");
  const [long] = changesToNew({ note: "x".repeat(5000) });
  expect(long?.after).toBe(`${"x".repeat(2000)}…`);
});

const SECRET = "hunter2-s3cret";
test.each([
  ["a webhook's header", { webhook: { headers: { "X-Anything": SECRET } } }],
  [
    "a page's authorization",
    { targets: [{ scrapeOptions: { headers: { Authorization: `Bearer ${SECRET}` } } }] },
  ],
  ["a cookie of a page", { targets: [{ scrapeOptions: { headers: { cookie: `a=${SECRET}` } } }] }],
  ["headers as a list of pairs", { headers: [["authorization", SECRET]] }],
  ["a field named like a secret", { webhook: { secret: SECRET } }],
  [
    "a name in other spelling",
    { webhook: { metadata: { "Api-Key": SECRET, deep: { access_token: SECRET } } } },
  ],
  ["a secret inside of a list", { channels: [{ signingSecret: SECRET }] }],
  ["what a browser types", { targets: [{ scrapeOptions: { actions: [{ type: "write", text: SECRET }] } }] }],
  ["a password in an address", { targets: [{ urls: [`https://ana:${SECRET}@example.com/prices`] }] }],
  ["a token in an address", { targets: [{ url: `https://example.com/feed?a=1&token=${SECRET}#x` }] }],
  ["a signature in an address", { note: `see https://example.com/file?X-Amz-Signature=${SECRET}&b=2` }],
  [
    "a random part of a webhook's address",
    { webhook: { url: `https://hooks.slack.com/services/T0AB12CDE/${SECRET}` } },
  ],
  ["a key that names itself in a text", { goal: "use sk-hunter2-s3cretABC please" }],
  ["a bearer in a text", { goal: `send Authorization: Bearer ${SECRET}` }],
])("%s is never written, neither where it came nor where it went", (_, thing) => {
  for (const changes of [changesBetween({}, thing), changesBetween(thing, {})]) {
    expect(changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(changes)).not.toContain("hunter2");
    expect(JSON.stringify(changes)).toContain(MASK);
  }
});

test("that a secret was replaced is told, without either of the two", () => {
  const headers = (value: string) => ({ webhook: { headers: { Authorization: value } } });
  expect(changesBetween(headers("old-hunter2"), headers("new-hunter2"))).toEqual([
    { field: "webhook.headers.Authorization", before: MASK, after: MASK },
  ]);
});

test("what only sounds like a secret stays readable", () => {
  const changes = changesToNew({
    name: "Keyboards and tokens of love",
    urls: ["https://example.com/keys/prices-2026?page=2&keyword=chair"],
    webhook: { url: "https://example.com/hooks/tidemark?team=4" },
    removeCookieBanners: true,
  });
  expect(JSON.stringify(changes)).not.toContain(MASK);
});
