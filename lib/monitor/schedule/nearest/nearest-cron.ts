import { meantFields } from "./fields.ts";
import { fiveOf } from "./five.ts";
import { onRealDays, slower } from "./pauses.ts";
import { cronOfPhrase } from "./phrase.ts";
import { cleaned } from "./spelling.ts";

/** What is longer was not written by hand. */
const LONGEST = 512;
/** Then it is no phrase, even where a day is named. */
const BEGINS_WITH_FIELDS = /^[\d*?/,~H-]+ [\d*?/,~H-]+ \S+ \S/;

/**
 * The nearest cron that works to something that was refused, as a schedule in cron or in words; null when nobody can tell
 * what was meant.
 * @param works whether a cron would be accepted
 */
export function nearestCron(refused: string, works: (cron: string) => boolean): string | null {
  if (refused.length > LONGEST) return null;
  for (const cron of meant(refused)) {
    for (const variant of [cron, slower(cron), onRealDays(cron), onRealDays(slower(cron) ?? "")]) {
      if (variant !== null && works(variant)) return variant;
    }
  }
  return null;
}

function* meant(refused: string): Generator<string> {
  const text = cleaned(refused);
  const spoken = BEGINS_WITH_FIELDS.test(text) ? null : cronOfPhrase(text);
  if (spoken !== null) yield spoken;
  // Words have no numbers or stars of their own; "sometimes" is not the minute of an hour.
  if (!/[\d*]/.test(text)) return;
  for (const fields of fiveOf(text.split(/\s+/))) {
    const cron = meantFields(fields);
    if (cron !== null) yield cron;
  }
}
