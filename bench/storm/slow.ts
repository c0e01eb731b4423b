import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { deleteMonitor } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { Api } from "../api.ts";
import { atMost, type Line } from "../report.ts";
import { dueToResult, pressToResult } from "./first-result.ts";

const PAGE_SECONDS = 10;

type Other = { api: Api; monitorIds: string[] };

/** What one team waits while all of another team's checks take ten seconds a page. */
export async function besideSlowChecks(
  sql: postgres.Sql,
  where: string,
  { ctx, urls }: { ctx: Ctx; urls: string[] },
  other: Other,
): Promise<Line[]> {
  const slow = await makeDue(sql, ctx.teamId, urls);
  await sleep(2000);
  // At fixed moments and without waiting for each other, while there are slow checks still to come.
  const pressed: Promise<number>[] = [];
  const due: Promise<number>[] = [];
  for (const [n, monitorId] of other.monitorIds.entries()) {
    if (n % 2 === 0) pressed.push(pressToResult(other.api, monitorId));
    else due.push(dueToResult(sql, monitorId));
    await sleep(500);
  }
  const waited = { pressed: await Promise.all(pressed), due: await Promise.all(due) };
  for (const monitorId of slow) await deleteMonitor(ctx, monitorId);
  // What was asked of the site for them may still be on its way.
  await sleep(PAGE_SECONDS * 1000);
  const what = `${urls.length} slow checks of one team on ${where}, another team's`;
  const note = `the longest of ${pressed.length}; ${PAGE_SECONDS} s a page`;
  return [
    atMost(`${what} Run: first result`, Math.max(...waited.pressed), "ms", { max: 300, note }),
    atMost(`${what} scheduled check: first result`, Math.max(...waited.due), "ms", { max: 2000, note }),
  ];
}

async function makeDue(sql: postgres.Sql, team: string, urls: string[]): Promise<string[]> {
  const rows = urls.map((url) => ({ id: uuidv7(), target: uuidv7(), url }));
  await sql`
    insert into monitors (id, team_id, name, cron, timezone, next_run_at, targets, retention_days,
      estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free)
    select id, ${team}, 'slow', '0 0 1 1 *', 'UTC', now(),
      json_build_array(json_build_object('id', target, 'type', 'scrape', 'urls', json_build_array(url))), 30, 1, 1, false
    from jsonb_to_recordset(${sql.json(rows)}) as r(id uuid, target uuid, url text)`;
  return rows.map(({ id }) => id);
}
