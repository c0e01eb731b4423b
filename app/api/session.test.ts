import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships } from "#lib/db/schema.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { createApiKey, createOwner, listSessions, revokeSession } from "#lib/team/index.ts";
import { call, monitorBody } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const origin = "http://tidemark.test";
const email = "ana@example.com";
const password = "a long enough password";
let ctx: Ctx;
let userId: string;

beforeAll(async () => {
  const owner = await createOwner({ email, password, teamName: "Ana's" });
  userId = owner.userId;
  ctx = { teamId: owner.teamId, actor: { kind: "user", userId, email, role: "owner" }, requestId: "test" };
});

async function signIn(headers: Record<string, string> = {}) {
  const reply = await call("POST", "/api/auth/sign-in", {
    body: { email: " Ana@Example.com ", password },
    headers,
  });
  expect(reply.body).toEqual({ success: true });
  const set = reply.headers.get("set-cookie") ?? "";
  return { set, cookie: set.split(";")[0] ?? "" };
}

test("signing in sets a cookie that scripts and other sites cannot use", async () => {
  const { set } = await signIn();
  expect(set).toMatch(/^tidemark_session=[\w-]{43}; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/);
  expect(set).not.toContain("Secure");
  expect((await signIn({ "x-forwarded-proto": "https" })).set).toMatch(/; Secure(;|$)/);
});

test("a session reads without proof of origin, and changes only from our own pages", async () => {
  const { cookie } = await signIn();
  const list = await call<MonitorAnswer[]>("GET", "/api/v2/monitor", { headers: { cookie } });
  expect(list.status).toBe(200);
  const create = (headers: Record<string, string>) =>
    call<MonitorAnswer>("POST", "/api/v2/monitor", { body: monitorBody(), headers: { cookie, ...headers } });
  for (const headers of [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "https://tidemark.test" },
    { origin: `${origin}:8080` },
    { origin: `${origin}.evil.example` },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  ]) {
    const refused = await create(headers as Record<string, string>);
    expect(refused.status, JSON.stringify(headers)).toBe(403);
    expect(refused.body).toMatchObject({
      success: false,
      code: "FORBIDDEN",
      error: expect.stringMatching(/own pages/),
    });
  }
  const { id } = (await create({ origin })).body.data;
  const fetchSite = { cookie, "sec-fetch-site": "same-origin" };
  const path = `/api/v2/monitor/${id}`;
  for (const [method, tail, body] of [
    ["PATCH", "", { name: "x" }],
    ["POST", "/run", undefined],
    ["DELETE", "", undefined],
  ] as const) {
    expect((await call(method, path + tail, { body, headers: { cookie } })).status).toBe(403);
    expect((await call(method, path + tail, { body, headers: fetchSite })).status).toBe(200);
  }
});

test("behind a proxy, our own origin is the forwarded one", async () => {
  const { cookie } = await signIn();
  const headers = {
    cookie,
    origin: "https://watch.example.com",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "watch.example.com",
  };
  expect((await call("POST", "/api/v2/monitor", { body: monitorBody(), headers })).status).toBe(200);
});

test("a session and a key of one team see the same; a wrong key is not saved by a good session", async () => {
  const { cookie } = await signIn();
  const { key } = await createApiKey(ctx, { name: "ci" });
  const bySession = await call("GET", "/api/v2/monitor", { headers: { cookie } });
  const byKey = await call("GET", "/api/v2/monitor", { headers: { authorization: `Bearer ${key}` } });
  expect(byKey.body).toEqual(bySession.body);
  const both = await call("GET", "/api/v2/monitor", {
    headers: { cookie, authorization: "Bearer fc-wrong" },
  });
  expect(both.status).toBe(401);
});

test.each([
  "",
  "x",
  "tidemark_session",
  "tidemark_session=",
  "tidemark_session=%00",
  `tidemark_session=${"A".repeat(43)}`,
])("401 with the cookie %j", async (cookie) => {
  const reply = await call("GET", "/api/v2/monitor", { headers: { cookie } });
  expect(reply.status).toBe(401);
  expect(reply.body.error).toMatch(/^Unauthorized: /);
});

test("signing out ends the session for good, and only this one", async () => {
  const [mine, other] = [await signIn(), await signIn()];
  const read = (cookie: string) => call("GET", "/api/v2/monitor", { headers: { cookie } });
  expect((await call("POST", "/api/auth/sign-out", { headers: { cookie: mine.cookie } })).status).toBe(403);
  const out = await call("POST", "/api/auth/sign-out", { headers: { cookie: mine.cookie, origin } });
  expect(out.status).toBe(200);
  expect(out.headers.get("set-cookie")).toMatch(/^tidemark_session=; Max-Age=0; Path=\/;/);
  expect((await read(mine.cookie)).status).toBe(401);
  expect((await read(other.cookie)).status).toBe(200);
});

test("a session revoked or expired is refused", async () => {
  const { cookie } = await signIn();
  const [newest] = await listSessions(ctx);
  await revokeSession(ctx, newest!.id);
  expect((await call("GET", "/api/v2/monitor", { headers: { cookie } })).status).toBe(401);
  const second = await signIn();
  await db().execute(sql`update sessions set expires_at = now() - interval '1 second'`);
  const reply = await call("GET", "/api/v2/monitor", { headers: { cookie: second.cookie } });
  expect(reply.status).toBe(401);
  expect(reply.body.error).toMatch(/session has ended/);
});

test("a page of ours at another address than PUBLIC_URL's works, too", async () => {
  const { cookie } = await signIn();
  const create = (headers: Record<string, string>) =>
    call("POST", "/api/v2/monitor", { body: monitorBody(), headers: { cookie, ...headers } });
  const publicUrl = { "x-forwarded-host": "watch.example.com", "x-forwarded-proto": "https" };
  const here = { host: "localhost:3000", origin: "http://localhost:3000" };
  expect((await create({ ...publicUrl, ...here })).status).toBe(200);
  expect((await create({ ...publicUrl, ...here, origin: "http://localhost:3001" })).status).toBe(403);
});

test("a key makes and revokes no keys: one that leaked would outlive its end", async () => {
  const { key, id } = await createApiKey(ctx, { name: "ci" });
  const headers = { authorization: `Bearer ${key}` };
  const made = await call("POST", "/api/v2/team/api-keys", { body: { name: "more" }, headers });
  const revoked = await call("DELETE", `/api/v2/team/api-keys/${id}`, { headers });
  for (const refused of [made, revoked]) {
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatch(/Sign in/);
  }
});

test("a viewer reads and changes nothing", async () => {
  const { cookie } = await signIn();
  const headers = { cookie, origin };
  const made = await call<MonitorAnswer>("POST", "/api/v2/monitor", { body: monitorBody(), headers });
  const path = `/api/v2/monitor/${made.body.data.id}`;
  // A team always has an owner, so somebody else is one, too.
  const other = await createOwner({ email: "bo@example.com", password, teamName: "Bo's" });
  await db().insert(memberships).values({ teamId: ctx.teamId, userId: other.userId, role: "owner" });
  await db().execute(sql`update memberships set role = 'viewer' where user_id = ${userId}`);
  expect((await call("GET", path, { headers })).status).toBe(200);
  for (const [method, tail, body] of [
    ["POST", "/run", undefined],
    ["PATCH", "", { name: "x" }],
    ["DELETE", "", undefined],
  ] as const) {
    const reply = await call(method, path + tail, { body, headers });
    expect(reply.status).toBe(403);
    expect(reply.body.error).toMatch(/viewer/);
  }
  await db().execute(sql`update memberships set role = 'owner' where user_id = ${userId}`);
});

test("only hashes are stored: no key, token or password is found anywhere in the database", async () => {
  const { cookie } = await signIn();
  const { key } = await createApiKey(ctx, { name: "secret" });
  const token = cookie.split("=")[1] ?? "";
  const dump = await db().execute<{ row: string }>(sql`
    select to_jsonb(t)::text as row from users t union all select to_jsonb(t)::text from sessions t
    union all select to_jsonb(t)::text from api_keys t union all select to_jsonb(t)::text from sign_in_attempts t`);
  const text = dump.map(({ row }) => row).join("\n");
  expect(text).toContain(key.slice(0, 9));
  for (const secret of [key, key.slice(3), token, password]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString("hex"));
  }
});
