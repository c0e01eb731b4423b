/** A moment to snooze until; null is when the page changes again. */
type SnoozeTime = { words: string; label: string; until: Date | null };

const HOUR = 3_600_000;
const MORNING = 9;

/** What a person may want to snooze until, from the nearest on, in their own zone. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const times: SnoozeTime[] = [];
  // Later today is three hours on; towards the night that is tomorrow.
  const later = new Date(now.getTime() + 3 * HOUR);
  later.setMinutes(0, 0, 0);
  if (later.getDate() === now.getDate() && later.getHours() <= 20) {
    times.push({ label: "Later today", words: `until ${clock(later)}`, until: later });
  }
  times.push({ label: "Tomorrow", words: "until tomorrow 9:00", until: morning(now, 1) });
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  times.push({ label: "Next week", words: "until Monday 9:00", until: morning(now, untilMonday) });
  times.push({
    label: "Until the page changes again",
    words: "until the page changes again",
    until: null,
  });
  return times;
}

function morning(now: Date, days: number): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  at.setHours(MORNING, 0, 0, 0);
  return at;
}

const clock = (at: Date) => `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;

const FARTHEST_DAYS = 365;

/** The moment that a person has picked, or why it cannot be one. */
export function pickedTime(typed: string, now: Date): { until: Date; words: string } | { refusal: string } {
  const until = new Date(typed);
  if (Number.isNaN(until.getTime())) return { refusal: "Pick a day and a time." };
  if (until <= now) return { refusal: "That moment has passed. Pick one that is still to come." };
  if (until.getTime() - now.getTime() > FARTHEST_DAYS * 24 * HOUR) {
    return { refusal: "Pick a moment within the next year." };
  }
  const day = until.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
  return { until, words: `until ${day} ${clock(until)}` };
}
