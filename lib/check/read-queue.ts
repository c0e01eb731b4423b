import { sql } from "drizzle-orm";
import type { QueueStatus } from "#lib/check/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";

/** A worker beats every two seconds; one that has not for so long is not counted as one that works. */
const PATIENCE = sql`interval '20 seconds'`;

type Row = { waiting: number; begun: number; workers: number; recent: Date | null };

/**
 * How many of a team's pages wait and are fetched. A check that waits counts as one page, since how many it has is only
 * known when it has begun; of one that runs, the pages it has not recorded yet.
 */
export async function readQueueStatus(ctx: Ctx): Promise<QueueStatus> {
  authorize(ctx, "queueStatus");
  const [row] = await db().execute<Row>(sql`
    with live as (
      select status, greatest(1, expected_pages - same_pages - changed_pages - new_pages - removed_pages - error_pages)
        as pages
      from checks where team_id = ${ctx.teamId} and status in ('queued', 'running'))
    select
      coalesce((select count(*) from live where status = 'queued'), 0)::int as waiting,
      coalesce((select sum(pages) from live where status = 'running'), 0)::int as begun,
      (select count(*) from workers where heartbeat_at > now() - ${PATIENCE})::int as workers,
      (select finished_at from checks
        where team_id = ${ctx.teamId} and finished_at is not null and same_pages + changed_pages + new_pages > 0
        order by id desc limit 1) as recent`);
  const { waiting = 0, begun = 0, workers = 0, recent = null } = row ?? {};
  const maxConcurrency = env().TIDEMARK_WORKER_CONCURRENCY * Math.max(1, workers);
  const active = Math.min(begun, maxConcurrency);
  return {
    jobsInQueue: waiting + begun,
    activeJobsInQueue: active,
    waitingJobsInQueue: waiting + begun - active,
    maxConcurrency,
    mostRecentSuccess: recent && new Date(recent).toISOString(),
  };
}
