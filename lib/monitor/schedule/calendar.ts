import type { CronFields } from "./cron.ts";

/**
 * The calendar without zones: wall-clock minutes counted from 1970-01-01 00:00, and whole days from the
 * same date. Every day here has 1440 minutes.
 */
export const MINUTES_PER_DAY = 1_440;
const DAY_MS = 86_400_000;

/** The first minute in [from, until) that the fields allow; null when there is none. */
export function firstMatch(fields: CronFields, from: number, until: number): number | null {
  const startDay = Math.floor(from / MINUTES_PER_DAY);
  const lastDay = Math.floor((until - 1) / MINUTES_PER_DAY);
  for (const day of matchingDays(fields, startDay, lastDay)) {
    const earliest = day === startDay ? from - day * MINUTES_PER_DAY : 0;
    const minute = firstMinuteOfDay(fields, earliest);
    if (minute === null) continue;
    const found = day * MINUTES_PER_DAY + minute;
    return found < until ? found : null;
  }
  return null;
}

/** The days in [from, to] whose month, day of month and day of week are all allowed, ascending. */
export function* matchingDays(fields: CronFields, from: number, to: number): Generator<number> {
  const start = new Date(from * DAY_MS);
  let monthStart = from - start.getUTCDate() + 1;
  for (let month = start.getUTCMonth(); monthStart <= to; month++) {
    const nextMonthStart = Date.UTC(start.getUTCFullYear(), month + 1) / DAY_MS;
    const daysOfMonth = fields.months.includes((month % 12) + 1) ? fields.daysOfMonth : [];
    for (const dayOfMonth of daysOfMonth) {
      const day = monthStart + dayOfMonth - 1;
      if (day >= nextMonthStart || day > to) break;
      if (day >= from && fields.daysOfWeek.includes(weekdayOf(day))) yield day;
    }
    monthStart = nextMonthStart;
  }
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The minutes of any matching day, ascending, from 0 to 1439. */
export function minutesOfDay({ hours, minutes }: CronFields): number[] {
  return hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
}

function firstMinuteOfDay({ hours, minutes }: CronFields, earliest: number): number | null {
  const earliestHour = Math.floor(earliest / 60);
  for (const hour of hours) {
    if (hour < earliestHour) continue;
    const minute = hour > earliestHour ? minutes[0] : minutes.find((m) => m >= earliest % 60);
    if (minute !== undefined) return hour * 60 + minute;
  }
  return null;
}
