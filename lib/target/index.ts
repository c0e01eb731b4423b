export { assertRunnable } from "#lib/target/assert-runnable.ts";
export type { PageSource, TargetEnding, TargetRun, TargetVisit, VisitSource } from "#lib/target/run.ts";
export { registerTargetRun, runOf } from "#lib/target/runs.ts";
