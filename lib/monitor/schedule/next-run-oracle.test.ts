import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextRun, shortestIntervalMinutes } from "./index.ts";

/** Some values of a field; often all of them, or every run would be a long way off. */
const some = (from: number, to: number) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(Array.from({ length: to - from + 1 }, (_, index) => from + index)) },
    {
      weight: 3,
      arbitrary: fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 6 }),
    },
  );
const anyFields = fc.record({
  minute: some(0, 59),
  hour: some(0, 23),
  day: some(1, 31),
  month: some(1, 12),
  weekday: some(0, 6),
});
type Wall = { minute: number; hour: number; day: number; month: number; weekday: number };
type Fields = Record<keyof Wall, number[]>;
const field = (values: number[], size: number) => (values.length === size ? "*" : values.join());
const cronOf = ({ minute, hour, day, month, weekday }: Fields) =>
  [field(minute, 60), field(hour, 24), field(day, 31), field(month, 12), field(weekday, 7)].join(" ");
const names = ["minute", "hour", "day", "month", "weekday"] as const;
const matches = (fields: Fields, wall: Wall) => names.every((name) => fields[name].includes(wall[name]));

/** The wall clock of every minute of the window, as Intl alone tells it. */
function wallClock(timezone: string, start: number, minutes: number): Wall[] {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
  });
  return Array.from({ length: minutes }, (_, index) => {
    const parts = format.formatToParts(start + index * 60_000);
    const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
    const weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(part("weekday"));
    const [minute, hour, day, month] = ["minute", "hour", "day", "month"].map((type) => Number(part(type)));
    return { minute: minute!, hour: hour!, day: day!, month: month!, weekday };
  });
}

const WINDOW = 4 * 1_440;

describe("nextRun agrees with a minute by minute search", () => {
  test.each([
    ["Europe/Berlin", "2026-03-28"],
    ["Europe/Berlin", "2026-10-24"],
    ["America/New_York", "2026-03-07"],
    ["America/New_York", "2026-10-31"],
    ["Australia/Lord_Howe", "2026-04-03"],
    ["Australia/Lord_Howe", "2026-10-02"],
    ["America/Santiago", "2026-09-05"],
    ["Asia/Kathmandu", "2026-06-29"],
    ["Pacific/Apia", "2011-12-28"],
    ["Africa/Casablanca", "2026-02-14"],
    ["Pacific/Chatham", "2026-12-30"],
    ["Africa/Monrovia", "1972-01-05"],
    ["UTC", "2028-02-27"],
  ])("in %s from %s", (timezone, date) => {
    const start = Date.parse(`${date}T00:00:00Z`);
    const walls = wallClock(timezone, start, WINDOW);
    fc.assert(
      fc.property(anyFields, fc.nat(WINDOW - 2), fc.nat(59_999), (fields, from, ms) => {
        const found = walls.findIndex((wall, index) => index > from && matches(fields, wall));
        const run = nextRun(cronOf(fields), timezone, new Date(start + from * 60_000 + ms));
        if (found >= 0) expect(run?.getTime()).toBe(start + found * 60_000);
        else
          expect(run?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(start + WINDOW * 60_000);
      }),
      { numRuns: 300 },
    );
  });

  test("and with a day by day search over two years", () => {
    const start = Date.UTC(2027, 5, 15);
    const days = Array.from({ length: 731 }, (_, index) => new Date(start + index * 86_400_000));
    const allowed = (fields: Fields, date: Date) =>
      fields.month.includes(date.getUTCMonth() + 1) &&
      fields.day.includes(date.getUTCDate()) &&
      fields.weekday.includes(date.getUTCDay());
    fc.assert(
      fc.property(anyFields, fc.nat(365), (fields, from) => {
        const found = days.find((date, index) => index > from && allowed(fields, date));
        const cron = cronOf({ ...fields, minute: [0], hour: [0] });
        const run = nextRun(cron, "UTC", days[from]!);
        if (found) expect(run).toEqual(found);
        else expect(run?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(days.at(-1)!.getTime());
      }),
      { numRuns: 500 },
    );
  });
});

test("shortestIntervalMinutes is the smallest gap between runs on consecutive days", () => {
  fc.assert(
    fc.property(some(0, 59), some(0, 23), (minutes, hours) => {
      const day = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)).sort((a, b) => a - b);
      const runs = [...day, 1_440 + day[0]!];
      const gaps = runs.slice(1).map((run, index) => run - runs[index]!);
      expect(shortestIntervalMinutes(`${field(minutes, 60)} ${field(hours, 24)} * * *`)).toBe(
        Math.min(...gaps),
      );
    }),
    { numRuns: 500 },
  );
});
