import { type CronFields, parseCron } from "./cron.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month)),
);

/**
 * The schedule as people say it: "every 30 minutes, Europe/Berlin", "every Monday at 09:00, UTC". What has
 * no short name is the cron expression itself. Without a timezone, the words alone.
 */
export function scheduleInWords(cron: string, timezone?: string): string {
  const parsed = parseCron(cron);
  const words = parsed.ok ? (inWords(parsed.fields) ?? parsed.cron) : cron;
  return timezone ? `${words}, ${timezone}` : words;
}

function inWords(fields: CronFields): string | null {
  const days = daysInWords(fields);
  if (days === null) return null;
  const { hours, minutes } = fields;
  if (minutes.length === 1 && hours.length === 1) {
    return `${days} at ${twoDigits(hours[0])}:${twoDigits(minutes[0])}`;
  }
  return days === "every day" ? roundTheClock(hours, minutes) : null;
}

function roundTheClock(hours: number[], minutes: number[]): string | null {
  const minuteStep = stepOf(minutes, 60);
  const hourStep = stepOf(hours, 24);
  const [firstMinute = 0] = minutes;
  if (hourStep === 1 && minuteStep === 1) return "every minute";
  if (hourStep === 1 && minuteStep !== null && minuteStep < 60) {
    const start = firstMinute === 0 ? "" : ` starting at :${twoDigits(firstMinute)}`;
    return `every ${minuteStep} minutes${start}`;
  }
  if (minutes.length > 1 || hourStep === null || hours[0] !== 0) return null;
  const at = firstMinute === 0 ? "" : ` at :${twoDigits(firstMinute)}`;
  return hourStep === 1 ? `every hour${at}` : `every ${hourStep} hours${at}`;
}

function daysInWords({ daysOfMonth, months, daysOfWeek }: CronFields): string | null {
  const [isEveryMonth, isEveryDay] = [months.length === 12, daysOfMonth.length === 31];
  if (isEveryMonth && isEveryDay) return weekdaysInWords(daysOfWeek);
  if (daysOfMonth.length > 1 || daysOfWeek.length < 7) return null;
  if (months.length === 1) return `every ${daysOfMonth[0]} ${MONTHS[(months[0] ?? 1) - 1]}`;
  if (!isEveryMonth) return null;
  return `on day ${daysOfMonth[0]} of every month`;
}

function weekdaysInWords(days: number[]): string {
  if (days.length === 7) return "every day";
  if (days.join() === "1,2,3,4,5") return "on weekdays";
  const mondayFirst = days.map((day) => (day + 6) % 7).sort((a, b) => a - b);
  const names = mondayFirst.map((day) => WEEKDAYS[(day + 1) % 7] ?? "");
  return `every ${new Intl.ListFormat("en-GB").format(names)}`;
}

/** The even distance at which the values go round a clock of `size`, from an offset below it; else null. */
function stepOf(values: number[], size: number): number | null {
  const step = size / values.length;
  const [first = 0] = values;
  if (!Number.isInteger(step) || first >= step) return null;
  return values.every((value, index) => value === first + index * step) ? step : null;
}

function twoDigits(value = 0): string {
  return String(value).padStart(2, "0");
}
