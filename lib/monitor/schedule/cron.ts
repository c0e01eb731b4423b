import { CronFieldError, type FieldRange, parseCronField } from "./cron-field.ts";

/** The values each field allows, ascending; days of the week from 0, Sunday. */
export type CronFields = {
  minutes: number[];
  hours: number[];
  daysOfMonth: number[];
  months: number[];
  daysOfWeek: number[];
};

export type ParsedCron = { ok: true; cron: string; fields: CronFields } | { ok: false; reason: string };

const LONGEST_CRON = 128;
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const MINUTE: FieldRange = { name: "minute", from: 0, to: 59 };
const HOUR: FieldRange = { name: "hour", from: 0, to: 23 };
export const DAY_OF_MONTH: FieldRange = { name: "day of month", from: 1, to: 31 };
export const MONTH: FieldRange = { name: "month", from: 1, to: 12, words: MONTHS };
export const DAY_OF_WEEK: FieldRange = { name: "day of week", from: 0, to: 7, words: WEEKDAYS };
/** In the order in which they are written. */
export const FIELD_RANGES = [MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK];

/**
 * Reads a cron expression of five fields (POSIX crontab(5): lists, ranges, `*`; also steps, English
 * three-letter names, 7 for Sunday, `?` for `*`). Macros, seconds and L, W, # are refused. The answer's
 * `cron` is the expression with single spaces; `reason` is a whole sentence.
 */
export function parseCron(cron: string): ParsedCron {
  if (cron.length > LONGEST_CRON) {
    return { ok: false, reason: `A cron expression may have at most ${LONGEST_CRON} characters.` };
  }
  const parts = cron.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek] = parts;
  if (parts.length !== 5 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek) {
    return { ok: false, reason: fieldCountReason(cron.trim(), parts.length) };
  }
  try {
    const fields = {
      minutes: parseCronField(minute, MINUTE),
      hours: parseCronField(hour, HOUR),
      daysOfMonth: parseCronField(dayOfMonth, DAY_OF_MONTH),
      months: parseCronField(month, MONTH),
      daysOfWeek: sundayAsZero(parseCronField(dayOfWeek, DAY_OF_WEEK)),
    };
    return { ok: true, cron: parts.join(" "), fields };
  } catch (error) {
    if (error instanceof CronFieldError) return { ok: false, reason: error.message };
    throw error;
  }
}

/** The fields of a cron that was accepted before; throws a RangeError when it is none. */
export function fieldsOf(cron: string): CronFields {
  const parsed = parseCron(cron);
  if (!parsed.ok) throw new RangeError(`"${cron}" is no schedule: ${parsed.reason}`);
  return parsed.fields;
}

function fieldCountReason(cron: string, count: number): string {
  const expected = "A cron expression has five fields: minute, hour, day of month, month, day of week";
  if (cron === "") return `${expected}; this one is empty.`;
  if (cron.startsWith("@")) return `${expected}; macros such as "${cron}" are not supported.`;
  const hint = count === 6 ? " Seconds are not supported." : "";
  return `${expected}; this one has ${count}.${hint}`;
}

function sundayAsZero(days: number[]): number[] {
  return [...new Set(days.map((day) => day % 7))].sort((a, b) => a - b);
}
