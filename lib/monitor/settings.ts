import { v7 as uuidv7 } from "uuid";
import { FREE_UNCHANGED_INTERVAL_MINUTES } from "#lib/credit/price.ts";
import { badRequest } from "#lib/errors.ts";
import { judgesChanges } from "#lib/judging.ts";
import type { ScheduleInput } from "#lib/monitor/model.ts";
import type { MonitorRow } from "#lib/monitor/read-monitors.ts";
import { runsPerThirtyDays, shortestIntervalMinutes } from "#lib/monitor/schedule/index.ts";
import { validateOrSuggest } from "#lib/monitor/schedule/nearest/index.ts";
import { assertRunnable } from "#lib/target/index.ts";
import { estimateCheck, kindOf } from "#lib/target/kinds.ts";
import type { Target, TargetInput } from "#lib/target/model.ts";

/** The rules that create and update share, and what follows from settings rather than being one. */

/** @throws BAD_REQUEST with the field and what to write instead */
export function resolveSchedule(input: ScheduleInput): { cron: string; timezone: string } {
  const result = validateOrSuggest(input);
  if (!result.ok) throw badRequest(result.message, [{ path: result.path, message: result.message }]);
  return { cron: result.cron, timezone: result.timezone };
}

/** Gives each target an id. @throws BAD_REQUEST for a target that cannot run */
export function resolveTargets(inputs: TargetInput[]): Target[] {
  assertRunnable(inputs);
  return inputs.map((target) => ({ ...target, id: target.id?.toLowerCase() ?? uuidv7() }));
}

/** What some kinds of target find is only worth telling against a goal. @throws BAD_REQUEST */
export function requireGoal(settings: {
  targets: { type: string }[];
  goal: string | null;
  judgeEnabled: boolean | undefined;
}): void {
  const wanting = settings.targets.find((target) => kindOf(target).needsGoal);
  if (!wanting || settings.goal !== null || settings.judgeEnabled === false) return;
  const message = `A ${wanting.type} target needs a goal: say in plain words what you look for, or set judgeEnabled to false.`;
  throw badRequest(message, [{ path: "goal", message }]);
}

type CostInputs = Pick<MonitorRow, "targets" | "goal" | "judgeEnabled" | "cron">;

/** What a monitor costs, as the contract's Credits section computes it. */
export function costOf(settings: CostInputs) {
  const isJudged = judgesChanges() && settings.judgeEnabled && settings.goal !== null;
  const perCheck = estimateCheck(settings.targets, isJudged);
  const interval = shortestIntervalMinutes(settings.cron);
  return {
    estimatedCreditsPerCheck: perCheck,
    estimatedCreditsPerMonth: perCheck * runsPerThirtyDays(settings.cron),
    unchangedPagesFree: interval >= FREE_UNCHANGED_INTERVAL_MINUTES,
  };
}
