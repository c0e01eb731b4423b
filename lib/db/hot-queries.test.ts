import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  getCheck,
  listActivity,
  listCheckPages,
  listChecks,
  readQueueStatus,
  recoverChecks,
  startDueChecks,
  whatToDo,
} from "#lib/check/index.ts";
import { claimChecks, claimSuspect } from "#lib/check/run/claim.ts";
import { grantMonth, readCreditHistory, readCreditsOver, readCreditUsage } from "#lib/credit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { countMonitors, getMonitor, listMonitors } from "#lib/monitor/index.ts";
import { listPageVersions, listTrackedPages } from "#lib/page/index.ts";
import { authenticateApiKey, createApiKey } from "#lib/team/index.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { explainEverything, nodesOf, type Plan } from "#testing/plans.ts";

const { url } = ownDatabase();

const MONITORS = 5000;
const TEAMS = 100;
const CHECKS = 20_000;
/** Of these, one monitor of ours has 100; it has 1,000 pages, all seen by its first check; other checks saw 10. */
const CHECKS_OF_OURS = 100;

/** A UUID that sorts by `n`, as UUIDv7 sorts by time; `kind` keeps tables apart. */
const id = (kind: number, n: string) =>
  sql.raw(`('01900000-000${kind}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`);
const idOf = (kind: number, n: number) => `01900000-000${kind}-7000-8000-${n.toString(16).padStart(12, "0")}`;

let ctx: Ctx;
let key: string;
let explain: (work: () => Promise<unknown>) => Promise<Plan[]>;

beforeAll(async () => {
  ctx = await newTeam();
  key = (await createApiKey(ctx, { name: "k" })).key;
  await db().transaction(async (tx) => {
    // Foreign keys and the ledger's triggers cost most of the time here, and are not what is looked at.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(
      sql`insert into teams (id, name) select ${id(1, "n")}, 'T' from generate_series(2, ${TEAMS}) n`,
    );
    const team = sql`(case n % ${TEAMS} when 0 then ${ctx.teamId}::uuid else ${id(1, `n % ${TEAMS} + 1`)} end)`;
    await tx.execute(sql`
      insert into monitors (id, team_id, name, cron, timezone, next_run_at, targets, retention_days,
        estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free)
      select ${id(2, "n")}, ${team}, 'M', '0 * * * *', 'UTC', now() + interval '1 hour', '[]', 30, 1, 720, true
      from generate_series(1, ${MONITORS}) n`);
    await tx.execute(sql`
      insert into checks (id, team_id, monitor_id, status, trigger, estimated_credits, reserved_credits,
        actual_credits, billing_status, created_at)
      select ${id(3, "c")}, ${team}, ${id(2, "n")},
        (case when c = ${CHECKS_OF_OURS} or c between 3000 and 7000 and c % 1000 = 0 then 'queued'
          when c % 10 = 3 then 'partial' else 'completed' end)::check_status,
        'scheduled', 1, 1, 1, 'confirmed', now() - c * interval '1 minute'
      from generate_series(1, ${CHECKS}) c, lateral (
        select case when c <= ${CHECKS_OF_OURS} then ${TEAMS} else c % ${MONITORS} + 1 end as n) m`);
    await tx.execute(sql`
      insert into pages (id, team_id, monitor_id, target_id, url, url_hash)
      select ${id(4, "p")}, ${ctx.teamId}, ${id(2, "m")}, ${id(5, "1")}, 'https://example.com/' || p,
        sha256(p::text::bytea)
      from generate_series(1, ${MONITORS * 10}) p,
        lateral (select case when p <= 1000 then ${TEAMS} else p / 10 end as m) w`);
    await tx.execute(sql`
      insert into check_pages (id, check_id, team_id, target_id, page_id, status)
      select ${id(6, "x")}, ${id(3, "c")}, ${ctx.teamId}, ${id(5, "1")}, ${id(4, "p")},
        (case when x % 50 = 0 then 'changed' else 'same' end)::page_status
      from generate_series(1, 201000) x, lateral (
        select case when x <= 1000 then 1 else (x - 1001) / 10 + 1 end as c,
          case when x <= 1000 then x else x % 50000 + 1 end as p) w
      on conflict do nothing`);
    await tx.execute(sql`
      insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id, created_at)
      select ${team}, k::credit_entry_kind, 0, 0, ${id(3, "n")}, ${id(2, "n % 100")}, now() - n * interval '26 minutes'
      from generate_series(1, ${CHECKS}) n, unnest(array['reserve', 'confirm', 'release']) k`);
    await tx.execute(sql`
      insert into credit_days (team_id, day, monitor_id, api_key_id, credits)
      select team_id, created_at::date, monitor_id, api_key_id, count(*) from credit_entries
      where kind = 'confirm' group by 1, 2, 3, 4`);
  });
  await db().execute(sql`select count_team_monitors(id) from teams`);
  for (const table of [
    "teams",
    "team_monitors",
    "monitors",
    "monitor_texts",
    "checks",
    "pages",
    "check_pages",
    "credit_entries",
    "credit_days",
  ]) {
    await db().execute(sql.raw(`vacuum analyze ${table}`));
  }
  explain = await explainEverything(url());
}, 120_000);

const BIG = new Set([
  "monitors",
  "monitor_texts",
  "checks",
  "pages",
  "snapshots",
  "check_pages",
  "credit_entries",
  "credit_days",
]);

/** Holds that no statement of `work` reads a big table from end to end, and that such an index is among those used. */
async function expectIndexed(work: () => Promise<unknown>, index: RegExp): Promise<void> {
  const plans = await explain(work);
  const used = new Set<string>();
  for (const plan of plans) {
    for (const node of nodesOf(plan.Plan)) {
      if (node["Index Name"]) used.add(node["Index Name"]);
      const whole = node["Node Type"] === "Seq Scan" && BIG.has(node["Relation Name"] ?? "");
      expect(whole, `reads all of ${node["Relation Name"]}: ${plan["Query Text"]}`).toBe(false);
    }
  }
  expect([...used]).toContainEqual(expect.stringMatching(index));
}

const large = idOf(3, 1);
const first = { limit: 25, offset: 0 };
const ours = idOf(2, TEAMS);
const claim = {
  worker: idOf(9, 1),
  trigger: "scheduled" as const,
  limit: 2,
  perTeam: 1,
  afterTeam: "",
  passedOver: [],
};

describe("the hottest queries go by index", () => {
  test.each<[string, () => Promise<unknown>, RegExp]>([
    ["list monitors", () => listMonitors(ctx, first), /^monitors_team_idx$/],
    ["list monitors, further on", () => listMonitors(ctx, { limit: 25, offset: 25 }), /^monitors_team_idx$/],
    ["list monitors by name", () => listMonitors(ctx, { ...first, sort: "name" }), /^monitors_name_idx$/],
    [
      "list monitors by last run",
      () => listMonitors(ctx, { ...first, sort: "lastRun" }),
      /^monitors_last_run_idx$/,
    ],
    [
      "list monitors by next run",
      () => listMonitors(ctx, { ...first, sort: "nextRun" }),
      /^monitors_next_run_idx$/,
    ],
    [
      "list paused monitors",
      () => listMonitors(ctx, { ...first, status: "paused" }),
      /^monitors_paused_idx$/,
    ],
    ["search monitors", () => listMonitors(ctx, { ...first, search: "needle" }), /^monitor_texts_/],
    [
      "search monitors, the best first",
      () => listMonitors(ctx, { ...first, search: "needle", sort: "match" }),
      /^monitor_texts_/,
    ],
    [
      "count monitors that a search finds",
      () => countMonitors(ctx, { search: "needle" }),
      /^monitor_texts_trigrams_idx$/,
    ],
    ["which check runs on each", () => listMonitors(ctx, first), /^checks_one_live_per_monitor$/],
    [
      "list monitors by result",
      () => listMonitors(ctx, { ...first, sort: "result" }),
      /^monitors_result_idx$/,
    ],
    [
      "list failing monitors",
      () => listMonitors(ctx, { ...first, sort: "result", result: "failing" }),
      /^monitors_result_idx$/,
    ],
    ["one monitor", () => getMonitor(ctx, ours), /^monitors_(pkey|team_idx)$/],
    ["list checks", () => listChecks(ctx, ours, first), /^checks_monitor_(status_)?idx$/],
    [
      "list checks, far on",
      () => listChecks(ctx, ours, { limit: 25, offset: 60 }),
      /^checks_monitor_(status_)?idx$/,
    ],
    [
      "list checks by status",
      () => listChecks(ctx, ours, { ...first, status: "partial" }),
      /^checks_monitor_status_idx$/,
    ],
    [
      "list checks, a status nothing has",
      () => listChecks(ctx, ours, { ...first, status: "failed" }),
      /^checks_/,
    ],
    ["a check", () => getCheck(ctx, ours, large), /^checks_(pkey|monitor_idx|team_idx)$/],
    ["a check's pages", () => pagesOf({ skip: 0 }), /^check_pages_check_id_id_pk$/],
    ["a check's pages, far on", () => pagesOf({ skip: 900 }), /^check_pages_check_id_id_pk$/],
    ["a check's pages by status", () => pagesOf({ skip: 0, status: "changed" }), /^check_pages_status_idx$/],
    ["how much waits and runs", () => readQueueStatus(ctx), /^checks_one_live_per_monitor$/],
    ["the latest success", () => readQueueStatus(ctx), /^checks_team_idx$/],
    ["what was done of late", () => listActivity(ctx, { limit: 50 }), /^checks_team_idx$/],
    ["due monitors", () => startDueChecks(), /^monitors_due_idx$/],
    ["what there is to do", () => whatToDo(), /^checks_queue_idx$/],
    ["checks of dead workers", () => recoverChecks(), /^checks_in_hand_idx$/],
    ["checks that wait", () => claimChecks(claim), /^checks_queue_idx$/],
    ["suspects", () => claimSuspect(claim.worker), /^checks_suspects_idx$/],
    ["credit usage", () => readCreditUsage(ctx), /^team_credits_pkey$/],
    ["credit history", () => readCreditHistory(ctx, { byApiKey: false }), /^credit_days_key$/],
    ["credit history by key", () => readCreditHistory(ctx, { byApiKey: true }), /^credit_days_key$/],
    ["credits by hour", () => readCreditsOver(ctx, "day"), /^credit_entries_age_idx$/],
    ["credits by day", () => readCreditsOver(ctx, "month"), /^credit_days_key$/],
    // A team that this process has not granted yet: the one time it reads its grants.
    ["this month's grant", () => grantMonth(idOf(1, 7)), /^credit_entries_period_idx$/],
    ["tracked pages", () => listTrackedPages(ctx, ours, first), /^pages_monitor_target_url_key$/],
    [
      "versions of a page",
      () => listPageVersions(ctx, ours, idOf(4, 1), { limit: 25 }),
      /^check_pages_(versions|page)_idx$/,
    ],
    ["who calls", () => authenticateApiKey(key), /^api_keys_hash_key$/],
  ])("%s", (_, work, index) => expectIndexed(work, index));
});

test("the total of the list of monitors is read, and no monitor for it", async () => {
  const plans = await explain(() => countMonitors(ctx, {}));
  const read = plans.flatMap(({ Plan }) => nodesOf(Plan)).map((node) => node["Relation Name"]);
  expect(new Set(read)).toEqual(new Set(["team_monitors"]));
});

async function pagesOf(query: { skip: number; status?: "changed" }) {
  const { pages } = await listCheckPages(ctx, large, { limit: 25, ...query });
  expect(pages.length).toBeGreaterThan(0);
}
