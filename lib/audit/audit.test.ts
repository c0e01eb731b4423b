import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { auditEntries } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { exportAudit, forgetOldAudit, listAudit, listAuditPeople, recordAudit } from "./index.ts";
import type { AuditFilter } from "./model.ts";
import type { AuditAction } from "./words.ts";

ownDatabase();

const DAY = 86_400_000;
let ana: Ctx;
let ben: Ctx;
let key: Ctx;

beforeEach(async () => {
  const { teamId } = await newTeam();
  const person = (name: string, ip: string): Ctx => ({
    teamId,
    actor: { kind: "user", userId: uuidv7(), email: `${name}@example.com`, role: "owner" },
    requestId: `request of ${name}`,
    from: { ip, userAgent: "Mozilla/5.0 Firefox/145.0" },
  });
  ana = person("ana", "203.0.113.7");
  ben = person("ben", "2001:db8::9");
  key = { ...ana, actor: { kind: "apiKey", keyId: uuidv7(), name: "ci", may: "full" } };
});
afterEach(() => {
  vi.useRealTimers();
});

async function record(
  ctx: Ctx,
  action: AuditAction = "monitor.changed",
  {
    name = "Acme pricing",
    id = uuidv7() as string,
    changes = [] as { field: string; before: string; after: string }[],
  } = {},
) {
  const kind = action.startsWith("team") ? ("team" as const) : ("monitor" as const);
  await db().transaction((tx) => recordAudit(tx, ctx, { action, object: { kind, id, name }, changes }));
  return id;
}
/** Records as if it were another moment. */
async function recordAt(at: Date, ctx: Ctx) {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  await record(ctx);
  vi.useRealTimers();
}
const list = async (filter: AuditFilter = {}, ctx = ana) =>
  (await listAudit(ctx, filter, { limit: 100 })).data;
const stored = () => db().select().from(auditEntries).where(eq(auditEntries.teamId, ana.teamId));
const refusal = (statement: ReturnType<typeof sql>) =>
  db()
    .execute(statement)
    .then(
      () => "done",
      (error) => `${error.cause?.message ?? error.message}`,
    );

test("an entry says who, what, when, from where, and what it was before and is after", async () => {
  const changes = [{ field: "schedule.cron", before: "0 * * * *", after: "*/30 * * * *" }];
  const id = await record(ana, "monitor.changed", { changes });
  expect(await list()).toEqual([
    {
      id: expect.any(String),
      createdAt: expect.stringMatching(/^20/),
      action: "monitor.changed",
      actor: { kind: "user", id: (ana.actor as { userId: string }).userId, name: "ana@example.com" },
      object: { kind: "monitor", id, name: "Acme pricing" },
      changes,
      ip: "203.0.113.7",
      userAgent: "Mozilla/5.0 Firefox/145.0",
      requestId: "request of ana",
    },
  ]);
});

test("an entry is there exactly when what it tells of is", async () => {
  const undone = db().transaction(async (tx) => {
    await recordAudit(tx, ana, { action: "team.changed", object: { kind: "team", id: null, name: "x" } });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await list()).toEqual([]);
});

test("no entry is changed or deleted, not one and not all, by nobody", async () => {
  await record(ana);
  const entries = await stored();
  const mine = sql`team_id = ${ana.teamId}`;
  for (const statement of [
    sql`update audit_entries set actor_name = 'somebody else' where ${mine}`,
    sql`update audit_entries set action = action where false`,
    sql`delete from audit_entries where ${mine}`,
    sql`delete from audit_entries`,
    sql`truncate audit_entries`,
    sql`truncate teams cascade`,
    sql`insert into audit_entries select * from audit_entries where ${mine} on conflict (id) do update set words = ''`,
  ]) {
    const said = await refusal(statement);
    // Nothing refers to the log, so what takes a team with all that is its own leaves it alone.
    if (said !== "done") expect(said).toMatch(/append-only/);
    expect(await stored()).toEqual(entries);
  }
});

test("not even the purge may take what is younger than a day", async () => {
  await recordAt(new Date(Date.now() - DAY / 2), ana);
  const deleting = db().transaction(async (tx) => {
    const later = new Date(Date.now() + DAY).toISOString();
    await tx.execute(sql`select set_config('tidemark.audit_old_before', ${later}, true)`);
    await tx.execute(sql`delete from audit_entries where team_id = ${ana.teamId}`);
  });
  await expect(deleting).rejects.toMatchObject({ cause: { message: expect.stringMatching(/append-only/) } });
  expect(await list()).toHaveLength(1);
});

test("the nightly purge takes what is older than it is kept, and keeps the rest", async () => {
  const kept = env().TIDEMARK_AUDIT_DAYS;
  expect(kept).toBe(400);
  await recordAt(new Date(Date.now() - (kept + 1) * DAY), ana);
  await recordAt(new Date(Date.now() - (kept - 1) * DAY), ben);
  await forgetOldAudit();
  expect((await list()).map(({ actor }) => actor.name)).toEqual(["ben@example.com"]);
  expect(await refusal(sql`delete from audit_entries where team_id = ${ana.teamId}`)).toMatch(
    /only the purge/,
  );
});

test("it is narrowed by person, by action, by object, by time, and by words", async () => {
  const monitor = await record(ana, "monitor.paused");
  await record(ben, "monitor.paused", { name: "Harbour 100% fees" });
  await record(key, "team.changed", {
    name: "Looms",
    changes: [{ field: "name", before: "Loom", after: "Looms" }],
  });
  await record({ ...ana, actor: { kind: "system", job: "demo" } }, "monitor.created", { name: "Demo" });
  const names = async (filter: AuditFilter) => (await list(filter)).map(({ actor }) => actor.name);
  const anasId = (ana.actor as { userId: string }).userId;
  expect(await names({})).toEqual(["Tidemark", "ci", "ben@example.com", "ana@example.com"]);
  expect(await names({ person: anasId })).toEqual(["ana@example.com"]);
  expect(await names({ person: "BEN@example.com" })).toEqual(["ben@example.com"]);
  expect(await names({ person: "_en@example.com" })).toEqual([]);
  expect(await names({ person: "tidemark" })).toEqual(["Tidemark"]);
  expect(await names({ action: "monitor.paused" })).toEqual(["ben@example.com", "ana@example.com"]);
  expect(await names({ object: monitor })).toEqual(["ana@example.com"]);
  expect(await names({ object: "team" })).toEqual(["ci"]);
  expect(await names({ search: "PAUSED harbour" })).toEqual(["ben@example.com"]);
  expect(await names({ search: "100%" })).toEqual(["ben@example.com"]);
  expect(await names({ search: "loom" })).toEqual(["ci"]);
  expect(await names({ search: "203.0.113.7 paused" })).toEqual(["ana@example.com"]);
  expect(await names({ search: "harbour acme" })).toEqual([]);
  expect(await names({ action: "monitor.paused", person: anasId, search: "acme" })).toEqual([
    "ana@example.com",
  ]);
});

test("a day counts from its midnight to its end, a moment to itself", async () => {
  for (const at of [
    "2026-03-01T23:59:59.999Z",
    "2026-03-02T00:00:00Z",
    "2026-03-02T23:59:59.999Z",
    "2026-03-03T00:00:00Z",
  ]) {
    await recordAt(new Date(at), ana);
  }
  const times = async (filter: AuditFilter) => (await list(filter)).map(({ createdAt }) => createdAt);
  const day = ["2026-03-02T23:59:59.999Z", "2026-03-02T00:00:00.000Z"];
  expect(await times({ from: "2026-03-02", to: "2026-03-02" })).toEqual(day);
  expect(await times({ from: "2026-03-02T00:00:00Z", to: "2026-03-02T23:59:59.999Z" })).toEqual(day);
  expect(await times({ from: "2026-03-02T02:00:00+02:00", to: "2026-03-02T00:00:00Z" })).toEqual([day[1]]);
  expect(await times({ to: "2026-03-01" })).toEqual(["2026-03-01T23:59:59.999Z"]);
  expect(await times({ from: "2026-03-03" })).toEqual(["2026-03-03T00:00:00.000Z"]);
});

test("page by page, what comes meanwhile shifts nothing", async () => {
  for (let index = 0; index < 7; index++) await record(ana, "monitor.paused", { name: `Monitor ${index}` });
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { data, next } = await listAudit(ana, {}, { limit: 3, cursor });
    seen.push(...data.map(({ object }) => object.name));
    await record(ben);
    if (!next) break;
    cursor = next;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `Monitor ${index}`));
});

test("everybody whom it tells of is named once, as they were last called, and of another team nobody", async () => {
  const stranger: Ctx = { ...ben, teamId: (await newTeam()).teamId };
  await record(ana);
  await record(ana);
  await record(ben);
  await record(key);
  await record({ ...ana, actor: { ...ana.actor, email: "ana@harbour.example" } as Ctx["actor"] });
  await record({ ...ana, actor: { kind: "system", job: "demo" } });
  expect((await listAuditPeople(ana)).map(({ kind, name }) => [kind, name])).toEqual([
    ["user", "ana@harbour.example"],
    ["user", "ben@example.com"],
    ["apiKey", "ci"],
  ]);
  expect(await listAuditPeople(stranger)).toEqual([]);
  expect(await list({}, stranger)).toEqual([]);
});

test.each(["member", "viewer"] as const)("a %s may read none of it", async (role) => {
  const low: Ctx = { ...ana, actor: { ...ana.actor, role } as Ctx["actor"] };
  await expect(listAudit(low, {}, { limit: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(listAuditPeople(low)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(exportAudit(low, {}, "csv")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await stored()).toEqual([]);
});

async function exported(filter: AuditFilter, format: "csv" | "jsonl") {
  const pieces: string[] = [];
  for await (const piece of await exportAudit(ana, filter, format)) pieces.push(piece);
  return pieces;
}

test("JSON lines have every entry as the API answers it, and that it was exported is one", async () => {
  await record(ana);
  await record(ben, "monitor.paused");
  const lines = (await exported({ action: "monitor.paused" }, "jsonl")).join("").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(await list({ action: "monitor.paused" }));
  expect((await list())[0]).toMatchObject({
    action: "audit.exported",
    actor: { name: "ana@example.com" },
    changes: [
      { field: "format", before: null, after: "jsonl" },
      { field: "action", before: null, after: "monitor.paused" },
    ],
  });
});

test("a CSV has a line for each, quotes what it must, and no cell that a spreadsheet computes", async () => {
  const evil = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "  =cmd|' /C calc'!A0",
    "＝1",
    '=HYPERLINK("http://x")',
  ];
  for (const name of [...evil, 'a "quoted", name\nin two lines']) {
    await record(ana, "monitor.changed", { name, changes: [{ field: "goal", before: "=2", after: "5" }] });
  }
  const [head, ...pieces] = await exported({}, "csv");
  expect(head).toMatch(/^time,person,.*,id\r\n$/);
  const text = pieces.join("");
  expect(text).not.toMatch(/(^|,|\n)"?\s*[=+\-@＝]/);
  expect(text.match(/,"?'/g)).toHaveLength(evil.length);
  expect(text).toContain('"a ""quoted"", name\nin two lines"');
  expect(text).toContain(",goal: =2 → 5,");
});

test("a long log comes in pieces, each once", async () => {
  await db().execute(sql`
    insert into audit_entries (id, team_id, action, actor_kind, actor_name, object_kind, object_name, request_id, words, created_at)
    select gen_random_uuid(), ${ana.teamId}, 'monitor.paused', 'system', 'Tidemark', 'monitor', n::text, '', '', now()
    from generate_series(1, 2500) n`);
  const pieces = await exported({ action: "monitor.paused" }, "jsonl");
  expect(pieces).toHaveLength(3);
  const names = pieces
    .join("")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).object.name);
  expect(new Set(names).size).toBe(2500);
  expect(names).toHaveLength(2500);
});
