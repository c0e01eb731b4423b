import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { getCheck, listCheckPages, listChecks, recoverChecks } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { closeDatabase, useDatabase } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { env } from "#lib/env.ts";
import { createPageFetcher, type PageFetcher } from "#lib/fetch/index.ts";
import { getMonitor, listMonitors } from "#lib/monitor/index.ts";
import { listTrackedPages, packText } from "#lib/page/index.ts";
import { readPages, runCheck, runNow, soundLedger } from "#testing/checks.ts";
import { type Site, startSite } from "#testing/site.ts";

// A database as the version before left it, with rows in every table, brought up to this version.

const BEFORE = ["0000_model", "0001_ledger", "0002_accounts_of_pages", "0003_target_results_as_text"];
const drizzle = fileURLToPath(new URL("../../drizzle", import.meta.url));
const journal = JSON.parse(readFileSync(`${drizzle}/meta/_journal.json`, "utf8")) as {
  entries: { tag: string; when: number }[];
};

let url = "";
let sql: postgres.Sql;
let site: Site;
let fetchPage: PageFetcher;
const fetcher = createPageFetcher({ ...env(), TIDEMARK_HOST_CONCURRENCY: 64 });

const team = randomUUID();
const user = randomUUID();
const key = randomUUID();
const target = randomUUID();
const ids = {
  active: randomUUID(),
  paused: randomUUID(),
  deleted: randomUUID(),
  waiting: randomUUID(),
  running: randomUUID(),
};
const ctx: Ctx = { teamId: team, actor: { kind: "system", job: "test" }, requestId: "test" };
const TABLES = [
  "teams",
  "users",
  "memberships",
  "sessions",
  "sign_in_attempts",
  "api_keys",
  "monitors",
  "checks",
  "snapshots",
  "pages",
  "check_pages",
  "demo_changes",
  "team_credits",
  "credit_entries",
  "credit_days",
];

const sha256 = (text: string) => createHash("sha256").update(text).digest();
const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;

/** Applies the migrations of the version before, as drizzle's own migrator writes them down. */
async function migrateToBefore(): Promise<void> {
  await sql.unsafe(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
  for (const tag of BEFORE) {
    const text = readFileSync(`${drizzle}/${tag}.sql`, "utf8");
    for (const statement of text.split("--> statement-breakpoint")) await sql.unsafe(statement);
    const when = journal.entries.find((entry) => entry.tag === tag)?.when ?? 0;
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${tag}, ${when})`;
  }
  await runMigrations({ connectionString: url });
}

async function insertMonitor(id: string, status: string, paths: string[]): Promise<void> {
  const targets = [{ id: target, type: "scrape", urls: paths.map((path) => site.url(path)) }];
  await sql`
    insert into monitors (id, team_id, name, status, cron, timezone, targets, retention_days, last_run_at,
      estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free, last_check_summary)
    values (${id}, ${team}, ${status}, ${status}::monitor_status, '0 * * * *', 'UTC', ${sql.json(targets)}, 30, now(),
      ${paths.length}, ${720 * paths.length}, false, '{"totalPages":2,"same":2,"changed":0,"new":0,"removed":0,"error":0}')`;
}

async function insertCheck(
  monitorId: string,
  status: string,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const id = randomUUID();
  const open = status === "queued" || status === "running";
  await sql`insert into checks ${sql({
    id,
    team_id: team,
    monitor_id: monitorId,
    status,
    trigger: "manual",
    estimated_credits: 2,
    reserved_credits: 2,
    actual_credits: open ? null : 0,
    billing_status: open ? "reserved" : "released",
    ...fields,
  })}`;
  await sql`insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id)
    values (${team}, 'reserve', -2, 2, ${id}, ${monitorId})`;
  if (!open)
    await sql`insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id)
      values (${team}, 'release', 2, -2, ${id}, ${monitorId})`;
  return id;
}

/** A tracked page; `text`: its baseline, as this converter makes it; none when null. */
async function insertPage(monitorId: string, path: string, text: string | null): Promise<string> {
  const id = randomUUID();
  const address = site.url(path);
  let snapshot: string | null = null;
  if (text !== null) {
    const [row] = await sql`
      insert into snapshots (id, team_id, monitor_id, hash, kind, size, content)
      values (${randomUUID()}, ${team}, ${monitorId}, ${sha256(text)}, 'markdown', ${text.length}, ${await packText(text)})
      on conflict (monitor_id, hash) do update set size = excluded.size returning id`;
    snapshot = row?.id;
  }
  await sql`
    insert into pages (id, team_id, monitor_id, target_id, url, url_hash, snapshot_id, scrape_id, body_hash, fingerprint)
    values (${id}, ${team}, ${monitorId}, ${target}, ${address}, ${sha256(address)}, ${snapshot}, ${randomUUID()},
      ${text === null ? null : sha256(html(text))}, ${text === null ? null : "of the version before"})`;
  return id;
}

const checks: Record<string, string> = {};

beforeAll(async () => {
  site = await startSite();
  fetchPage = fetcher.fetchPage;
  const name = `upgrade_${randomUUID().slice(0, 8)}`;
  const admin = postgres(inject("serverUrl"), { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database "${name}"`);
  await admin.end();
  url = Object.assign(new URL(inject("serverUrl")), { pathname: `/${name}` }).href;
  sql = postgres(url, { max: 4, onnotice: () => {} });
  await migrateToBefore();
  await sql`insert into teams (id, name) values (${team}, 'Before')`;
  await sql`insert into users (id, email, password_hash) values (${user}, 'ana@example.com', 'x')`;
  await sql`insert into memberships (team_id, user_id, role) values (${team}, ${user}, 'owner')`;
  await sql`insert into sessions (id, team_id, user_id, token_hash, expires_at)
    values (${randomUUID()}, ${team}, ${user}, ${sha256("token")}, now() + interval '1 day')`;
  await sql`insert into sign_in_attempts (id, email, ip) values (${randomUUID()}, 'ana@example.com', '::1')`;
  await sql`insert into api_keys (id, team_id, name, prefix, key_hash) values (${key}, ${team}, 'ci', 'fc-0', ${sha256("key")})`;
  await sql`insert into demo_changes default values`;
  await sql`insert into credit_entries (team_id, kind, available_delta, reserved_delta, period)
    values (${team}, 'grant', 100000, 0, date_trunc('month', now() at time zone 'UTC')::date)`;
  for (const [name, paths] of Object.entries({
    active: ["/a", "/b", "/twin/1", "/twin/2", "/never"],
    paused: ["/p"],
    deleted: ["/d"],
    waiting: ["/w"],
    running: ["/r"],
  })) {
    const status = name === "paused" || name === "deleted" ? name : "active";
    await insertMonitor(ids[name as keyof typeof ids], status, paths);
    for (const path of paths) {
      const text = path.startsWith("/twin") ? "Twin" : `Page ${path}`;
      site.page(path, html(text));
      await insertPage(ids[name as keyof typeof ids], path, path === "/never" ? null : text);
    }
  }
  for (const status of ["failed", "partial", "skipped_overlap", "skipped_no_credits"])
    await insertCheck(ids.active, status, { finished_at: new Date() });
  const done = await insertCheck(ids.active, "completed", {
    finished_at: new Date(),
    same_pages: 1,
    changed_pages: 1,
  });
  checks.completed = done;
  const pages =
    await sql`select id, snapshot_id from pages where monitor_id = ${ids.active} order by id limit 2`;
  for (const [index, page] of pages.entries())
    await sql`
      insert into check_pages (id, check_id, team_id, target_id, page_id, status, snapshot_id, diff, diff_size)
      values (${randomUUID()}, ${done}, ${team}, ${target}, ${page.id}, ${index ? "changed" : "same"}, ${page.snapshot_id},
        ${index ? await packText("--- previous\n+++ current\n@@ -1 +1 @@\n-a\n+b\n") : null}, ${index ? 47 : null})`;
  checks.waiting = await insertCheck(ids.waiting, "queued");
  await sql`select graphile_worker.add_job('run-check', ${JSON.stringify({ checkId: checks.waiting })}::text::json, job_key := ${`check:${checks.waiting}`}::text)`;
  checks.running = await insertCheck(ids.running, "running", {
    attempt: 1,
    heartbeat_at: new Date(),
    started_at: new Date(),
  });
  await sql`insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id)
    select ${team}, e.kind::credit_entry_kind, e.a, e.r, ${randomUUID()}::uuid, ${ids.active}::uuid
    from (values ('reserve', -1, 1), ('confirm', 0, -1)) as e(kind, a, r)`;
}, 60_000);

afterAll(async () => {
  await closeDatabase();
  await sql.end();
  await site.close();
  await fetcher.close();
});

const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(
        async (table) => [table, Number((await sql`select count(*) from ${sql(table)}`)[0]?.count)] as const,
      ),
    ),
  );

test("every row is carried over, by two processes that begin at once; the next start finds nothing to do", async () => {
  const before = await counts();
  for (const table of TABLES) expect(before[table], table).toBeGreaterThan(0);
  await Promise.all([migrate(url), migrate(url)]);
  expect(await counts()).toEqual(before);
  const moved = await sql`select count(*)::int as count from page_surfaces where surface = 'text'`;
  expect(moved[0]).toEqual({ count: 8 });
  expect(await sql`select 1 from pages where snapshot_id is not null`).toHaveLength(0);
  await migrate(url);
  const invalid = await sql`select 1 from pg_index where not indisvalid`;
  expect(invalid).toHaveLength(0);
  await useDatabase(url);
});

test("a check of the version before that was running waits again, and no worker of that version can claim one", async () => {
  const [row] = await sql`select status, worker from checks where id = ${checks.running ?? ""}`;
  expect(row).toEqual({ status: "queued", worker: null });
  const claim = sql`update checks set status = 'running', attempt = attempt + 1 where id = ${checks.running ?? ""}`;
  await expect(claim).rejects.toThrow(/checks_running_in_hand/);
});

test("what a web process of the version before reads and writes is still there", async () => {
  await sql`select id, heartbeat_at, attempt, crashes, targets from checks limit 1`;
  await sql`select p.id, p.snapshot_id, p.fingerprint, s.size from pages p left join snapshots s on s.id = p.snapshot_id limit 1`;
  const id = randomUUID();
  await sql.begin(async (tx) => {
    await tx`insert into checks (id, team_id, monitor_id, status, trigger, estimated_credits, reserved_credits, billing_status)
      values (${id}, ${team}, ${ids.paused}, 'queued', 'manual', 1, 1, 'reserved')`;
    await tx`insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id)
      values (${team}, 'reserve', -1, 1, ${id}, ${ids.paused})`;
    await tx`select graphile_worker.add_job('run-check', ${JSON.stringify({ checkId: id })}::text::json, job_key := ${`check:${id}`}::text)`;
    await tx`update checks set status = 'failed', finished_at = now() where id = ${id}`;
    await tx`insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id)
      values (${team}, 'release', 1, -1, ${id}, ${ids.paused})`;
  });
  await sql`update monitors set name = 'renamed by the version before' where id = ${ids.paused}`;
});

test("everything is read as before", async () => {
  const list = await listMonitors(ctx, { limit: 25, offset: 0 });
  expect(list.map(({ id }) => id).sort()).toEqual([ids.active, ids.paused, ids.waiting, ids.running].sort());
  expect((await getMonitor(ctx, ids.active)).lastCheckSummary).toMatchObject({ totalPages: 2 });
  expect(
    (await listChecks(ctx, ids.active, { limit: 25, offset: 0 })).map(({ status }) => status).sort(),
  ).toEqual(["completed", "failed", "partial", "skipped_no_credits", "skipped_overlap"].sort());
  const done = await getCheck(ctx, ids.active, checks.completed ?? "");
  expect((await readPages(ctx, done.id)).map(({ status }) => status).sort()).toEqual(["changed", "same"]);
  expect((await listCheckPages(ctx, done.id, { limit: 9, skip: 0, status: "changed" })).pages).toHaveLength(
    1,
  );
  const tracked = await listTrackedPages(ctx, ids.active, { limit: 25, offset: 0 });
  expect(tracked.pages.filter(({ size }) => size !== null)).toHaveLength(4);
  await soundLedger(team);
});

test("checks that waited or ran are carried out, once, and nothing is new or changed by upgrading", async () => {
  await recoverChecks();
  for (const check of [checks.waiting, checks.running]) {
    await runCheck(check ?? "", { fetchPage, shutdown: new AbortController().signal });
    const [row] = await sql`select status, same_pages, new_pages from checks where id = ${check ?? ""}`;
    expect(row).toEqual({ status: "completed", same_pages: 1, new_pages: 0 });
  }
  const run = await runNow(ctx, ids.active, fetchPage);
  expect(run).toMatchObject({ status: "completed", samePages: 4, newPages: 1, changedPages: 0 });
  expect(run.pages.find(({ status }) => status === "new")?.url).toBe(site.url("/never"));
  await soundLedger(team);
});

test("what changes after the upgrade is compared with what was kept before it", async () => {
  site.page("/p", html("Page /p, changed"));
  await sql`update monitors set status = 'active' where id = ${ids.paused}`;
  const run = await runNow(ctx, ids.paused, fetchPage);
  expect(run).toMatchObject({ changedPages: 1 });
  expect(run.pages[0]?.diff?.text).toContain("-Page /p\n+Page /p, changed\n");
});

test("a large table is moved batch by batch: nobody who writes to it meanwhile waits for a second", async () => {
  const monitorId = ids.active;
  await sql`
    insert into pages (id, team_id, monitor_id, target_id, url, url_hash, snapshot_id)
    select gen_random_uuid(), ${team}, ${monitorId}, gen_random_uuid(), 'http://example.com/' || n, sha256(n::text::bytea),
      (select id from snapshots where monitor_id = ${monitorId} limit 1)
    from generate_series(1, 60000) n`;
  let isOver = false;
  let writes = 0;
  const writer = (async () => {
    const own = postgres(url, { max: 1, onnotice: () => {} });
    await own`set lock_timeout = '1s'`;
    while (!isOver) {
      await own`update pages set title = 'written meanwhile' where id in (select id from pages order by random() limit 1)`;
      await own`update monitors set updated_at = now() where id = ${monitorId}`;
      writes += 1;
    }
    await own.end();
  })();
  await migrate(url);
  isOver = true;
  await writer;
  expect(writes).toBeGreaterThan(0);
  expect(await sql`select 1 from pages where snapshot_id is not null limit 1`).toHaveLength(0);
  const [row] = await sql`select count(*)::int as count from page_surfaces`;
  expect(row?.count).toBeGreaterThan(60_000);
}, 60_000);
