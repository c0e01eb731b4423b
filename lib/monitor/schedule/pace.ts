import { MINUTES_PER_DAY, matchingDays, minutesOfDay } from "./calendar.ts";
import { fieldsOf } from "./cron.ts";

/** Dates and weekdays repeat after 28 years; these are 2001 to 2028, in days since 1970. */
const CYCLE_START = Date.UTC(2001, 0) / 86_400_000;
const CYCLE_DAYS = 28 * 365 + 7;
const CYCLE_END = CYCLE_START + CYCLE_DAYS - 1;

/**
 * The smallest gap between two successive runs, in minutes of the wall clock; Infinity when no two runs
 * exist. It needs no zone: the hour that autumn repeats makes no schedule a more frequent one.
 */
export function shortestIntervalMinutes(cron: string): number {
  const fields = fieldsOf(cron);
  const minutes = minutesOfDay(fields);
  const [first = 0] = minutes;
  const last = minutes.at(-1) ?? first;
  let shortest = Number.POSITIVE_INFINITY;
  minutes.reduce((earlier, later) => {
    shortest = Math.min(shortest, later - earlier);
    return later;
  });
  let previousDay = Number.NEGATIVE_INFINITY;
  for (const day of matchingDays(fields, CYCLE_START, CYCLE_END)) {
    shortest = Math.min(shortest, (day - previousDay) * MINUTES_PER_DAY + first - last);
    if (day - previousDay === 1) break;
    previousDay = day;
  }
  return shortest;
}

/**
 * Runs in 30 average days, rounded up and daylight saving left aside: daily 30, weekly 5, monthly 1. It
 * depends on the cron alone, so that an estimate does not change with the day it is made on.
 */
export function runsPerThirtyDays(cron: string): number {
  const fields = fieldsOf(cron);
  let days = 0;
  for (const _ of matchingDays(fields, CYCLE_START, CYCLE_END)) days++;
  return Math.ceil((days * minutesOfDay(fields).length * 30) / CYCLE_DAYS);
}
