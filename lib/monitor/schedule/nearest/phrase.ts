import { parseScheduleText } from "../text.ts";
import { intervalOf } from "./interval.ts";

/** By their names: an object would know "constructor", too. */
const MACROS = new Map([
  ["hourly", "0 * * * *"],
  ["daily", "0 0 * * *"],
  ["midnight", "0 0 * * *"],
  ["weekly", "0 0 * * 0"],
  ["monthly", "0 0 1 * *"],
  ["quarterly", "0 0 1 */3 *"],
  ["annually", "0 0 1 1 *"],
  ["yearly", "0 0 1 1 *"],
]);

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const ORDINALS = [
  /\b(?:first|1st)\b/,
  /\b(?:second|2nd)\b/,
  /\b(?:third|3rd)\b/,
  /\b(?:fourth|4th)\b/,
  /\blast\b/,
];
const TIME = /\b(?:at )?(?:(noon|midnight)|(\d{1,2})(?::(\d\d)| ?h)? ?(am|pm)?)$/;

/** The cron of words that are none: macros, spans of time, days of the week; null when nobody can tell. */
export function cronOfPhrase(text: string): string | null {
  const phrase = text
    .toLowerCase()
    .replace(/[\s,]+/g, " ")
    .replace(/(?<=[ap])\.m\.?/g, "m")
    .trim();
  const macro = MACROS.get(phrase.replace(/^@/, ""));
  return macro ?? parseScheduleText(text) ?? intervalOf(phrase) ?? cronOfDays(phrase);
}

/** "every weekday at 9am", "mondays and fridays 17:30", "first monday of the month", "9:30". */
function cronOfDays(phrase: string): string | null {
  if (/\btwice (?:a day|daily)$/.test(phrase)) return "0 0,12 * * *";
  const time = timeOf(phrase);
  const rest = phrase.replace(TIME, "").trim();
  // A number that is no time says more than can be told here.
  if (phrase === "" || !time || /\d(?!st|nd|rd|th)/.test(rest)) return null;
  const [days, isMonthly] = [daysOf(rest), /\bmonth/.test(rest)];
  if (days && !isMonthly) return `${time} * * ${days}`;
  if (days) return weekOf(rest) && `${time} ${weekOf(rest)} * ${days}`;
  if (isMonthly) return `${time} ${/\blast\b/.test(rest) ? 28 : 1} * *`;
  return /^(?:(?:every|each) day|daily)?$/.test(rest) ? `${time} * * *` : null;
}

/** The days of a month among which its first, second … day of a week is. */
function weekOf(phrase: string): string | null {
  const nth = ORDINALS.findIndex((ordinal) => ordinal.test(phrase));
  if (nth < 0) return null;
  return nth === 4 ? "25-31" : `${7 * nth + 1}-${7 * nth + 7}`;
}

function daysOf(phrase: string): string | null {
  if (/\b(?:weekdays?|workdays?|working days?|business days?)\b/.test(phrase)) return "1-5";
  if (/\bweekends?\b/.test(phrase)) return "0,6";
  const named = WEEKDAYS.flatMap((day, number) =>
    new RegExp(`\\b${day}(?:day|sday|nesday|rsday|urday|s)?s?\\b`).test(phrase) ? [number] : [],
  );
  return named.length > 0 ? named.join(",") : null;
}

/** Minute and hour, midnight unless it is said. */
function timeOf(phrase: string): string | null {
  const [, word, hour, minute = "0", half] = TIME.exec(phrase) ?? [];
  if (word) return word === "noon" ? "0 12" : "0 0";
  if (hour === undefined) return "0 0";
  const hours = half ? (Number(hour) % 12) + (half === "pm" ? 12 : 0) : Number(hour);
  return hours > 23 || Number(minute) > 59 ? null : `${Number(minute)} ${hours}`;
}
