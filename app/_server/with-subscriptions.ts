import type { Ctx } from "#lib/ctx.ts";
import { readSubscriptions } from "#lib/delivery/index.ts";
import { type Monitor, toMonitorAnswer } from "#lib/monitor/index.ts";

/** One monitor as create, get and update answer it: with its recipients' subscriptions. */
export async function withSubscriptions(ctx: Ctx, monitor: Monitor) {
  return toMonitorAnswer(monitor, await readSubscriptions(ctx, monitor.notification));
}
