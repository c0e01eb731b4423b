import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, test } from "vitest";
import { actionOf, type Route, routes } from "#app/_server/routes.ts";
import { createChannel } from "#lib/channel/index.ts";
import { CreateChannel } from "#lib/channel/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import { createFeed } from "#lib/feed/index.ts";
import { addComment } from "#lib/inbox/comments/index.ts";
import { createRule } from "#lib/inbox/hand-out/index.ts";
import { listLabels } from "#lib/inbox/labels/index.ts";
import { createView } from "#lib/inbox/views/index.ts";
import { type Action, KEY_KINDS, keyMay, MEMBER_ROLES, POLICY, type Role, roleMay } from "#lib/policy.ts";
import { createApiKey, inviteMember, listSessions, openSession } from "#lib/team/index.ts";
import { type ApiUser, call, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";
import { storeDelivery } from "#testing/stored-deliveries.ts";
import { storeItem } from "#testing/stored-items.ts";

// Every route is walked by every kind of caller. The cases come from the routes and from the policy table, so a new route
// is walked as soon as it is declared.

ownDatabase();

const all = Object.entries(routes) as [Action, Route][];

const NOWHERE = { kind: "discord", url: "http://x.invalid/hook" };

/** A team with one of everything that a path may name, and a person of each role in it. */
async function team() {
  const user = await newApiUser();
  const monitor = await user.create();
  const check = (await user.run(monitor.id)).body.data;
  const stored = await storeCheck(user.ctx, monitor, {
    found: [{ status: "new", after: "As it was first" }],
  });
  const [pageId, versionId] = [stored.trackedIds[0] ?? "", stored.pageIds[0] ?? ""];
  const { id: keyId } = await createApiKey(user.ctx, { name: "named in a path" });
  const cookies = new Map<Role, string>();
  const sessionIds = new Map<Role, string>();
  const authors: [Role, Ctx][] = [];
  let ownerId = "";
  for (const role of MEMBER_ROLES) {
    const userId = uuidv7();
    const email = `${userId}@example.com`;
    await db().insert(users).values({ id: userId, email, passwordHash: "none" });
    await db().insert(memberships).values({ teamId: user.ctx.teamId, userId, role });
    const open = () => openSession({ teamId: user.ctx.teamId, userId, ip: null, userAgent: null });
    cookies.set(role, `tidemark_session=${(await open()).token}`);
    // Another one, to be named in a path.
    await open();
    const ctx = { ...user.ctx, actor: { kind: "user" as const, userId, email, role } };
    authors.push([role, ctx]);
    if (role === "owner") ownerId = userId;
    sessionIds.set(role, (await listSessions(ctx))[0]?.id ?? "");
  }
  const itemId = await storeItem(user.ctx, monitor);
  const [label] = await listLabels(user.ctx);
  const rule = await createRule(user.ctx, { people: [ownerId] });
  // A comment is its author's alone, and a view may be, so everybody has one of theirs.
  const commentIds = new Map<Role | "key", string>();
  const viewIds = new Map<Role | "key", string>();
  for (const [who, ctx] of [...authors, ["key" as const, keyCtx(user)] as const]) {
    commentIds.set(who, (await addComment(ctx, itemId, "Mine")).id);
    viewIds.set(who, (await createView(ctx, { name: "Mine", query: {}, shared: who === "key" })).id);
  }
  const { id: invitationId } = await inviteMember(user.ctx, { email: "invited@example.com", role: "viewer" });
  const userId = uuidv7();
  await db()
    .insert(users)
    .values({ id: userId, email: `${userId}@example.com`, passwordHash: "none" });
  await db().insert(memberships).values({ teamId: user.ctx.teamId, userId, role: "member" });
  const feed = await createFeed(user.ctx, { name: "named in a path", monitorId: null });
  const channel = await createChannel(user.ctx, CreateChannel.parse({ name: "Room", config: NOWHERE }));
  const deliveryId = await storeDelivery({ ...user.ctx, monitorId: monitor.id, checkId: check.id });
  const ids = {
    deliveryId,
    feedId: feed.id,
    channelId: channel.id,
    monitorId: monitor.id,
    checkId: check.id,
    keyId,
    pageId,
    versionId,
    invitationId,
    userId,
    itemId,
    labelId: label?.id ?? "",
    ruleId: rule.id,
  };
  return { ...user, ids, cookies, sessionIds, commentIds, viewIds };
}

const keyCtx = ({ ctx, keyId }: ApiUser): Ctx => ({
  ...ctx,
  actor: { kind: "apiKey", keyId, name: "test", may: "full" },
});

type Team = Awaited<ReturnType<typeof team>>;

/** Teams that every call leaves as they are, made once since making one takes a while. */
const untouched = new Map<string, Promise<Team>>();
function untouchedTeam(name = "a"): Promise<Team> {
  const known = untouched.get(name) ?? team();
  untouched.set(name, known);
  return known;
}

const asMember = (of: Team, role: Role) => ({
  cookie: of.cookies.get(role) ?? "",
  "sec-fetch-site": "same-origin",
});
const asKey = ({ key }: { key: string }) => ({ authorization: `Bearer ${key}` });

/** Bodies that a route takes, where a name is none. */
const BODIES: Partial<Record<Action, (of: Team) => unknown>> = {
  changeRole: () => ({ role: "viewer" }),
  inviteMember: () => ({ email: "another@example.com", role: "viewer" }),
  createChannel: () => ({ name: "Another room", config: NOWHERE }),
  previewChannel: () => ({ config: NOWHERE }),
  previewRule: () => ({ rule: {} }),
  switchTeam: (of) => ({ teamId: of.ctx.teamId }),
};

/** Of these each route that takes a body finds one that it takes. */
const bodiesFor = ({ ids }: Team) => [
  { act: "reopen" },
  { ids: [ids.itemId], act: "reopen" },
  { name: "Changed by a caller" },
  { text: "Said by a caller" },
  { viewer: uuidv7(), here: false },
  { people: [uuidv7()] },
  { askReason: true },
];

function ask(route: Route, of: Team, headers: Record<string, string>, role: Role = "owner") {
  const author = "authorization" in headers ? "key" : role;
  const ids: Record<string, string> = {
    ...of.ids,
    sessionId: of.sessionIds.get(role) ?? "",
    commentId: of.commentIds.get(author) ?? "",
    viewId: of.viewIds.get(author) ?? "",
  };
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `no id for ${name}`);
  const made = BODIES[actionOf(route)]?.(of);
  const valid = made ?? bodiesFor(of).find((body) => route.body?.safeParse(body).success);
  const body = route.body && { body: valid ?? {} };
  return call(route.method.toUpperCase(), `/api${path}`, { headers, ...body });
}

/** Everything a team has, to hold that a refusal left it alone. */
async function state({ ctx: { teamId } }: Team): Promise<unknown> {
  const [row] = await db().execute(sql`
    select (select name from teams where id = ${teamId}) as team,
      (select json_agg(m order by id) from monitors m where team_id = ${teamId})::text as monitors,
      (select json_agg(c order by id) from checks c where team_id = ${teamId})::text as checks,
      (select json_agg(json_build_array(id, revoked_at) order by id) from api_keys where team_id = ${teamId})::text as keys,
      (select json_agg(c order by id) from channels c where team_id = ${teamId})::text as channels,
      (select json_agg(json_build_array(id, revoked_at) order by id) from feeds where team_id = ${teamId})::text as feeds,
      (select json_agg(json_build_array(id, revoked_at) order by id) from sessions where team_id = ${teamId})::text as sessions,
      (select json_agg(i order by id) from invitations i where team_id = ${teamId})::text as invitations,
      (select json_agg(m order by user_id) from memberships m where team_id = ${teamId})::text as members,
      (select count(*)::int from password_resets) as resets,
      (select json_agg(e order by id) from credit_entries e where team_id = ${teamId})::text as ledger`);
  return row;
}

describe.each(all)("%s", (action, route) => {
  test.each(MEMBER_ROLES)("as the table says for %s", async (role) => {
    const of = await (roleMay(role, action) && route.method !== "get" ? team() : untouchedTeam());
    const before = await state(of);
    const reply = await ask(route, of, asMember(of, role), role);
    if (roleMay(role, action)) {
      expect([200, 400, 409], JSON.stringify(reply.body)).toContain(reply.status);
      return;
    }
    expect(reply).toMatchObject({ status: 403, body: { success: false, code: "FORBIDDEN" } });
    expect(reply.body).toMatchObject({
      error: expect.stringMatching(`Your role in this team is ${role}.* ask an owner`),
    });
    expect(await state(of)).toEqual(before);
  });

  test("as the table says for an API key of each role and kind", async () => {
    const of = await (keyMay("full", action) ? team() : untouchedTeam());
    const made = MEMBER_ROLES.flatMap((role) => KEY_KINDS.map((kind) => ({ role, kind })));
    const keys = await Promise.all(
      made.map(async ({ role, kind }) => {
        const readOnly = kind === "readOnly";
        const { key } = await createApiKey(of.ctx, { name: `${role} ${kind}`, role, readOnly });
        return { key, may: keyMay(kind, action) && roleMay(role, action) };
      }),
    );
    const before = await state(of);
    for (const key of keys.filter(({ may }) => !may)) {
      const reply = await ask(route, of, asKey(key));
      expect(reply).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
    }
    expect(await state(of)).toEqual(before);
    // What one of them may, it may have done already: it is gone for the next.
    for (const key of keys.filter(({ may }) => may)) {
      const reply = await ask(route, of, asKey(key));
      // A comment is its author's alone, and these keys have written none.
      const isOthers = action === "editComment" || action === "deleteComment";
      expect([200, 400, 404, 409, ...(isOthers ? [403] : [])], JSON.stringify(reply.body)).toContain(
        reply.status,
      );
    }
  });

  test("nothing of a team for strangers, whatever they are at home", async () => {
    const of = await untouchedTeam();
    const named = /\{/.test(route.path);
    // What names nothing of the other team is done to their own.
    const stranger = await (named || route.method === "get" ? untouchedTeam("b") : team());
    const before = await state(of);
    for (const headers of [asMember(stranger, "owner"), asKey(stranger)]) {
      const reply = await ask(route, of, headers);
      const byKey = "authorization" in headers;
      const mayKey = keyMay("full", action) && roleMay("admin", action);
      if (byKey && !mayKey) expect(reply.status).toBe(403);
      else if (named) expect(reply.status, JSON.stringify(reply.body)).toBe(404);
      for (const id of [...Object.values(of.ids), of.ctx.teamId, ...of.sessionIds.values()]) {
        expect(JSON.stringify(reply.body)).not.toContain(id);
      }
    }
    expect(await state(of)).toEqual(before);
    const nobody = await ask(route, of, {});
    expect(nobody.status).toBe(401);
  });

  test("as the table says for each kind of key, also at the verb", () => {
    for (const [may, role] of KEY_KINDS.flatMap((kind) => MEMBER_ROLES.map((one) => [kind, one] as const))) {
      const actor = { kind: "apiKey" as const, keyId: uuidv7(), name: "any", may, role };
      const asked = () => authorize({ actor }, action);
      if (keyMay(may, action) && roleMay(role, action)) expect(asked).not.toThrow();
      else expect(asked).toThrow(/API key|signed-in person/);
    }
  });
});

test("every route has its row, and every row its route", () => {
  expect(Object.keys(routes).sort()).toEqual(Object.keys(POLICY).sort());
});

/** Viewers say what they think, and save views of their own. */
const WHOEVER_SITS_THERE: Action[] = [
  "addComment",
  "editComment",
  "deleteComment",
  "createView",
  "updateView",
  "deleteView",
];

test("viewers change nothing, and a key that only reads neither", () => {
  for (const [action, route] of all) {
    if (WHOEVER_SITS_THERE.includes(action)) continue;
    const isOwn = POLICY[action].keys.length === 0 && roleMay("viewer", action);
    if (route.method === "get" || isOwn) continue;
    expect(roleMay("viewer", action), action).toBe(false);
    expect(keyMay("readOnly", action), action).toBe(false);
  }
});

test("a role that was taken away counts from the next request on", async () => {
  const of = await team();
  const [monitorBefore] = [await ask(routes.deleteMonitor, of, asMember(of, "viewer"), "viewer")];
  expect(monitorBefore.status).toBe(403);
  // A team always has an owner, so somebody else has to be one.
  await db()
    .update(memberships)
    .set({ role: sql`(case role when 'viewer' then 'owner' else 'viewer' end)::member_role` })
    .where(eq(memberships.teamId, of.ctx.teamId));
  expect((await ask(routes.deleteMonitor, of, asMember(of, "owner"))).status).toBe(403);
  expect((await ask(routes.getMonitor, of, asMember(of, "owner"))).status).toBe(200);
});
