export { assertRunnable } from "#lib/target/assert-runnable.ts";
export type { PageSource, TargetRun } from "#lib/target/run.ts";
export { registerTargetRun, runOf } from "#lib/target/runs.ts";
