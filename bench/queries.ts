import postgres from "postgres";
import { getCheck, listCheckPages, listChecks, startDueChecks } from "#lib/check/index.ts";
import { readCreditHistory, readCreditUsage } from "#lib/credit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { closeDatabase, useDatabase as openDatabase } from "#lib/db/client.ts";
import { migrate } from "#lib/db/migrate.ts";
import { listMonitors } from "#lib/monitor/index.ts";
import { createApiKey, createTeam } from "#lib/team/index.ts";
import type { Server } from "./ground.ts";
import { fill, type Subjects, subjectsOf } from "./history/fill.ts";
import { atMost, fact, type Line, type Section } from "./report.ts";
import { median, quantile, spread } from "./stats.ts";

const MAX_MS = 20;
/** Twice for each connection of the pool: a first use of one prepares what the next finds ready. */
const WARM_UPS = 16;
const ASKS = 20;

export type Query = {
  what: string;
  ask: () => Promise<unknown>;
  before?: () => Promise<unknown>;
  /** Milliseconds that its p95 may take, where that is not 20. */
  max?: number;
  /** A transaction of many statements that nobody waits for: told, and not judged as a query. */
  isTransaction?: true;
};

/** The reads behind every screen and list, through the verbs themselves, on a year of history. */
export async function benchQueries(server: Server, quick: boolean): Promise<Section> {
  const url = await server.database("bench_queries");
  await migrate(url);
  await openDatabase(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const teamId = await createTeam("Bench");
    const ctx: Ctx = { teamId, actor: { kind: "system", job: "bench" }, requestId: "bench" };
    for (const name of ["one", "two", "three"]) await createApiKey(ctx, { name });
    await fill(sql, teamId);
    const measured = await measure(queries(ctx, await subjectsOf(sql), sql), quick ? 2 : 5);
    return {
      title: "Queries at 100,000 checks and 1,000,000 pages of checks",
      about:
        "p95 of each verb, its queries and what it makes of their rows: of 20 asks in a row, the median of the rounds. The " +
        "large monitor has 10,000 URLs, 20,000 checks, and 10,000 pages in each of the last 20.",
      lines: measured,
    };
  } finally {
    await Promise.all([sql.end(), closeDatabase()]);
  }
}

/** Round by round through all of them, so that a slow minute of the machine is not one query's. */
export async function measure(queries: Query[], rounds: number): Promise<Line[]> {
  const p95s = queries.map((): number[] => []);
  const all = queries.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, query] of queries.entries()) {
      const samples = await ask(query, round === 0);
      p95s[index]?.push(quantile(samples, 0.95));
      all[index]?.push(...samples);
    }
  }
  return queries.map(({ what, isTransaction, max = MAX_MS }, index) => {
    const p95 = median(p95s[index] ?? []);
    const note = `all rounds: ${spread(all[index] ?? [], "ms")}`;
    return isTransaction ? fact(what, p95, "ms", { note }) : atMost(what, p95, "ms", { max, note });
  });
}

async function ask({ ask, before }: Query, isFirst: boolean): Promise<number[]> {
  const samples: number[] = [];
  for (let asked = isFirst ? -WARM_UPS : 0; asked < ASKS; asked++) {
    await before?.();
    const began = performance.now();
    await ask();
    if (asked >= 0) samples.push(performance.now() - began);
  }
  return samples;
}

function queries(
  ctx: Ctx,
  { large, small, finished, live, smallCheck }: Subjects,
  sql: postgres.Sql,
): Query[] {
  const first = { limit: 25, offset: 0 };
  const detail = async (monitorId: string, checkId: string, skip: number, more: object = {}) => {
    await getCheck(ctx, monitorId, checkId);
    const { pages } = await listCheckPages(ctx, checkId, { limit: 25, skip, ...more });
    if (pages.length === 0) throw new Error("A check's pages were not found.");
  };
  return [
    { what: "list monitors, first 25", ask: () => listMonitors(ctx, first) },
    { what: "list monitors, 100 after 9,900", ask: () => listMonitors(ctx, { limit: 100, offset: 9_900 }) },
    { what: "list checks, first 25 of 20,000", ask: () => listChecks(ctx, large, first) },
    {
      what: "list checks, 100 after 15,000",
      ask: () => listChecks(ctx, large, { limit: 100, offset: 15_000 }),
    },
    {
      what: "list checks with status failed",
      ask: () => listChecks(ctx, large, { ...first, status: "failed" }),
    },
    { what: "list checks of a small monitor", ask: () => listChecks(ctx, small, first) },
    { what: "check detail, 10 pages", ask: () => detail(small, smallCheck, 0) },
    { what: "check detail, 10,000 pages", ask: () => detail(large, finished, 0) },
    { what: "check detail, skip 5,000", ask: () => detail(large, finished, 5_000) },
    { what: "check detail, skip 9,900", ask: () => detail(large, finished, 9_900) },
    { what: "check detail, status changed", ask: () => detail(large, finished, 0, { status: "changed" }) },
    { what: "check detail, running, 10,000 pages recorded", ask: () => detail(large, live, 0) },
    { what: "due monitors, none due of 10,000", ask: () => startDueChecks() },
    {
      what: "due monitors, one due: its check started",
      before: () => sql`
        update monitors set next_run_at = now() - interval '10 milliseconds' where id = (
          select m.id from monitors m where not exists (
            select 1 from checks c where c.monitor_id = m.id and c.status in ('queued', 'running'))
          limit 1)`,
      ask: startOne,
      isTransaction: true,
    },
    { what: "credit usage", ask: () => readCreditUsage(ctx) },
    { what: "credit history, 12 months", ask: () => readCreditHistory(ctx, { byApiKey: false }) },
    { what: "credit history, by API key", ask: () => readCreditHistory(ctx, { byApiKey: true }) },
  ];
}

async function startOne(): Promise<void> {
  if ((await startDueChecks()) !== 1) throw new Error("One monitor should have been due.");
}
