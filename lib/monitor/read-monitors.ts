import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable, type Tx } from "#lib/db/client.ts";
import { checks, monitors } from "#lib/db/schema.ts";
import { notFound } from "#lib/errors.ts";

export type MonitorRow = typeof monitors.$inferSelect;
/** A monitor and the check that is queued or running on it, if any. */
export type Monitor = MonitorRow & { currentCheckId: string | null };

// The partial unique index checks_one_live_per_monitor makes this at most one row, found by index.
// Names are spelt out, since drizzle leaves the table away from a column in the list of a one-table select.
const currentCheckId = sql<string | null>`(
  select live.id from ${checks} live
  where live.monitor_id = ${monitors}.id and live.status in ('queued', 'running'))`;

export const columns = { ...getTableColumns(monitors), currentCheckId };

// As a literal, so that a plan for any parameters may use the index of those that exist.
export const existing = (ctx: Pick<Ctx, "teamId">) =>
  and(eq(monitors.teamId, ctx.teamId), sql`${monitors.status} <> 'deleted'`);

/** @throws NOT_FOUND for a deleted one and for another team's */
export async function getMonitor(ctx: Ctx, monitorId: string): Promise<Monitor> {
  authorize(ctx, "getMonitor");
  return readMonitor(db(), ctx, monitorId);
}

/** Whose a monitor is, without reading it: its targets may be long. @throws NOT_FOUND */
export async function requireMonitor(ctx: Ctx, monitorId: string): Promise<void> {
  const [known] = await db()
    .select({ id: monitors.id })
    .from(monitors)
    .where(and(eq(monitors.id, monitorId), existing(ctx)));
  if (!known) throw notFound("Monitor");
}

export async function readMonitor(tx: Queryable, ctx: Ctx, monitorId: string): Promise<Monitor> {
  const [monitor] = await tx
    .select(columns)
    .from(monitors)
    .where(and(eq(monitors.id, monitorId), existing(ctx)));
  if (!monitor) throw notFound("Monitor");
  return monitor;
}

/**
 * Locks a monitor's row for the rest of the transaction: whoever starts, ends, pauses or deletes queues here.
 * Locks are taken in the order monitor, its team's number of monitors (by trigger), check, balance, so that nobody
 * waits crosswise.
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
