import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { listAudit } from "#lib/audit/index.ts";
import type { AuditEntryAnswer, AuditPerson } from "#lib/audit/model.ts";
import { db } from "#lib/db/client.ts";
import { auditEntries, signInAttempts, teams } from "#lib/db/schema.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { createApiKey, createOwner } from "#lib/team/index.ts";
import { answer, call, monitorBody, newApiUser, type Reply } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";

// What people do by the routes they do it by, and what the log then tells of it.

ownDatabase();

const password = "a long enough password";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";
const from = { "user-agent": BROWSER, "x-tidemark-client": "203.0.113.7", "sec-fetch-site": "same-origin" };

let email: string;
let teamId: string;
let cookie: string;

beforeEach(async () => {
  await db().delete(signInAttempts);
  email = `ana-${uuidv7()}@example.com`;
  ({ teamId } = await createOwner({ email, password, teamName: "Harbour" }));
  cookie = (await signIn()).headers.get("set-cookie")?.split(";")[0] ?? "";
});

const signIn = (given = { email, password }) =>
  call("POST", "/api/auth/sign-in", { body: given, headers: from });
const ask = <D>(method: string, path: string, body?: unknown) =>
  call<D>(method, path, { body, headers: { ...from, cookie } });
const done = async <D>(reply: Promise<Reply<D>>) => {
  const { status, body } = await reply;
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data;
};
const create = (changes = {}) => done(ask<MonitorAnswer>("POST", "/api/v2/monitor", monitorBody(changes)));
const log = (query = "") => done(ask<AuditEntryAnswer[]>("GET", `/api/v2/team/audit${query}`));
const latest = async () => (await log())[0];

/** What every entry of a signed-in person says. */
const byAna = () => ({
  actor: { kind: "user", id: expect.any(String), name: email },
  ip: "203.0.113.7",
  userAgent: BROWSER,
  requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
});

test("signing in and out, and who was refused", async () => {
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "session.opened",
    object: { kind: "person", name: email },
  });
  await signIn({ email, password: "hunter2 hunter2" });
  expect(await latest()).toMatchObject({
    ...byAna(),
    actor: { kind: "nobody", id: null, name: email },
    action: "session.refused",
    changes: [{ field: "reason", before: null, after: "wrong password" }],
  });
  const other = (await signIn()).headers.get("set-cookie")?.split(";")[0] ?? "";
  await done(call("POST", "/api/auth/sign-out", { headers: { ...from, cookie: other } }));
  expect(await latest()).toMatchObject({ ...byAna(), action: "session.ended", object: { kind: "session" } });
  expect(JSON.stringify(await log())).not.toContain("hunter2");
});

test("who goes on guessing past the limit is told of once more, and then no more", async () => {
  for (let guess = 0; guess < 15; guess++) await signIn({ email, password: "a wrong password" });
  const reasons = (await log("?action=session.refused")).map(({ changes }) => changes[0]?.after);
  expect(reasons).toEqual(["too many failed attempts", ...Array(10).fill("wrong password")]);
});

test("an address that nobody has is told to those who run this Tidemark, and to no other team", async () => {
  const stranger = `nobody-${uuidv7()}@example.com`;
  await signIn({ email: stranger, password });
  const told = await db().select().from(auditEntries).where(eq(auditEntries.actorName, stranger));
  const [oldest] = await db().select().from(teams).orderBy(teams.id).limit(1);
  expect(told.map((entry) => entry.teamId)).toEqual([oldest?.id]);
});

test("ending another session, a new password and a wrong one", async () => {
  await signIn();
  const sessions = await done(ask<{ id: string; current: boolean }[]>("GET", "/api/v2/team/sessions"));
  const other = sessions.find((session) => !session.current);
  await done(ask("DELETE", `/api/v2/team/sessions/${other?.id}`));
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "session.revoked",
    object: { kind: "session", id: other?.id, name: BROWSER },
  });
  const change = (currentPassword: string) =>
    ask("POST", "/api/v2/team/password", { currentPassword, newPassword: "hunter2 hunter2" });
  expect((await change("not my password")).status).toBe(400);
  expect(await latest()).toMatchObject({ ...byAna(), action: "password.refused" });
  await done(change(password));
  expect(await latest()).toMatchObject({ ...byAna(), action: "password.changed", object: { name: email } });
  const rows = await db().select().from(auditEntries).where(eq(auditEntries.teamId, teamId));
  expect(JSON.stringify(rows)).not.toMatch(/hunter2|not my password|scrypt/);
});

test("a monitor from its making to its end, with each field that was edited", async () => {
  const { id } = await create({ goal: "Cheaper?" });
  const object = { kind: "monitor", id, name: "Prices" };
  expect(await latest()).toMatchObject({ ...byAna(), action: "monitor.created", object });
  expect((await latest())?.changes).toContainEqual({ field: "goal", before: null, after: "Cheaper?" });
  const patch = (body: unknown) => done(ask("PATCH", `/api/v2/monitor/${id}`, body));
  await patch({ name: "Acme pricing", schedule: { text: "every 30 minutes" }, retentionDays: 7 });
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "monitor.changed",
    object: { id, name: "Acme pricing" },
  });
  expect((await latest())?.changes).toEqual([
    { field: "name", before: "Prices", after: "Acme pricing" },
    { field: "schedule.cron", before: expect.any(String), after: "*/30 * * * *" },
    { field: "retentionDays", before: 30, after: 7 },
  ]);
  await patch({
    targets: [{ type: "scrape", urls: ["https://example.com/pricing", "https://example.com/more"] }],
  });
  expect((await latest())?.changes).toEqual([
    {
      field: "targets[0].urls",
      before: ["https://example.com/pricing"],
      after: ["https://example.com/pricing", "https://example.com/more"],
    },
  ]);
  const entries = (await log()).length;
  await patch({ name: "Acme pricing" });
  expect(await log(), "an edit that changes nothing is none").toHaveLength(entries);
  await patch({ status: "paused" });
  expect(await latest()).toMatchObject({ action: "monitor.paused", changes: [] });
  await patch({ status: "active", name: "Acme" });
  expect((await log()).slice(0, 2)).toMatchObject([
    { action: "monitor.resumed" },
    { action: "monitor.changed" },
  ]);
  await done(ask("DELETE", `/api/v2/monitor/${id}`));
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "monitor.deleted",
    object: { id, name: "Acme" },
  });
  expect((await log(`?object=${id}`)).map(({ action }) => action)).toEqual([
    "monitor.deleted",
    "monitor.resumed",
    "monitor.changed",
    "monitor.paused",
    "monitor.changed",
    "monitor.changed",
    "monitor.created",
  ]);
});

test("a target that moved is compared with itself", async () => {
  const scrape = (path: string) => ({ type: "scrape", urls: [`https://example.com/${path}`] });
  const { id, targets } = await create({ targets: [scrape("a"), scrape("b")] });
  await done(ask("PATCH", `/api/v2/monitor/${id}`, { targets: [{ ...scrape("c"), id: targets[1]?.id }] }));
  expect((await latest())?.changes).toEqual([
    { field: "targets[0].urls", before: ["https://example.com/b"], after: ["https://example.com/c"] },
    { field: "targets[1].type", before: "scrape", after: null },
    { field: "targets[1].urls", before: ["https://example.com/a"], after: null },
  ]);
});

test("no secret of a monitor is ever written, made or edited", async () => {
  const secret = (edition: string) => ({
    webhook: {
      url: `https://ana:hunter2${edition}@example.com/hook?token=hunter2${edition}`,
      headers: { Authorization: `Bearer hunter2${edition}`, "X-Team": `hunter2${edition}` },
      metadata: { secret: `hunter2${edition}` },
    },
    targets: [
      {
        type: "scrape",
        urls: ["https://example.com/pricing"],
        scrapeOptions: { headers: { Authorization: `hunter2${edition}`, Cookie: `a=hunter2${edition}` } },
      },
    ],
  });
  const { id } = await create(secret("a"));
  await done(ask("PATCH", `/api/v2/monitor/${id}`, secret("b")));
  const changed = (await latest())?.changes.map(({ field }) => field);
  expect(changed).toContain("webhook.headers.Authorization");
  expect(changed).toContain("targets[0].scrapeOptions.headers.Cookie");
  const rows = await db().select().from(auditEntries).where(eq(auditEntries.teamId, teamId));
  expect(JSON.stringify(rows)).not.toContain("hunter2");
});

test("a run and its cancelling lead to the check; a refused run is none", async () => {
  const { id } = await create();
  const check = await done(ask<{ id: string }>("POST", `/api/v2/monitor/${id}/run`));
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "check.started",
    object: { kind: "monitor", id },
    changes: [{ field: "check", before: null, after: check.id }],
  });
  expect((await ask("POST", `/api/v2/monitor/${id}/run`)).status).toBe(409);
  await done(ask("POST", `/api/v2/monitor/${id}/checks/${check.id}/cancel`));
  expect((await ask("POST", `/api/v2/monitor/${id}/checks/${check.id}/cancel`)).status).toBe(409);
  expect((await log()).map(({ action }) => action).slice(0, 3)).toEqual([
    "check.cancelled",
    "check.started",
    "monitor.created",
  ]);
});

test("keys and the team's name; of a key its name alone", async () => {
  const made = await done(ask<{ id: string; key: string }>("POST", "/api/v2/team/api-keys", { name: "ci" }));
  const object = { kind: "apiKey", id: made.id, name: "ci" };
  expect(await latest()).toMatchObject({ ...byAna(), action: "key.created", object });
  await done(ask("DELETE", `/api/v2/team/api-keys/${made.id}`));
  expect(await latest()).toMatchObject({ ...byAna(), action: "key.revoked", object });
  expect((await ask("DELETE", `/api/v2/team/api-keys/${made.id}`)).status).toBe(404);
  await done(ask("PATCH", "/api/v2/team", { name: "Looms" }));
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "team.changed",
    object: { kind: "team", id: teamId, name: "Looms" },
    changes: [{ field: "name", before: "Harbour", after: "Looms" }],
  });
  await done(ask("PATCH", "/api/v2/team", { name: "Looms" }));
  const rows = await db().select().from(auditEntries).where(eq(auditEntries.teamId, teamId));
  expect(rows.map(({ action }) => action).filter((action) => action !== "session.opened")).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toContain(made.key);
});

test("what an API key does is told by its name and from where it called", async () => {
  const user = await newApiUser();
  await user.call("POST", "/api/v2/monitor", {
    body: monitorBody(),
    headers: { "user-agent": "ci/1.0", "x-tidemark-client": "2001:db8:1:2:3::4" },
  });
  // A key is a member's unless it was made for another role, and so may not read the log itself.
  const { key } = await createApiKey(user.ctx, { name: "of a member" });
  const asMember = { headers: { authorization: `Bearer ${key}` } };
  expect((await call("GET", "/api/v2/team/audit", asMember)).status).toBe(403);
  const [entry] = (await listAudit(user.ctx, {}, { limit: 2 })).data.slice(1);
  expect(entry).toMatchObject({
    action: "monitor.created",
    actor: { kind: "apiKey", id: user.keyId, name: "test" },
    ip: "2001:db8:1:2:3::4",
    userAgent: "ci/1.0",
  });
});

test("setting up is told as the owner's first deed", async () => {
  await db().execute(sql`truncate users cascade`);
  const body = { email: "first@example.com", password, teamName: "Looms" };
  const reply = await call("POST", "/api/auth/set-up", { body, headers: from });
  const first = reply.headers.get("set-cookie")?.split(";")[0] ?? "";
  const entries = (
    await call<AuditEntryAnswer[]>("GET", "/api/v2/team/audit", { headers: { cookie: first } })
  ).body.data;
  expect(entries).toContainEqual(
    expect.objectContaining({
      action: "team.created",
      actor: expect.objectContaining({ name: "first@example.com" }),
      object: expect.objectContaining({ kind: "team", name: "Looms" }),
      ip: "203.0.113.7",
    }),
  );
});

test("the list is narrowed by its query, goes on where it is told to, and names everybody once", async () => {
  for (const name of ["heron", "tern", "grebe"]) await create({ name });
  const first = await ask<AuditEntryAnswer[]>("GET", "/api/v2/team/audit?action=monitor.created&limit=2");
  expect(first.body.data.map(({ object }) => object.name)).toEqual(["grebe", "tern"]);
  expect((first.body as unknown as { people: AuditPerson[] }).people).toEqual([
    { kind: "user", id: expect.any(String), name: email },
  ]);
  const next = new URL(first.body.next ?? "");
  expect(next.searchParams.get("action")).toBe("monitor.created");
  const second = await ask<AuditEntryAnswer[]>("GET", next.pathname + next.search);
  expect(second.body.data.map(({ object }) => object.name)).toEqual(["heron"]);
  expect(second.body).not.toHaveProperty("next");
  expect(second.body).not.toHaveProperty("people");
  expect(await log("?person=nobody@example.com")).toEqual([]);
  expect(await log(`?person=${encodeURIComponent(email)}&object=monitor&search=created%20tern`)).toHaveLength(
    1,
  );
  expect(await log("?from=2020-01-01&to=2020-12-31")).toEqual([]);
});

test.each([
  "from=yesterday",
  "to=2026-13-01",
  "action=monitor.eaten",
  "object=nothing",
  "cursor=x",
  "limit=101",
])("?%s is refused by name", async (query) => {
  const reply = await ask("GET", `/api/v2/team/audit?${query}`);
  expect(reply.status).toBe(400);
  expect(reply.body.details?.[0]?.path).toBe(query.split("=")[0]);
});

test.each([
  ["csv", "text/csv; charset=utf-8", /^time,.*\r\n20/],
  ["jsonl", "application/jsonl; charset=utf-8", /^\{"id":/],
])("an export as %s is a file to be saved", async (format, type, begin) => {
  await create();
  const url = `http://tidemark.test/api/v2/team/audit/export?format=${format}&action=monitor.created`;
  const response = await answer(new Request(url, { headers: { ...from, cookie } }));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect(response.headers.get("content-disposition")).toMatch(
    new RegExp(`^attachment; filename="tidemark-audit-20[\\d-]+\\.${format}"$`),
  );
  expect(await response.text()).toMatch(begin);
  expect(await latest()).toMatchObject({ ...byAna(), action: "audit.exported" });
});

test("changing one's own name, and taking along what was reviewed", async () => {
  await done(ask("PATCH", "/api/v2/team/me", { name: "Ana" }));
  expect(await latest()).toMatchObject({
    ...byAna(),
    action: "person.renamed",
    changes: [{ field: "name", before: null, after: "Ana" }],
  });
  await done(ask("PATCH", "/api/v2/team/me", { name: "Ana" }));
  expect((await log("?action=person.renamed")).length).toBe(1);
  await answer(new Request("http://localhost/api/v2/changes/export?format=csv", { headers: { cookie } }));
  expect(await latest()).toMatchObject({
    action: "review.exported",
    object: { kind: "auditLog", name: "reviewed changes" },
    changes: [{ field: "format", before: null, after: "csv" }],
  });
});

test("words that no text can have are looked for and told as well as they can be", async () => {
  const query = "?format=csv&search=%00needle%00";
  const url = `http://localhost/api/v2/team/audit/export${query}`;
  expect((await answer(new Request(url, { headers: { cookie } }))).status).toBe(200);
  expect((await latest())?.changes).toContainEqual({ field: "search", before: null, after: "needle" });
});
