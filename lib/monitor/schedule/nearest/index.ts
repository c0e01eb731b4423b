import { parseScheduleText } from "../text.ts";
import { isKnownTimezone } from "../timezone.ts";
import {
  type ScheduleInput,
  type ScheduleRefusal,
  type ValidSchedule,
  validateSchedule,
} from "../validate.ts";
import { scheduleInWords } from "../words.ts";
import { nearestCron } from "./nearest-cron.ts";
import { nearestZone } from "./zone.ts";

// A face of its own: pages that only say a schedule in words need not load all that may be meant by another.

/** As `validateSchedule`, and a refusal offers the nearest thing that works, where somebody can tell what was meant. */
export function validateOrSuggest(input: ScheduleInput, now = new Date()): ValidSchedule | ScheduleRefusal {
  const answer = validateSchedule(input, now);
  if (answer.ok || answer.path === "schedule") return answer;
  const offer = answer.path === "schedule.timezone" ? zoneFor(input) : scheduleFor(input, answer, now);
  return offer === null ? answer : { ...answer, message: `${answer.message} ${offer}` };
}

function zoneFor({ timezone = "" }: ScheduleInput): string | null {
  const zone = nearestZone(timezone.slice(0, 64));
  return zone && `Try "${zone}".`;
}

function scheduleFor(
  { cron, text, timezone }: ScheduleInput,
  { path }: ScheduleRefusal,
  now: Date,
): string | null {
  const zone = timezone && isKnownTimezone(timezone) ? { timezone } : {};
  const works = (other: string) => validateSchedule({ cron: other, ...zone }, now).ok;
  const nearest = nearestCron(cron ?? text ?? "", works);
  if (nearest === null || path === "schedule.cron") return nearest && `Try "${nearest}".`;
  const words = scheduleInWords(nearest).toLowerCase();
  const isSayable = parseScheduleText(words) === nearest;
  return isSayable ? `The nearest one is "${words}".` : `Or give it as cron: "${nearest}".`;
}
