import { asc, eq, inArray } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { assignmentRules, bellEntries, items, memberships } from "#lib/db/schema.ts";
import { handOut } from "#lib/inbox/hand-out/index.ts";
import type { RuleAnswer } from "#lib/inbox/hand-out/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

const rulesPath = "/api/v2/changes/rules";
let user: ApiUser;
let admin: Member;
let ana: Member;
let ben: Member;
let monitor: MonitorAnswer;

beforeEach(async () => {
  user = await newApiUser();
  admin = await newMember(user, "admin");
  ana = await newMember(user);
  ben = await newMember(user);
  monitor = await user.create();
});

const rule = (body: object) => admin.call<RuleAnswer>("POST", rulesPath, { body });
const file = async (count: number, url?: string, of = monitor) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    ids.push(await storeItem(user.ctx, of, url ? { url: `${url}/${crypto.randomUUID()}` } : {}));
  }
  return ids;
};
const handed = (ids: string[]) => db().transaction((tx) => handOut(tx, ids));
const assignees = async (ids: string[]) =>
  (await db().select().from(items).where(inArray(items.id, ids)).orderBy(asc(items.id))).map(
    ({ assigneeId }) => assigneeId,
  );

test("people get new items in turn, over all filings, and hear of it", async () => {
  await rule({ people: [ana.id, ben.id] });
  const [first, second] = [await file(3), await file(2)];
  await handed(first);
  await handed(second);
  expect(await assignees([...first, ...second])).toEqual([ana.id, ben.id, ana.id, ben.id, ana.id]);
  const rung = await db().select().from(bellEntries).where(eq(bellEntries.userId, ana.id));
  expect(rung).toHaveLength(3);
  expect(rung[0]).toMatchObject({ kind: "assigned", byName: "A rule", readAt: null });
});

test("two workers that file at the same moment give nobody two turns", async () => {
  await rule({ people: [ana.id, ben.id] });
  const batches = await Promise.all(Array.from({ length: 6 }, () => file(1)));
  await Promise.all(batches.map(handed));
  const given = await assignees(batches.flat());
  expect([ana.id, ben.id].map((id) => given.filter((one) => one === id).length)).toEqual([3, 3]);
});

test("of several rules that fit, the monitor's comes before the host's, and that before the one for all", async () => {
  const cem = await newMember(user);
  await rule({ people: [cem.id] });
  await rule({ host: "example.org", people: [ben.id] });
  await rule({ monitorId: monitor.id, people: [ana.id] });
  const other = await user.create();
  const ids = [
    ...(await file(1, "https://example.org")),
    ...(await file(1, "https://docs.example.org", other)),
    ...(await file(1, "https://example.org.evil.example", other)),
    ...(await file(1, "https://notexample.org", other)),
  ];
  await handed(ids);
  expect(await assignees(ids)).toEqual([ana.id, ben.id, cem.id, cem.id]);
});

test("nobody who has left or only looks gets one, and the others' turns go on", async () => {
  await rule({ people: [ana.id, ben.id] });
  await db().delete(memberships).where(eq(memberships.userId, ana.id));
  const ids = await file(2);
  await handed(ids);
  expect(await assignees(ids)).toEqual([ben.id, ben.id]);
  await db().update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, ben.id));
  const later = await file(1);
  expect(await handed(later)).toEqual([]);
  expect(await assignees(later)).toEqual([null]);
  const { data } = (await admin.call<RuleAnswer[]>("GET", rulesPath)).body;
  expect(data).toMatchObject([{ people: [], next: null }]);
});

test("what somebody has already stays theirs, and rules of other teams fit nothing", async () => {
  await rule({ people: [ana.id] });
  const [taken = ""] = await file(1);
  await db().update(items).set({ assigneeId: ben.id }).where(eq(items.id, taken));
  const stranger = await newApiUser();
  const theirs = await storeItem(stranger.ctx, await stranger.create());
  await handed([taken, theirs]);
  expect(await assignees([taken, theirs])).toEqual([ben.id, null]);
});

test("when filing fails nobody's turn is used up", async () => {
  await rule({ people: [ana.id, ben.id] });
  const ids = await file(1);
  const failing = db().transaction(async (tx) => {
    await handOut(tx, ids);
    throw new Error("the filing failed");
  });
  await expect(failing).rejects.toThrow("the filing failed");
  expect(await assignees(ids)).toEqual([null]);
  expect(
    (await db().select().from(assignmentRules).where(eq(assignmentRules.teamId, user.ctx.teamId)))[0],
  ).toMatchObject({ turn: 0 });
});

test("a host is taken from an address that was pasted", async () => {
  const { data } = (await rule({ host: " https://Example.org/pricing?x=1", people: [ana.id] })).body;
  expect(data).toMatchObject({ host: "example.org", monitor: null, people: [{ id: ana.id }], next: ana.id });
});

test.each([
  ["no people", { people: [] }, /at least one person/],
  ["one person twice", (of: Member) => ({ people: [of.id, of.id] }), /each person once/],
  ["somebody of no team", { people: [crypto.randomUUID()] }, /members of the team/],
  ["what is no host", (of: Member) => ({ host: "not a host", people: [of.id] }), /must be a host/],
  ["21 people", { people: Array.from({ length: 21 }, () => crypto.randomUUID()) }, /at most 20 people/],
])("a rule with %s is refused", async (_, body, sentence) => {
  const reply = await rule(typeof body === "function" ? body(ana) : body);
  expect(reply.status).toBe(400);
  expect(reply.body.error).toMatch(sentence);
});

test("a rule for a viewer, a monitor and a host at once, or another team's monitor is refused", async () => {
  const viewer = await newMember(user, "viewer");
  expect((await rule({ people: [viewer.id] })).body.error).toMatch(/a viewer may not/);
  const both = { monitorId: monitor.id, host: "a.b", people: [ana.id] };
  expect((await rule(both)).body.error).toMatch(/not both/);
  const theirs = await (await newApiUser()).create();
  expect((await rule({ monitorId: theirs.id, people: [ana.id] })).status).toBe(404);
});

test("a rule is changed and deleted, by an admin only, and the audit log tells of it", async () => {
  const { id } = (await rule({ people: [ana.id] })).body.data;
  const change = { body: { monitorId: monitor.id, people: [ben.id] } };
  expect((await ana.call("PATCH", `${rulesPath}/${id}`, change)).status).toBe(403);
  const changed = await admin.call<RuleAnswer>("PATCH", `${rulesPath}/${id}`, change);
  expect(changed.body.data).toMatchObject({ monitor: { name: "Prices" }, next: ben.id });
  expect((await admin.call("DELETE", `${rulesPath}/${id}`)).status).toBe(200);
  expect((await admin.call("DELETE", `${rulesPath}/${id}`)).status).toBe(404);
  const audit = (await admin.call<{ changes: object[] }[]>("GET", "/api/v2/team/audit?action=team.changed"))
    .body.data;
  expect(audit).toHaveLength(3);
  expect(audit[0]?.changes).toEqual([{ field: "rules", before: `Prices: ${ben.email}`, after: null }]);
});

test("the hundred and first rule is refused", async () => {
  const rows = Array.from({ length: 100 }, () => ({
    id: crypto.randomUUID(),
    teamId: user.ctx.teamId,
    people: [ana.id],
  }));
  await db().insert(assignmentRules).values(rows);
  expect((await rule({ people: [ana.id] })).body.error).toMatch(/at most 100 rules/);
});
