import { parseCron } from "./cron.ts";
import { nextRun } from "./next-run.ts";
import { shortestIntervalMinutes } from "./pace.ts";
import { parseScheduleText, SCHEDULE_TEXT_EXAMPLES } from "./text.ts";
import { isKnownTimezone } from "./timezone.ts";

export type ScheduleInput = { cron?: string; text?: string; timezone?: string };
export type ValidSchedule = { ok: true; cron: string; timezone: string };
export type ScheduleRefusal = {
  ok: false;
  path: "schedule" | "schedule.cron" | "schedule.text" | "schedule.timezone";
  message: string;
};

/** No schedule may run more often than this. */
export const SHORTEST_INTERVAL_MINUTES = 5;
const YEAR_MS = 366 * 86_400_000;

/**
 * Every rule of a schedule at once: exactly one of cron and text, a known zone (UTC by default), never more
 * often than every 5 minutes, and a first run within a year of `now`. The message is a whole sentence.
 */
export function validateSchedule(input: ScheduleInput, now = new Date()): ValidSchedule | ScheduleRefusal {
  const { timezone = "UTC" } = input;
  const read = readCron(input);
  if (!read.ok) return read;
  if (!isKnownTimezone(timezone)) {
    const message = `Unknown time zone "${timezone.slice(0, 64)}": use an IANA name such as Europe/Berlin or UTC.`;
    return { ok: false, path: "schedule.timezone", message };
  }
  const { cron, path } = read;
  const shortest = shortestIntervalMinutes(cron);
  if (shortest < SHORTEST_INTERVAL_MINUTES) {
    const found = shortest === 1 ? "1 minute" : `${shortest} minutes`;
    const message = `A schedule may not run more often than every ${SHORTEST_INTERVAL_MINUTES} minutes; "${cron}" has runs ${found} apart.`;
    return { ok: false, path, message };
  }
  const first = nextRun(cron, timezone, now);
  if (!first || first.getTime() - now.getTime() > YEAR_MS) {
    return { ok: false, path, message: `The schedule "${cron}" has no run within a year.` };
  }
  return { ok: true, cron, timezone };
}

function readCron({
  cron,
  text,
}: ScheduleInput): ScheduleRefusal | { ok: true; cron: string; path: "schedule.cron" | "schedule.text" } {
  if (text !== undefined && cron === undefined) {
    const fromText = parseScheduleText(text);
    if (fromText !== null) return { ok: true, cron: fromText, path: "schedule.text" };
    const examples = SCHEDULE_TEXT_EXAMPLES.map((example) => `"${example}"`).join(", ");
    const message = `The schedule text is not understood. Valid phrases are, for example: ${examples}.`;
    return { ok: false, path: "schedule.text", message };
  }
  if (cron === undefined || text !== undefined) {
    return { ok: false, path: "schedule", message: "A schedule needs exactly one of cron and text." };
  }
  const parsed = parseCron(cron);
  if (!parsed.ok) return { ok: false, path: "schedule.cron", message: parsed.reason };
  return { ok: true, cron: parsed.cron, path: "schedule.cron" };
}
