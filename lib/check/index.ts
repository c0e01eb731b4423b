export { toCheckAnswer, toCheckPageAnswer } from "#lib/check/answer.ts";
export { cancelCheck } from "#lib/check/cancel-check.ts";
export { deleteMonitor, updateMonitor } from "#lib/check/change-monitor.ts";
export { checkDemo } from "#lib/check/check-demo.ts";
export { purge } from "#lib/check/purge.ts";
export { listActivity } from "#lib/check/read-activity.ts";
export { type CheckRow, getCheck, listCheckPages, listChecks } from "#lib/check/read-checks.ts";
export { readHistory } from "#lib/check/read-history.ts";
export { readQueueStatus } from "#lib/check/read-queue.ts";
export { summaryOf } from "#lib/check/run/finish.ts";
export {
  QUEUE_CHANNEL,
  type Runner,
  recoverChecks,
  runSuspects,
  startRunner,
  whatToDo,
} from "#lib/check/run/index.ts";
export { startCheck } from "#lib/check/start-check.ts";
export { startDueChecks } from "#lib/check/start-due-checks.ts";
