import { parseScheduleText } from "../text.ts";
import { intervalOf } from "./interval.ts";

const MACROS: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@annually": "0 0 1 1 *",
  "@yearly": "0 0 1 1 *",
};

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const TIME = /\b(?:at )?(?:(noon|midnight)|(\d{1,2})(?::(\d\d)| ?h)? ?(am|pm)?)$/;

/** The cron of words that are none: macros, spans of time, days of the week; null when nobody can tell. */
export function cronOfPhrase(text: string): string | null {
  const phrase = text
    .toLowerCase()
    .replace(/[\s,]+/g, " ")
    .replace(/(?<=[ap])\.m\.?/g, "m")
    .trim();
  const macro = MACROS[phrase] ?? MACROS[`@${phrase}`];
  return macro ?? parseScheduleText(text) ?? intervalOf(phrase) ?? cronOfDays(phrase);
}

/** "every weekday at 9am", "mondays and fridays 17:30", "monthly", "twice a day". */
function cronOfDays(phrase: string): string | null {
  const time = timeOf(phrase);
  const days = daysOf(phrase);
  if (!time || (!days && !/\b(?:day|daily|month|monthly)\b/.test(phrase))) return null;
  if (days) return `${time} * * ${days}`;
  if (/\bmonth(?:ly)?\b/.test(phrase)) return `${time} 1 * *`;
  if (/\btwice\b/.test(phrase)) return "0 0,12 * * *";
  return `${time} * * *`;
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
