export { type CronFields, type ParsedCron, parseCron } from "./cron.ts";
export { nextRun, nextRuns } from "./next-run.ts";
export { runsPerThirtyDays, shortestIntervalMinutes } from "./pace.ts";
export { parseScheduleText, SCHEDULE_TEXT_EXAMPLES } from "./text.ts";
export { isKnownTimezone } from "./timezone.ts";
export {
  type ScheduleInput,
  type ScheduleRefusal,
  SHORTEST_INTERVAL_MINUTES,
  type ValidSchedule,
  validateSchedule,
} from "./validate.ts";
export { scheduleInWords } from "./words.ts";
