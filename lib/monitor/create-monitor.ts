import { v7 as uuidv7 } from "uuid";
import { requireCredit } from "#lib/credit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";
import { recordCreation } from "#lib/monitor/audited.ts";
import type { CreateMonitor } from "#lib/monitor/model.ts";
import type { Monitor } from "#lib/monitor/read-monitors.ts";
import { nextRun } from "#lib/monitor/schedule/index.ts";
import { costOf, requireGoal, resolveSchedule, resolveTargets } from "#lib/monitor/settings.ts";

const DEFAULT_RETENTION_DAYS = 30;

/**
 * Makes an active monitor; its first check is the schedule's, or whoever presses Run first.
 * @throws BAD_REQUEST for a schedule or target that cannot run · PAYMENT_REQUIRED with no credit left
 */
export async function createMonitor(ctx: Ctx, input: CreateMonitor): Promise<Monitor> {
  authorize(ctx, "createMonitor");
  const goal = input.goal ?? null;
  requireGoal({ targets: input.targets, goal, judgeEnabled: input.judgeEnabled });
  const schedule = resolveSchedule(input.schedule);
  const targets = resolveTargets(input.targets);
  const judgeEnabled = input.judgeEnabled ?? goal !== null;
  await requireCredit(ctx);
  return db().transaction(async (tx) => {
    const [monitor] = await tx
      .insert(monitors)
      .values({
        id: uuidv7(),
        teamId: ctx.teamId,
        name: input.name,
        ...schedule,
        nextRunAt: nextRun(schedule.cron, schedule.timezone, new Date()),
        targets,
        goal,
        judgeEnabled,
        retentionDays: input.retentionDays ?? DEFAULT_RETENTION_DAYS,
        webhook: input.webhook ?? null,
        notification: input.notification ?? null,
        integration: input.integration ?? null,
        ...costOf({ ...schedule, targets, goal, judgeEnabled }),
      })
      .returning();
    if (!monitor) throw new Error("inserting a monitor returned no row");
    await recordCreation(tx, ctx, monitor);
    await announce(tx, { teamId: ctx.teamId, topics: topicsOf(monitor.id) });
    return { ...monitor, currentCheckId: null };
  });
}
