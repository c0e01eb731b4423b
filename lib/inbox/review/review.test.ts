import { beforeEach, expect, test } from "vitest";
import { addComment } from "#lib/inbox/comments/index.ts";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";
import type { ReviewNumbers } from "#lib/inbox/review/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

let user: ApiUser;
let ana: Member;
let monitor: MonitorAnswer;

beforeEach(async () => {
  user = await newApiUser();
  ana = await newMember(user);
  monitor = await user.create({ name: "=cmd|' /C calc'!A0" });
});

const DAY = 86_400_000;
const ago = (ms: number) => new Date(Date.now() - ms);
/** An item that was reviewed so long ago, so many seconds after it was filed. */
const reviewed = (state: "done" | "noise", more: object = {}, days = 1, seconds = 60, of = monitor) =>
  storeItem(user.ctx, of, {
    state,
    openedAt: ago(days * DAY + seconds * 1000),
    closedAt: ago(days * DAY),
    closedBy: ana.id,
    closedByName: ana.email,
    ...more,
  });
const numbers = async (query = "") =>
  (await ana.call<ReviewNumbers>("GET", `/api/v2/changes/numbers${query}`)).body.data;
const exported = async (query: string, who: Member | ApiUser = ana) => {
  const reply = await who.call<string>("GET", `/api/v2/changes/export?${query}`);
  return { ...reply, text: reply.body.data };
};

test("what waits is counted, without what sleeps and what is done", async () => {
  await storeItem(user.ctx, monitor);
  await storeItem(user.ctx, monitor, { snoozedUntil: new Date(Date.now() + DAY) });
  await storeItem(user.ctx, monitor, { snoozedUntilChange: true });
  await reviewed("done");
  expect(await numbers()).toMatchObject({ open: 1, reviewed: 1 });
});

test("the time to triage is the one in the middle, of the last 30 days", async () => {
  expect(await numbers()).toMatchObject({ open: 0, reviewed: 0, medianTriageSeconds: null, monitors: [] });
  for (const seconds of [10, 60, 3600]) await reviewed("done", {}, 2, seconds);
  await reviewed("done", {}, 31, 100_000);
  expect((await numbers()).medianTriageSeconds).toBeCloseTo(60, 0);
});

test("what was filed as done by itself was reviewed by nobody", async () => {
  await reviewed("done", { closedByName: null, closedBy: null });
  expect(await numbers()).toMatchObject({ reviewed: 0 });
  expect((await exported("format=json")).text).toBe("[]\n");
});

test("a monitor over half noise is told apart, once enough of it was reviewed", async () => {
  const other = await user.create({ name: "Half" });
  for (let n = 0; n < 4; n++) await reviewed("noise");
  expect((await numbers()).monitors).toMatchObject([{ noise: 4, share: 1, noisy: false }]);
  await reviewed("done");
  for (let n = 0; n < 3; n++) {
    await reviewed("noise", {}, 1, 60, other);
    await reviewed("done", {}, 1, 60, other);
  }
  expect((await numbers()).monitors).toMatchObject([
    { id: monitor.id, reviewed: 5, noise: 4, share: 0.8, noisy: true },
    { id: other.id, name: "Half", reviewed: 6, noise: 3, share: 0.5, noisy: false },
  ]);
  expect((await numbers(`?monitor=${other.id}`)).monitors).toHaveLength(1);
  const stranger = await newApiUser();
  expect((await stranger.call<ReviewNumbers>("GET", "/api/v2/changes/numbers")).body.data.monitors).toEqual(
    [],
  );
});

test("the export says who reviewed what, when, with which label and reason, and who agreed", async () => {
  const { data: labels } = (await user.call<LabelAnswer[]>("GET", "/api/v2/changes/labels")).body;
  const legal = labels.find(({ name }) => name === "Legal")?.id ?? "";
  await user.call("PATCH", `/api/v2/changes/labels/${legal}`, { body: { secondSignOff: true } });
  const labelled = { labelId: legal, labelledByName: ana.email, labelledAt: ago(DAY) };
  const waiting = await reviewed("done", { ...labelled, reason: '=HYPERLINK("http://evil")' }, 3);
  const given = await reviewed(
    "noise",
    { ...labelled, signedOffByName: "ben@example.com", signedOffAt: ago(DAY) },
    2,
  );
  await addComment(ana.ctx, given, "Agreed");
  const { text, headers } = await exported("format=json");
  expect(headers.get("content-disposition")).toMatch(
    /^attachment; filename="tidemark-review-\d{4}-\d\d-\d\d\.json"$/,
  );
  expect(JSON.parse(text)).toMatchObject([
    {
      item: waiting,
      monitor: monitor.name,
      kind: "changed",
      "what changed": "Starter $19 → $24",
      outcome: "done",
      "reviewed by": ana.email,
      "reviewed at": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      label: "Legal",
      significance: "high",
      "sign-off": "missing",
      comments: 0,
    },
    { item: given, outcome: "noise", "sign-off": "given", "signed off by": "ben@example.com", comments: 1 },
  ]);
});

test("as CSV no cell is a formula", async () => {
  await reviewed("done", {
    reason: '=HYPERLINK("http://evil")',
    excerpt: { lead: "+1", before: "", after: "" },
  });
  const { text, headers } = await exported("format=csv");
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const [head = "", line = "", end] = text.split("\r\n");
  expect(head.split(",").slice(0, 3)).toEqual(["item", "monitor", "page"]);
  expect(line).toContain(",'=cmd|' /C calc'!A0,");
  expect(line).toContain(`,"'=HYPERLINK(""http://evil"")",`);
  expect(line).toContain(",'+1,");
  expect(end).toBe("");
});

test("it is narrowed by when it was reviewed, and by monitor", async () => {
  const at = (moment: string) =>
    reviewed("done", { closedAt: new Date(moment), openedAt: new Date("2026-10-01T00:00:00Z") });
  const [first, second, third] = [
    await at("2026-11-01T00:00:00Z"),
    await at("2026-11-01T23:59:59.999Z"),
    await at("2026-11-02T00:00:00Z"),
  ];
  const ids = async (query: string) =>
    (JSON.parse((await exported(`format=json&${query}`)).text) as { item: string }[]).map(({ item }) => item);
  expect(await ids("from=2026-11-01&to=2026-11-01")).toEqual([first, second]);
  expect(await ids("from=2026-11-02")).toEqual([third]);
  expect(await ids("to=2026-11-01T00:00:00Z")).toEqual([first]);
  expect(await ids(`monitor=${crypto.randomUUID()}`)).toEqual([]);
  expect((await exported("from=yesterday")).status).toBe(400);
});

test("more than is read at once comes whole, in order and once each", async () => {
  const { db } = await import("#lib/db/client.ts");
  const { sql } = await import("drizzle-orm");
  const id = await reviewed("done");
  await db().execute(sql`
    insert into items (id, team_id, monitor_id, kind, state, check_id, page_id, change_id, check_page_id, group_hash,
      pages, changes, opened_at, changed_at, closed_at, closed_by_name)
    select gen_random_uuid(), team_id, monitor_id, kind, state, check_id, page_id, change_id, check_page_id, group_hash,
      pages, changes, opened_at, changed_at, closed_at + (n / 7) * interval '1 microsecond', closed_by_name
    from items, generate_series(1, 2500) n where id = ${id}`);
  const rows = JSON.parse((await exported("format=json", user)).text) as { item: string }[];
  expect(rows).toHaveLength(2501);
  expect(new Set(rows.map(({ item }) => item)).size).toBe(2501);
  expect((await exported("format=csv")).text.split("\r\n")).toHaveLength(2503);
});
