import { type CronFields, parseCron } from "../cron.ts";

const SHORTEST = 5;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The same with runs five minutes apart at least. */
export function slower(cron: string): string | null {
  const parsed = parseCron(cron);
  if (!parsed.ok) return null;
  const [minute = "", ...rest] = parsed.cron.split(" ");
  return [minutesApart(minute, parsed.fields), ...rest].join(" ");
}

function minutesApart(minute: string, { minutes }: CronFields): string {
  const [, base, step] = /^(\*|\?|\d+-\d+)(?:\/(\d+))?$/.exec(minute) ?? [];
  if (base && Number(step ?? 1) < SHORTEST) return `${base}/${SHORTEST}`;
  const kept: number[] = [];
  for (const at of minutes) if (at - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= SHORTEST) kept.push(at);
  const [first = 0] = kept;
  // The next hour begins with the first one again.
  while (kept.length > 1 && first + 60 - (kept.at(-1) ?? 0) < SHORTEST) kept.pop();
  return kept.join(",");
}

/** The same on a day that its months have every year. */
export function onRealDays(cron: string): string | null {
  const parsed = parseCron(cron);
  if (!parsed.ok) return null;
  const { months, daysOfMonth } = parsed.fields;
  const last = Math.max(...months.map((month) => (month === 2 ? 28 : (DAYS[month - 1] ?? 31))));
  const days = [...new Set(daysOfMonth.map((day) => Math.min(day, last)))];
  const [minute, hour, , month, weekday] = parsed.cron.split(" ");
  return [minute, hour, days.join(","), month, weekday].join(" ");
}
