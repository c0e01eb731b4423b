/** Phrases `parseScheduleText` understands, for the sentence that refuses another one. */
export const SCHEDULE_TEXT_EXAMPLES = [
  "every 15 minutes",
  "every 30 minutes starting at :10",
  "hourly",
  "every hour at :05",
  "every 6 hours",
  "daily",
  "daily at 9:00 am",
  "weekly",
] as const;

type Form = { phrase: RegExp; cron: (match: RegExpExecArray) => string | null };

const FORMS: Form[] = [
  { phrase: /^every minute$/, cron: () => everyMinutes(1) },
  { phrase: /^every (\d{1,2}) (?:minutes?|mins?)$/, cron: ([, n]) => everyMinutes(Number(n)) },
  {
    phrase: /^every (\d{1,2}) (?:minutes?|mins?) starting at :(\d\d)$/,
    cron: ([, n, minute]) => everyMinutesFrom(Number(n), Number(minute)),
  },
  { phrase: /^(?:hourly|every hour)(?: at :(\d\d))?$/, cron: ([, minute = "0"]) => hourlyAt(Number(minute)) },
  { phrase: /^every (\d{1,2}) (?:hours?|hrs?)$/, cron: ([, n]) => everyHours(Number(n)) },
  {
    phrase: /^(?:daily|every day)(?: at (\d{1,2})(?::(\d\d))? ?(am|pm)?)?$/,
    cron: ([, hour = "0", minute = "0", half]) => dailyAt(Number(hour), Number(minute), half),
  },
  { phrase: /^(?:weekly|every week)$/, cron: () => "0 0 * * 0" },
];

/**
 * The five-field cron of a phrase such as "Every 30 minutes, starting at :10" or "daily at 9 a.m."; null
 * when it is none of the known forms. Case, commas, dots and extra spaces do not matter.
 */
export function parseScheduleText(text: string): string | null {
  const phrase = plain(text);
  for (const form of FORMS) {
    const match = form.phrase.exec(phrase);
    if (match) return form.cron(match);
  }
  return null;
}

/** A dot inside a word belongs to an abbreviation ("a.m."); any other parts, so that 1.5 never reads as 15. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=[a-z])\.(?=[a-z])/g, "")
    .replace(/[.,\s]+/g, " ")
    .trim();
}

function everyMinutes(n: number): string | null {
  if (!divides(n, 60)) return null;
  return n === 60 ? "0 * * * *" : `*/${n} * * * *`;
}

function everyMinutesFrom(n: number, minute: number): string | null {
  return divides(n, 60) && minute < 60 ? `${minute}-59/${n} * * * *` : null;
}

function hourlyAt(minute: number): string | null {
  return minute < 60 ? `${minute} * * * *` : null;
}

function everyHours(n: number): string | null {
  if (!divides(n, 24)) return null;
  if (n === 1) return "0 * * * *";
  return n === 24 ? "0 0 * * *" : `0 */${n} * * *`;
}

function dailyAt(hour: number, minute: number, half: string | undefined): string | null {
  if (minute > 59 || hour > 23) return null;
  if (half === undefined) return `${minute} ${hour} * * *`;
  if (hour < 1 || hour > 12) return null;
  return `${minute} ${(hour % 12) + (half === "pm" ? 12 : 0)} * * *`;
}

function divides(n: number, whole: number): boolean {
  return n > 0 && whole % n === 0;
}
