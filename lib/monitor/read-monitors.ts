import { and, asc, count, desc, eq, getTableColumns, ilike, or, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import type { Queryable, Tx } from "#lib/db/client.ts";
import { containing } from "#lib/db/containing.ts";
import { checks, monitors } from "#lib/db/schema.ts";
import { queryable } from "#lib/db/transaction.ts";
import { notFound } from "#lib/errors.ts";

export type MonitorRow = typeof monitors.$inferSelect;
/** A monitor and the check that is queued or running on it, if any. */
export type Monitor = MonitorRow & { currentCheckId: string | null };

// The partial unique index checks_one_live_per_monitor makes this at most one row, found by index.
// Names are spelt out, since drizzle leaves the table away from a column in the list of a one-table select.
const currentCheckId = sql<string | null>`(
  select live.id from ${checks} live
  where live.monitor_id = ${monitors}.id and live.status in ('queued', 'running'))`;

const columns = { ...getTableColumns(monitors), currentCheckId };

// As a literal, so that a plan for any parameters may use the index of those that exist.
const existing = (ctx: Ctx) => and(eq(monitors.teamId, ctx.teamId), sql`${monitors.status} <> 'deleted'`);

/** @throws NOT_FOUND for a deleted one and for another team's */
export async function getMonitor(ctx: Ctx, monitorId: string): Promise<Monitor> {
  authorize(ctx, "getMonitor");
  return readMonitor(queryable(ctx), ctx, monitorId);
}

/** Whose a monitor is, without reading it: its targets may be long. @throws NOT_FOUND */
export async function requireMonitor(ctx: Ctx, monitorId: string): Promise<void> {
  const [known] = await queryable(ctx)
    .select({ id: monitors.id })
    .from(monitors)
    .where(and(eq(monitors.id, monitorId), existing(ctx)));
  if (!known) throw notFound("Monitor");
}

export async function readMonitor(on: Queryable, ctx: Ctx, monitorId: string): Promise<Monitor> {
  const [monitor] = await on
    .select(columns)
    .from(monitors)
    .where(and(eq(monitors.id, monitorId), existing(ctx)));
  if (!monitor) throw notFound("Monitor");
  return monitor;
}

export type MonitorList = {
  limit: number;
  offset: number;
  /** Words that the name or a target must contain. */
  search?: string | undefined;
  status?: "active" | "paused" | undefined;
  sort?: "newest" | "name" | "lastRun" | "nextRun" | undefined;
};

const ORDERS = {
  newest: [desc(monitors.id)],
  name: [asc(sql`lower(${monitors.name})`), desc(monitors.id)],
  lastRun: [sql`${monitors.lastRunAt} desc nulls last`, desc(monitors.id)],
  nextRun: [sql`${monitors.nextRunAt} asc nulls last`, desc(monitors.id)],
};

/** The team's monitors, newest first unless sorted otherwise. */
export async function listMonitors(ctx: Ctx, list: MonitorList): Promise<Monitor[]> {
  authorize(ctx, "listMonitors");
  const on = queryable(ctx);
  const order = ORDERS[list.sort ?? "newest"];
  // The rows of one page of the list are chosen first: what is skipped is not asked for its check.
  const chosen = on
    .select({ id: monitors.id })
    .from(monitors)
    .where(listed(ctx, list))
    .orderBy(...order)
    .limit(list.limit)
    .offset(list.offset)
    .as("chosen");
  return on
    .select(columns)
    .from(chosen)
    .innerJoin(monitors, eq(monitors.id, chosen.id))
    .orderBy(...order);
}

/** How many monitors a list has in all. */
export async function countMonitors(ctx: Ctx, list: Pick<MonitorList, "search" | "status">): Promise<number> {
  authorize(ctx, "listMonitors");
  const [row] = await queryable(ctx).select({ total: count() }).from(monitors).where(listed(ctx, list));
  return row?.total ?? 0;
}

function listed(ctx: Ctx, { search, status }: Pick<MonitorList, "search" | "status">) {
  const words = (search ?? "").trim().split(/\s+/).filter(Boolean);
  return and(
    existing(ctx),
    status && eq(monitors.status, status),
    ...words.map((word) => {
      const pattern = containing(word);
      return or(ilike(monitors.name, pattern), watches(pattern));
    }),
  );
}

/** Whether an address or a question of a target is like this. The text of all is looked at first: it is read as it lies. */
function watches(pattern: string) {
  const { targets } = monitors;
  return and(
    ilike(sql`${targets}::text`, pattern),
    sql`exists (
      select 1
      from unnest('{$[*].urls[*], $[*].url, $[*].queries[*]}'::jsonpath[]) path,
        jsonb_path_query(${targets}::jsonb, path) named
      where named #>> '{}' ilike ${pattern})`,
  );
}

/**
 * Locks a monitor's row for the rest of the transaction: whoever starts, ends, pauses or deletes queues here.
 * Locks are taken in the order monitor, check, balance, so that nobody waits crosswise.
 * @throws NOT_FOUND
 */
export async function lockMonitor(tx: Tx, ctx: Ctx, monitorId: string): Promise<MonitorRow> {
  const [monitor] = await tx
    .select()
    .from(monitors)
    .where(and(eq(monitors.id, monitorId), existing(ctx)))
    .for("no key update");
  if (!monitor) throw notFound("Monitor");
  return monitor;
}
