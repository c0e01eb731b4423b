import type { FirstStepsView } from "#components/first-steps/view.ts";
import { listChecks } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { hasOwnMonitor, readDemoMonitor } from "#lib/monitor/index.ts";
import { readFirstSteps, updateFirstSteps } from "#lib/team/index.ts";

/** As many checks as the demo is asked about: it has three, and a few more once somebody plays with it. */
const RECENT = 10;

/** The first steps as the first screen shows them; null when they are over, which they are once all are done. */
export async function firstStepsOf(ctx: Ctx): Promise<FirstStepsView | null> {
  const state = await readFirstSteps(ctx);
  if (state === null) return null;
  const [demo, isWatching] = await Promise.all([readDemoMonitor(ctx), hasOwnMonitor(ctx)]);
  const checks = demo ? await listChecks(ctx, demo.id, { limit: RECENT, offset: 0 }) : [];
  const hasRun = checks.some(({ startedBy }) => ctx.actor.kind === "user" && startedBy === ctx.actor.email);
  const withChange = checks.find(({ changedPages }) => changedPages > 0);
  const steps = {
    read: {
      done: state === "read",
      href: withChange && demo ? `/monitors/${demo.id}/checks/${withChange.id}` : null,
    },
    // A demo that was deleted, or was never made, cannot be run.
    run: { done: hasRun || !demo, demoId: demo?.id ?? null },
    watch: { done: isWatching },
  };
  if (!steps.read.done || !steps.run.done || !steps.watch.done) return steps;
  await updateFirstSteps(ctx, "over");
  return null;
}
