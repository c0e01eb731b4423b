import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { items, labels, teams } from "#lib/db/schema.ts";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";
import { type ApiUser, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { type Member, newMember, storeItem } from "#testing/stored-items.ts";

ownDatabase();

const path = "/api/v2/changes/labels";
let user: ApiUser;
let admin: Member;

beforeEach(async () => {
  user = await newApiUser();
  admin = await newMember(user, "admin");
});

const list = async (who: Member | ApiUser = admin) => (await who.call<LabelAnswer[]>("GET", path)).body.data;
const create = (body: object, who: Member | ApiUser = admin) => who.call<LabelAnswer>("POST", path, { body });

test("every team begins with a few, those of most weight first", async () => {
  expect((await list()).map(({ name, significance }) => `${name}: ${significance}`)).toEqual([
    "Legal: high",
    "Price or terms: high",
    "Product: medium",
    "Layout: low",
    "Wording: low",
  ]);
});

test("a label is added, changed and taken away, by who manages the team or a key that may", async () => {
  const made = await create({ name: " Recall ", kind: "Safety", significance: "high", secondSignOff: true });
  const { id } = made.body.data;
  expect(made.body.data).toMatchObject({ name: "Recall", kind: "Safety", secondSignOff: true });
  const changed = await admin.call<LabelAnswer>("PATCH", `${path}/${id}`, { body: { significance: "low" } });
  expect(changed.body.data).toMatchObject({ name: "Recall", significance: "low", secondSignOff: true });
  expect((await create({ name: "By a program" }, user)).status).toBe(200);
  const member = await newMember(user);
  expect((await create({ name: "By a member" }, member)).status).toBe(403);
  expect((await list(member)).map(({ name }) => name)).toContain("By a program");
  expect((await admin.call("DELETE", `${path}/${id}`)).status).toBe(200);
  expect((await list()).map(({ name }) => name)).not.toContain("Recall");
  expect((await admin.call("DELETE", `${path}/${id}`)).body.error).toBe("Label not found");
});

test("what is taken away stays on the items that have it, and its name is free again", async () => {
  const { id } = (await create({ name: "Recall" })).body.data;
  const itemId = await storeItem(user.ctx, await user.create(), { labelId: id });
  await admin.call("DELETE", `${path}/${id}`);
  const [item] = await db().select().from(items).where(eq(items.id, itemId));
  expect(item?.labelId).toBe(id);
  expect((await create({ name: "recall" })).status).toBe(200);
});

test("two labels of one name are refused, in any case, also by a change and when two make it at once", async () => {
  expect((await create({ name: "LEGAL" })).body).toMatchObject({
    code: "CONFLICT",
    error: expect.stringMatching(/There is a label called LEGAL/),
  });
  const { id } = (await create({ name: "Recall" })).body.data;
  expect((await admin.call("PATCH", `${path}/${id}`, { body: { name: "legal" } })).status).toBe(409);
  expect((await admin.call("PATCH", `${path}/${id}`, { body: { name: "RECALL" } })).status).toBe(200);
  const both = await Promise.all([create({ name: "Twice" }), create({ name: "twice" })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test.each([
  [{ name: " " }, /must not be empty/],
  [{ name: "a".repeat(41) }, /at most 40 characters/],
  [{ name: "x", kind: "a".repeat(41) }, /at most 40 characters/],
  [{ name: "x", significance: "huge" }, /one of .*high.*medium.*low/],
  [{ name: "x", colour: "red" }, /colour/],
])("%j is no label", async (body, sentence) => {
  const reply = await create(body);
  expect(reply.status).toBe(400);
  expect(JSON.stringify(reply.body)).toMatch(sentence);
});

test("a change of nothing is refused, and another team's label is not found", async () => {
  const [label] = await list();
  expect((await admin.call("PATCH", `${path}/${label?.id}`, { body: {} })).status).toBe(400);
  const stranger = await newApiUser();
  expect((await stranger.call("PATCH", `${path}/${label?.id}`, { body: { name: "x" } })).status).toBe(404);
  expect((await stranger.call("DELETE", `${path}/${label?.id}`)).status).toBe(404);
});

test("the fifty-first label is refused, however many ask for it at once", async () => {
  const some = Array.from({ length: 44 }, (_, n) => ({
    id: crypto.randomUUID(),
    teamId: user.ctx.teamId,
    name: `Label ${n}`,
    significance: "low" as const,
  }));
  await db().insert(labels).values(some);
  const replies = await Promise.all(["a", "b", "c"].map((name) => create({ name })));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  expect(replies.find(({ status }) => status === 400)?.body.error).toMatch(/at most 50 labels/);
});

test("a team says whether it asks for a reason, and the audit log tells who set it", async () => {
  const settings = "/api/v2/changes/settings";
  expect((await user.call("GET", settings)).body.data).toEqual({ askReason: false });
  await admin.call("PATCH", settings, { body: { askReason: true } });
  await admin.call("PATCH", settings, { body: { askReason: true } });
  expect((await user.call("GET", settings)).body.data).toEqual({ askReason: true });
  const audit = (await admin.call<object[]>("GET", "/api/v2/team/audit?action=team.changed")).body.data;
  expect(audit).toMatchObject([{ changes: [{ field: "askReason", before: false, after: true }] }]);
  const [team] = await db().select().from(teams).where(eq(teams.id, user.ctx.teamId));
  expect(team?.askReason).toBe(true);
});
