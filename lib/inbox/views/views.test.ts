import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { savedViews } from "#lib/db/schema.ts";
import { wakeItems } from "#lib/inbox/index.ts";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";
import type { ViewAnswer } from "#lib/inbox/views/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

const path = "/api/v2/changes/views";
let user: ApiUser;
let ana: Member;
let ben: Member;
let monitor: MonitorAnswer;

beforeEach(async () => {
  user = await newApiUser();
  ana = await newMember(user);
  ben = await newMember(user);
  monitor = await user.create();
});

const save = (who: Member | ApiUser, body: object) => who.call<ViewAnswer>("POST", path, { body });
const list = async (who: Member | ApiUser) => (await who.call<ViewAnswer[]>("GET", path)).body.data;

test("one's own views are one's own, the team's are everybody's", async () => {
  await save(ana, { name: "Hers", query: { view: "mine" } });
  await save(ana, { name: "Ours", query: {}, shared: true });
  await save(user, { name: "Program's", query: {}, shared: true });
  expect((await list(ana)).map(({ name, shared }) => [name, shared])).toEqual([
    ["Hers", false],
    ["Ours", true],
    ["Program's", true],
  ]);
  expect((await list(ben)).map(({ name }) => name)).toEqual(["Ours", "Program's"]);
  expect((await list(user)).map(({ name }) => name)).toEqual(["Ours", "Program's"]);
  expect((await save(user, { name: "Own", query: {} })).body.error).toMatch(/Send shared: true/);
});

test("each says how many items it shows, to whoever asks", async () => {
  const item = (more: object) => storeItem(user.ctx, monitor, more);
  const { data: labels } = (await user.call<LabelAnswer[]>("GET", "/api/v2/changes/labels")).body;
  const legal = labels.find(({ name }) => name === "Legal")?.id ?? "";
  await user.call("PATCH", `/api/v2/changes/labels/${legal}`, { body: { secondSignOff: true } });
  const later = new Date(Date.now() + 3_600_000);
  await item({ assigneeId: ana.id, important: true });
  await item({ kind: "failed", failing: 1, labelId: legal });
  await item({ snoozedUntil: later });
  await item({ snoozedUntilChange: true });
  await item({ snoozedUntil: new Date(Date.now() - 1000) });
  await item({ state: "done", labelId: legal, signedOffAt: new Date() });
  await item({ state: "noise" });
  const other = await user.create();
  await storeItem(user.ctx, other);
  // As a worker does whose look finds a snooze that is over.
  await wakeItems();
  const counts: [object, number][] = [
    [{}, 4],
    [{ view: "open" }, 4],
    [{ view: "mine" }, 1],
    [{ view: "failing" }, 1],
    [{ view: "snoozed" }, 2],
    [{ view: "done" }, 1],
    [{ view: "noise" }, 1],
    [{ view: "all" }, 8],
    [{ monitor: other.id }, 1],
    [{ kind: "failed" }, 1],
    [{ assignee: "nobody" }, 3],
    [{ assignee: "me" }, 1],
    [{ assignee: ben.id }, 0],
    [{ important: "true" }, 1],
    [{ view: "all", label: legal }, 2],
    [{ view: "all", signOff: "true" }, 1],
    [{ q: "$24" }, 4],
    [{ q: "100%_" }, 0],
    [{ from: later.toISOString() }, 0],
    [{ to: later.toISOString() }, 4],
    [{ from: "no moment", monitor: "no id" }, 0],
  ];
  for (const [query, count] of counts) {
    const saved = await save(ana, { name: "View", query });
    expect(saved.body.data.count, JSON.stringify(query)).toBe(count);
  }
  expect((await list(ana)).map(({ count }) => count).sort()).toEqual(counts.map(([, count]) => count).sort());
});

test("a view of one's own is changed and deleted by nobody else", async () => {
  const { id } = (await save(ana, { name: "Hers", query: { view: "mine" } })).body.data;
  const change = { body: { name: "Theirs" } };
  expect((await ben.call("PATCH", `${path}/${id}`, change)).status).toBe(404);
  expect((await ben.call("DELETE", `${path}/${id}`)).status).toBe(404);
  const renamed = await ana.call<ViewAnswer>("PATCH", `${path}/${id}`, { body: { name: "Still hers" } });
  expect(renamed.body.data).toMatchObject({ name: "Still hers", query: { view: "mine" } });
  expect((await ana.call("DELETE", `${path}/${id}`)).status).toBe(200);
  expect(await list(ana)).toEqual([]);
});

test("a viewer saves views of their own, and none of the team's", async () => {
  const viewer = await newMember(user, "viewer");
  expect((await save(viewer, { name: "Own", query: {} })).status).toBe(200);
  expect((await save(viewer, { name: "Ours", query: {}, shared: true })).body.error).toMatch(/take a member/);
  const { id } = (await save(ana, { name: "Ours", query: {}, shared: true })).body.data;
  expect((await viewer.call("DELETE", `${path}/${id}`)).status).toBe(403);
  expect((await ben.call("DELETE", `${path}/${id}`)).status).toBe(200);
});

test.each([
  [{ name: "", query: {} }, /must not be empty/],
  [{ name: "a".repeat(61), query: {} }, /at most 60/],
  [{ name: "x", query: { q: "a".repeat(257) } }, /at most 256/],
  [{ name: "x", query: { sql: "1" } }, /sql/],
  [{ name: "x" }, /required/],
])("%j is no view", async (body, sentence) => {
  const reply = await save(ana, body);
  expect(reply.status).toBe(400);
  expect(JSON.stringify(reply.body)).toMatch(sentence);
});

test("the fifty-first view is refused, of each person and of the team", async () => {
  const rows = (userId: string | null) =>
    Array.from({ length: 50 }, () => ({
      id: crypto.randomUUID(),
      teamId: user.ctx.teamId,
      userId,
      name: "View",
      query: {},
    }));
  await db()
    .insert(savedViews)
    .values([...rows(ana.id), ...rows(null)]);
  expect((await save(ana, { name: "x", query: {} })).body.error).toMatch(/50 saved views/);
  expect((await save(ana, { name: "x", query: {}, shared: true })).status).toBe(400);
  expect((await save(ben, { name: "x", query: {} })).status).toBe(200);
});
