import { MINUTES_PER_DAY } from "./calendar.ts";

/**
 * A stretch of time with one offset: wall-clock minutes = UTC minutes + `offset`. `from` and `until` are UTC
 * minutes since 1970, `until` exclusive.
 */
type OffsetSpan = { from: number; until: number; offset: number };

const MINUTE_MS = 60_000;

/** Whether the zone is one of the IANA database ("Europe/Berlin"); fixed offsets ("+01:00") are not. */
export function isKnownTimezone(timezone: string): boolean {
  if (!/^[a-z]/i.test(timezone)) return false;
  try {
    offsetFormat(timezone);
    return true;
  } catch {
    return false;
  }
}

/** The span of constant offset that holds a UTC minute. Throws a RangeError for an unknown zone. */
export function offsetSpanAt(timezone: string, minute: number): OffsetSpan {
  const spans = spansOfYear(timezone, new Date(minute * MINUTE_MS).getUTCFullYear());
  const span = spans.find(({ until }) => minute < until);
  if (!span) throw new RangeError(`No offset of ${timezone} at ${minute}`);
  return span;
}

/** Reading an offset from Intl costs microseconds, finding a year's changes half a millisecond: kept for good. */
const knownYears = new Map<string, Map<number, OffsetSpan[]>>();

function spansOfYear(timezone: string, year: number): OffsetSpan[] {
  // Zone names ignore case; one key for all spellings keeps the cache as small as the zone database.
  const zone = timezone.toLowerCase();
  const years = knownYears.get(zone) ?? new Map<number, OffsetSpan[]>();
  knownYears.set(zone, years);
  const known = years.get(year);
  if (known) return known;
  const spans = findSpans(timezone, year);
  years.set(year, spans);
  return spans;
}

function findSpans(timezone: string, year: number): OffsetSpan[] {
  const format = offsetFormat(timezone);
  const offsetAt = (minute: number) => readOffset(format, minute);
  const yearEnd = Date.UTC(year + 1, 0) / MINUTE_MS;
  let from = Date.UTC(year, 0) / MINUTE_MS;
  let offset = offsetAt(from);
  const spans: OffsetSpan[] = [];
  for (let day = from; day < yearEnd; day += MINUTES_PER_DAY) {
    const nextDay = day + MINUTES_PER_DAY;
    const next = offsetAt(nextDay);
    if (next === offset) continue;
    const until = firstMinuteWithout(offset, offsetAt, day, nextDay);
    if (until >= yearEnd) break;
    spans.push({ from, until, offset });
    from = until;
    offset = next;
  }
  spans.push({ from, until: yearEnd, offset });
  return spans;
}

/** Bisects: the offset holds at `before` and no longer at `after`. No zone has ever changed twice in a day. */
function firstMinuteWithout(
  offset: number,
  offsetAt: (minute: number) => number,
  before: number,
  after: number,
): number {
  let holds = before;
  let gone = after;
  while (gone - holds > 1) {
    const middle = Math.floor((holds + gone) / 2);
    if (offsetAt(middle) === offset) holds = middle;
    else gone = middle;
  }
  return gone;
}

function offsetFormat(timezone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
}

/** From "3/29/2026, GMT+05:45"; plain "GMT" is zero. Local mean times have seconds: a clock shows whole minutes. */
function readOffset(format: Intl.DateTimeFormat, minute: number): number {
  const match = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(minute * MINUTE_MS));
  if (!match) return 0;
  const [, sign, hours, minutes, seconds = "0"] = match;
  const size = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  return Math.floor(sign === "-" ? -size : size);
}
