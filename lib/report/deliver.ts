import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { checks, deliveries, deliveryAttempts, monitors } from "#lib/db/schema.ts";
import { signingSecrets } from "#lib/delivery/index.ts";
import type { SafeFetch } from "#lib/fetch/http/index.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { webhookBody } from "#lib/report/webhook/payload.ts";
import { postWebhook, type Tried } from "#lib/report/webhook/send.ts";

type Delivery = typeof deliveries.$inferSelect;

/** Minutes until the next try, by how many there were (contract: Webhooks). */
const PAUSES = [1, 5, 15];
/** After so many failed deliveries in a row the endpoint is switched off. */
const MOST_FAILURES = 10;
/** The end of a check waits for what it found at its pages to be tried; looked at again after so long. */
const PAGES_FIRST = "300 milliseconds";

/** Requests at once to one receiver: half of what goes on at all, so that one that hangs holds up no other. */
export const MOST_AT_ONCE = 50;
const CROWDED = "2 seconds";
const underWay = new Map<string, number>();

/**
 * Sends one delivery once, and writes down what came back. A worker that dies between the two sends it again, under the same
 * webhookId; every later try is a job of its own.
 */
export async function deliver(
  deliveryId: string,
  http: Pick<SafeFetch, "fetch">,
  signal?: AbortSignal,
): Promise<void> {
  const [found] = await db()
    .select({ delivery: deliveries, monitor: monitors, check: checks })
    .from(deliveries)
    .innerJoin(monitors, eq(monitors.id, deliveries.monitorId))
    .innerJoin(checks, eq(checks.id, deliveries.checkId))
    .where(eq(deliveries.id, deliveryId));
  if (found?.delivery.status !== "queued") return;
  const { delivery, monitor, check } = found;
  const { webhook } = monitor;
  if (!webhook || monitor.status === "deleted")
    return end(delivery, "cancelled", webhook ? "The monitor was deleted." : "The webhook was taken away.");
  if (delivery.event === "monitor.check.completed" && (await pagesWait(delivery.checkId)))
    return tryAgain(db(), delivery.id, PAGES_FIRST);
  const body = await webhookBody(delivery, monitor, check);
  if (!body) return end(delivery, "skipped", "What it tells of is not kept any more.");
  const { host } = new URL(webhook.url);
  if ((underWay.get(host) ?? 0) >= MOST_AT_ONCE) return tryAgain(db(), delivery.id, CROWDED);
  underWay.set(host, (underWay.get(host) ?? 0) + 1);
  try {
    const startedAt = new Date();
    const tried = await postWebhook(http, webhook, body, await signingSecrets(delivery.teamId), signal);
    await record(delivery, startedAt, tried);
  } finally {
    const left = (underWay.get(host) ?? 1) - 1;
    if (left > 0) underWay.set(host, left);
    else underWay.delete(host);
  }
}

async function pagesWait(checkId: string): Promise<boolean> {
  const [row] = await db().execute<{ wait: boolean }>(sql`
    select exists (
      select 1 from deliveries
      where check_id = ${checkId} and event = 'monitor.page' and status = 'queued' and attempts = 0) as wait`);
  return row?.wait === true;
}

async function end({ id }: Delivery, status: "cancelled" | "skipped", reason: string): Promise<void> {
  await db().update(deliveries).set({ status, reason, finishedAt: new Date() }).where(eq(deliveries.id, id));
}

async function record(delivery: Delivery, startedAt: Date, tried: Tried): Promise<void> {
  const { id, monitorId, checkId, teamId } = delivery;
  await db().transaction(async (tx) => {
    const [held] = await tx.select().from(deliveries).where(eq(deliveries.id, id)).for("update");
    if (held?.status !== "queued") return;
    const number = held.attempts + 1;
    const { statusCode, error, answer, durationMs } = tried;
    await tx
      .insert(deliveryAttempts)
      .values({ deliveryId: id, number, startedAt, durationMs, statusCode, error, answer });
    const triesLeft = tried.delivered || !tried.retry ? 0 : held.triesLeft - 1;
    const pauseMs = tried.retryAfterMs ?? (PAUSES[PAUSES.length - triesLeft] ?? 1) * 60_000;
    const isOver = triesLeft === 0;
    await tx
      .update(deliveries)
      .set({
        attempts: number,
        triesLeft,
        statusCode,
        reason: error,
        ...(isOver
          ? { status: tried.delivered ? "delivered" : "failed", finishedAt: new Date(), nextAttemptAt: null }
          : { nextAttemptAt: new Date(Date.now() + pauseMs) }),
      })
      .where(eq(deliveries.id, id));
    if (!isOver) await tryAgain(tx, id, `${Math.ceil(pauseMs)} milliseconds`);
    if (isOver) await rememberEndpoint(tx, monitorId, tried);
    if (isOver || number === 1) await announce(tx, { teamId, topics: topicsOf(monitorId, checkId) });
  });
}

async function tryAgain(tx: Pick<Tx, "execute">, id: string, after: string): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job('deliver', json_build_object('id', ${id}::text), run_at => now() + ${after}::interval,
      max_attempts => 25, priority => 1)`);
}

/** Counts failed deliveries in a row; too many of them, or a 410, switch the endpoint off until the webhook is changed. */
async function rememberEndpoint(tx: Tx, monitorId: string, { delivered, isGone }: Tried): Promise<void> {
  if (delivered) {
    await tx.execute(sql`
      update webhook_endpoints set failures = 0 where monitor_id = ${monitorId} and failures > 0 and switched_off_at is null`);
    return;
  }
  await tx.execute(sql`
    insert into webhook_endpoints as e (monitor_id, failures, switched_off_at, reason)
    values (${monitorId}, 1, case when ${isGone} then now() end, case when ${isGone} then 'it answered 410' end)
    on conflict (monitor_id) do update set
      failures = e.failures + 1,
      switched_off_at = coalesce(e.switched_off_at,
        case when ${isGone} or e.failures + 1 >= ${MOST_FAILURES} then now() end),
      reason = coalesce(e.reason, case when ${isGone} then 'it answered 410'
        when e.failures + 1 >= ${MOST_FAILURES} then '${sql.raw(String(MOST_FAILURES))} deliveries in a row failed' end)`);
}
