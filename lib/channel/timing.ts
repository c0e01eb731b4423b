import type { ChannelTiming } from "#lib/channel/model.ts";
import { isKnownTimezone, nextRun } from "#lib/monitor/schedule/index.ts";

const HOUR_MS = 3_600_000;

/** What else is going on when something is to be told. */
export type Traffic = {
  /** Pages that changed in the check that is told of. */
  changedPages: number;
  /** When this channel was told in the last hour. */
  toldAt: Date[];
};

export type Telling = {
  /** When it is told: now, or the moment at which all that waits is told together. */
  at: Date;
  /** Whether it is told with whatever else waits until then, in one message. */
  together: boolean;
  /** Why it waits or is summed up, as a sentence begins after "waits"; null: it is told at once and whole. */
  why: string | null;
};

/**
 * When, and how, a channel is told of something that happened now. A storm becomes one summary; quiet hours hold back what
 * would fall into them; local times are those of the channel's zone, also over a change of its clocks.
 */
export function whenToTell(timing: ChannelTiming, now: Date, { changedPages, toldAt }: Traffic): Telling {
  const due = dueAt(timing, now, toldAt);
  const at = timing.quiet ? afterQuiet(timing, due.at) : due.at;
  if (at > due.at) return { at, together: true, why: "for the end of quiet hours" };
  if (due.why) return { at, together: true, why: due.why };
  if (changedPages > timing.stormPages) {
    return { at, together: true, why: `summed up: over ${timing.stormPages} pages changed in one check` };
  }
  return { at, together: false, why: null };
}

function dueAt(timing: ChannelTiming, now: Date, toldAt: Date[]): { at: Date; why: string | null } {
  const cron = digestCron(timing);
  if (cron) {
    return { at: nextRun(cron, zoneOf(timing), now) ?? now, why: `for the ${timing.when} digest` };
  }
  const lately = toldAt
    .map((at) => at.getTime())
    .filter((at) => now.getTime() - at < HOUR_MS)
    .sort((a, b) => a - b);
  if (lately.length < timing.stormMessages) return { at: now, why: null };
  // Once the oldest of so many is an hour old there is room for one more.
  const oldest = lately[lately.length - timing.stormMessages] ?? now.getTime();
  return {
    at: new Date(oldest + HOUR_MS),
    why: `since ${timing.stormMessages} messages were sent within an hour`,
  };
}

function digestCron({ when, hour, weekday }: ChannelTiming): string | null {
  switch (when) {
    case "at once":
      return null;
    case "hourly":
      return "0 * * * *";
    case "daily":
      return `0 ${hour} * * *`;
    case "weekly":
      return `0 ${hour} * * ${weekday}`;
  }
}

/** A zone that a later version of the zone data dropped must not silence a channel. */
const zoneOf = ({ timezone }: ChannelTiming) => (isKnownTimezone(timezone) ? timezone : "UTC");

/** The moment itself, or the end of the quiet hours that it falls into. */
function afterQuiet(timing: ChannelTiming, at: Date): Date {
  const { quiet } = timing;
  if (!quiet || quiet.from === quiet.to) return at;
  const time = localTime(at, zoneOf(timing));
  const isOvernight = quiet.from > quiet.to;
  const isQuiet = isOvernight ? time >= quiet.from || time < quiet.to : time >= quiet.from && time < quiet.to;
  if (!isQuiet) return at;
  const [hour, minute] = quiet.to.split(":").map(Number);
  return nextRun(`${minute} ${hour} * * *`, zoneOf(timing), at) ?? at;
}

/** "22:05", as clocks in the zone show it. */
const localTime = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );
