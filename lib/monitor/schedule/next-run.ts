import { firstMatch } from "./calendar.ts";
import { type CronFields, fieldsOf } from "./cron.ts";
import { offsetSpanAt } from "./timezone.ts";

const MINUTE_MS = 60_000;
/**
 * Eight years hold every 29 February (there is none in 2100). Longer than the year within which a new
 * schedule must run: "Friday the 13th" can pause for 427 days, and an accepted schedule must not fall silent.
 */
const HORIZON_MINUTES = (8 * 366 * 86_400_000) / MINUTE_MS;

/**
 * The first minute strictly after `after` whose wall-clock time in the zone matches; null when none comes
 * within eight years. Day of month and day of week must both match. A time that daylight saving skips is
 * passed over, one that it repeats matches both times. Throws a RangeError for what is no cron, zone or date.
 */
export function nextRun(cron: string, timezone: string, after: Date): Date | null {
  return nextRunOf(fieldsOf(cron), timezone, after);
}

/** The next `count` runs after `after`, ascending; fewer when the schedule ends. */
export function nextRuns(cron: string, timezone: string, after: Date, count: number): Date[] {
  const fields = fieldsOf(cron);
  const runs: Date[] = [];
  let last: Date | null = after;
  while (runs.length < count) {
    last = nextRunOf(fields, timezone, last);
    if (!last) break;
    runs.push(last);
  }
  return runs;
}

function nextRunOf(fields: CronFields, timezone: string, after: Date): Date | null {
  const start = Math.floor(after.getTime() / MINUTE_MS) + 1;
  if (Number.isNaN(start)) throw new RangeError("The time to look for the next run after is no date");
  // Within one offset the zone's clock runs evenly, so plain calendar arithmetic is exact.
  for (let minute = start; minute < start + HORIZON_MINUTES; ) {
    const { until, offset } = offsetSpanAt(timezone, minute);
    const found = firstMatch(fields, minute + offset, until + offset);
    if (found !== null) return new Date((found - offset) * MINUTE_MS);
    minute = until;
  }
  return null;
}
