export { endCheckOf, endsOf, finishCheck, summaryOf, underWay } from "#lib/check/run/finish.ts";
export { type ToDo, whatToDo } from "#lib/check/run/look.ts";
export { callingWorkers, callWorkers, QUEUE_CHANNEL } from "#lib/check/run/queue.ts";
export { recoverChecks } from "#lib/check/run/recover.ts";
export { type Runner, startRunner } from "#lib/check/run/runner.ts";
export { runSuspects } from "#lib/check/run/suspects.ts";
