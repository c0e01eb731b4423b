import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { deliveries, deliveryAttempts, monitors } from "#lib/db/schema.ts";
import type { DeliveryAnswer, DeliveryDetail, DeliveryFilter } from "#lib/delivery/model.ts";
import { conflict, notFound } from "#lib/errors.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";

type Row = { delivery: typeof deliveries.$inferSelect; monitorName: string; url: string | null };

const columns = {
  delivery: deliveries,
  monitorName: monitors.name,
  url: sql<string | null>`${monitors.webhook} ->> 'url'`,
};

/** What the team was told, or is to be, newest first, from the one after `cursor` on. */
export async function listDeliveries(
  ctx: Ctx,
  { monitor, check, status, limit, cursor }: DeliveryFilter & { limit: number; cursor?: string | undefined },
): Promise<{ data: DeliveryAnswer[]; next: string | null }> {
  authorize(ctx, "listDeliveries");
  const rows = await db()
    .select(columns)
    .from(deliveries)
    .innerJoin(monitors, eq(monitors.id, deliveries.monitorId))
    .where(
      and(
        eq(deliveries.teamId, ctx.teamId),
        monitor ? eq(deliveries.monitorId, monitor) : undefined,
        check ? eq(deliveries.checkId, check) : undefined,
        status ? eq(deliveries.status, status) : undefined,
        cursor ? lt(deliveries.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);
  const data = rows.slice(0, limit).map(toAnswer);
  return { data, next: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}

/** One with all its tries. @throws NOT_FOUND */
export async function getDelivery(ctx: Ctx, deliveryId: string): Promise<DeliveryDetail> {
  authorize(ctx, "getDelivery");
  const [row] = await db()
    .select(columns)
    .from(deliveries)
    .innerJoin(monitors, eq(monitors.id, deliveries.monitorId))
    .where(and(eq(deliveries.id, deliveryId), eq(deliveries.teamId, ctx.teamId)));
  if (!row) throw notFound("Delivery");
  const tries = await db()
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, deliveryId))
    .orderBy(asc(deliveryAttempts.number));
  return {
    ...toAnswer(row),
    tries: tries.map(({ deliveryId: _, startedAt, ...rest }) => ({
      ...rest,
      startedAt: startedAt.toISOString(),
    })),
  };
}

/** Sends one again that is over, under the same webhookId. @throws NOT_FOUND · CONFLICT while it waits for its next try */
export async function sendAgain(ctx: Ctx, deliveryId: string): Promise<DeliveryDetail> {
  authorize(ctx, "sendAgain");
  await db().transaction(async (tx) => {
    const [held] = await tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.id, deliveryId), eq(deliveries.teamId, ctx.teamId)))
      .for("update");
    if (!held) throw notFound("Delivery");
    if (held.status === "queued") throw conflict("It is being sent already, or waits for its next try.");
    if (held.status === "cancelled") throw conflict(`It was cancelled: ${held.reason}`);
    await tx
      .update(deliveries)
      .set({ status: "queued", reason: null, triesLeft: 1, finishedAt: null })
      .where(eq(deliveries.id, deliveryId));
    await tx.execute(sql`
      select graphile_worker.add_job('deliver', json_build_object('id', ${deliveryId}::text), max_attempts => 25)`);
    await announce(tx, { teamId: ctx.teamId, topics: topicsOf(held.monitorId, held.checkId) });
  });
  return getDelivery(ctx, deliveryId);
}

function toAnswer({ delivery, monitorName, url }: Row): DeliveryAnswer {
  const { id, monitorId, checkId, channel, event, status, reason, attempts, statusCode } = delivery;
  return {
    id,
    monitor: { id: monitorId, name: monitorName },
    checkId,
    channel,
    // Its query may have a token in it.
    to: url && (URL.parse(url)?.host ?? null),
    event,
    status,
    reason,
    attempts,
    statusCode,
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
  };
}
