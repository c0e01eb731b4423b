import { readHistory } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Monitors with their last `count` checks, when that many were asked for. */
export async function withHistory(
  ctx: Ctx,
  monitors: MonitorAnswer[],
  count: number | undefined,
): Promise<MonitorAnswer[]> {
  if (!count || monitors.length === 0) return monitors;
  const ids = monitors.map((monitor) => monitor.id);
  const history = await readHistory(ctx, ids, count);
  return monitors.map((monitor) => ({ ...monitor, recentChecks: history.get(monitor.id) ?? [] }));
}
