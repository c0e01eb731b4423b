import { describe, expect, test } from "vitest";
import { validateSchedule } from "../index.ts";
import { validateOrSuggest } from "./index.ts";

const now = new Date("2026-05-01T10:00:00Z");

/** What a refusal offers; each offer is tried. */
function offered(input: { cron?: string; text?: string }): string | null {
  const answer = validateOrSuggest(input, now);
  if (answer.ok) throw new Error(`${JSON.stringify(input)} was accepted as ${answer.cron}`);
  const [, quoted] = /(?:Try|cron:|nearest one is) "([^"]+)"\.$/.exec(answer.message) ?? [];
  if (quoted === undefined) return null;
  const isWords = answer.message.includes("nearest one is");
  const again = validateSchedule(isWords ? { text: quoted } : { cron: quoted }, now);
  if (!again.ok) throw new Error(`"${quoted}" is offered and refused: ${again.message}`);
  return quoted;
}

describe("a cron that is refused comes with the nearest one that works", () => {
  test.each([
    ["0 22-2 * * *", "0 22-23,0-2 * * *"],
    ["0 23-0 * * *", "0 23,0 * * *"],
    ["0 22-2/2 * * *", "0 22,0-2/2 * * *"],
    ["0 21-3/2 * * *", "0 21-23/2,1-3/2 * * *"],
    ["0 20-4/3 * * *", "0 20-23/3,2 * * *"],
    ["0 9,22-2 * * *", "0 9,22-23,0-2 * * *"],
    ["50-10/5 9 * * *", "50-59/5,0-10/5 9 * * *"],
    ["50-10/20 9 * * *", "50,10 9 * * *"],
    ["0 9 28-3 * *", "0 9 28-31,1-3 * *"],
    ["0 9 1 11-2 *", "0 9 1 11-12,1-2 *"],
    ["0 9 1 NOV-feb *", "0 9 1 NOV-DEC,JAN-FEB *"],
    ["0 9 1 oct-jan/2 *", "0 9 1 OCT-DEC/2 *"],
    ["0 9 * * FRI-MON", "0 9 * * FRI-SAT,SUN-MON"],
    ["0 9 * * 5-1", "0 9 * * 5-6,0-1"],
    ["0 9 * * 6-1", "0 9 * * 6,0-1"],
    ["0 9 * * sat-sun,thu-tue", "0 9 * * SAT-SUN,THU-SAT,SUN-TUE"],
  ])("a range that runs backwards: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    ["0 24 * * *", "0 0 * * *"],
    ["0 0-24 * * *", "0 0-23 * * *"],
    ["0 9-24 * * *", "0 9-23 * * *"],
    ["0 8,24 * * *", "0 8,0 * * *"],
    ["60 9 * * *", "0 9 * * *"],
    ["0-60/5 * * * *", "0-59/5 * * * *"],
    ["0 9 0 * *", "0 9 1 * *"],
    ["0 9 32 * *", "0 9 31 * *"],
    ["0 9 1 0 *", "0 9 1 1 *"],
    ["0 9 1 13 *", "0 9 1 12 *"],
    ["0 9 * * 8", "0 9 * * 0"],
    ["0 99 * * *", "0 23 * * *"],
    ["*/0 * * * *", "*/5 * * * *"],
    ["0 */0 * * *", "0 * * * *"],
    ["-5 9 * * *", "5 9 * * *"],
  ])("a value beyond its field: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    ["0 9 * * MONDAY", "0 9 * * MON"],
    ["0 9 * * monday-friday", "0 9 * * MON-FRI"],
    ["0 9 * * Montag", "0 9 * * MON"],
    ["0 9 * * Tues,Thurs", "0 9 * * TUE,THU"],
    ["0 9 * * mo,we,fr", "0 9 * * MON,WED,FRI"],
    ["0 9 1 January,Sept *", "0 9 1 JAN,SEP *"],
    ["0 9 * MON *", "0 9 * * MON"],
    ["0 9 1 * JAN", "0 9 1 JAN *"],
    ["0 9 * MON-FRI JAN", "0 9 * JAN MON-FRI"],
    ["0 9am * * *", "0 9 * * *"],
    ["30 5pm * * *", "30 17 * * *"],
    ["0 12am * * *", "0 0 * * *"],
  ])("a name written otherwise: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    ["0 0 9 * * *", "0 9 * * *"],
    ["0 */15 * * * *", "*/15 * * * *"],
    ["*/30 * * * * *", "*/5 * * * *"],
    ["0 0 9 ? * MON-FRI", "0 9 ? * MON-FRI"],
    ["0 0 9 ? * 2-6", "0 9 * * MON-FRI"],
    ["0 0 12 * * ?", "0 12 * * *"],
    ["0 0 9 ? * 2 2026", "0 9 * * MON"],
    ["0 0 9 * * MON *", "0 9 * * MON"],
    ["0 9 * * ? *", "0 9 * * *"],
    ["0 9 ? * 2-6 *", "0 9 * * MON-FRI"],
    ["0 9 1 1 * 2027", "0 9 1 1 *"],
    ["cron(0 9 * * ? *)", "0 9 * * *"],
    ["0 9 * * * /usr/bin/true", "0 9 * * *"],
    ["0 9 * * 1-5 root /usr/bin/backup --all", "0 9 * * 1-5"],
    ["0 9 * *", "0 9 * * *"],
    ["*/10", "*/10 * * * *"],
    ["0 9", "0 9 * * *"],
  ])("another number of fields: %s → %s", (cron, nearest) => {
    expect(offered({ cron })?.replaceAll("?", "*")).toBe(nearest.replaceAll("?", "*"));
  });

  test.each([
    ["@every 5m", "*/5 * * * *"],
    ["@every 1h", "0 * * * *"],
    ["@every 1h30m", "0 */2 * * *"],
    ["@every 10s", "*/5 * * * *"],
    ["@every 7m", "*/6 * * * *"],
    ["@every 24h", "0 0 * * *"],
    ["@hourly", "0 * * * *"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@Weekly", "0 0 * * 0"],
    ["@monthly", "0 0 1 * *"],
    ["@yearly", "0 0 1 1 *"],
    ["@annually", "0 0 1 1 *"],
    ["rate(5 minutes)", "*/5 * * * *"],
    ["PT15M", "*/15 * * * *"],
    ["30m", "*/30 * * * *"],
    ["every 2 hours", "0 */2 * * *"],
    ["daily", "0 0 * * *"],
    ["every weekday at 9am", "0 9 * * 1-5"],
    ["9:30", "30 9 * * *"],
    ["at 5pm", "0 17 * * *"],
    ["quarterly", "0 0 1 */3 *"],
  ])("no five fields at all: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    ["0 9 L * *", "0 9 28 * *"],
    ["0 9 LW * *", "0 9 28 * *"],
    ["0 9 15W * *", "0 9 15 * *"],
    ["0 9 * * MON#2", "0 9 8-14 * MON"],
    ["0 9 ? * 5#1", "0 9 1-7 * 5"],
    ["0 9 * * TUE#5", "0 9 29-31 * TUE"],
    ["0 9 * * 5L", "0 9 25-31 * 5"],
    ["H H * * *", "0 0 * * *"],
    ["H/15 * * * *", "*/15 * * * *"],
    ["0~30 9 * * *", "0-30/5 9 * * *"],
  ])("what other crons know: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    ["0 9, 17 * * *", "0 9,17 * * *"],
    ["0 9 - 17 * * *", "0 9-17 * * *"],
    ["0 9–17 * * *", "0 9-17 * * *"],
    ["0 9..17 * * *", "0 9-17 * * *"],
    ["* /15 * * * *", "*/15 * * * *"],
    ["/15 * * * *", "*/15 * * * *"],
    ["*15 * * * *", "*/15 * * * *"],
    ["*/15 ** * * *", "*/15 * * * *"],
    ["0 9,,17 * * *", "0 9,17 * * *"],
    ["0 9;17 * * *", "0 9,17 * * *"],
    ["'0 9 * * *'", "0 9 * * *"],
    ["＊/１５ ＊ ＊ ＊ ＊", "*/15 * * * *"],
    ["CRON_TZ=Europe/Berlin 0 9 * * *", "0 9 * * *"],
  ])("a slip: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    ["* * * * *", "*/5 * * * *"],
    ["*/1 9-17 * * 1-5", "*/5 9-17 * * 1-5"],
    ["*/4 * * * *", "*/5 * * * *"],
    ["10-20 9 * * *", "10-20/5 9 * * *"],
    ["0,1,2,30 * * * *", "0,30 * * * *"],
    ["58,2 * * * *", "2 * * * *"],
    ["55-5 * * * *", "0,5,55 * * * *"],
    ["0 9 31 2 *", "0 9 28 2 *"],
    ["0 9 30 FEB *", "0 9 28 FEB *"],
    ["0 9 31 4,6 *", "0 9 30 4,6 *"],
    ["0 9 29 2 *", "0 9 28 2 *"],
    ["* 9 31 4 *", "*/5 9 30 4 *"],
  ])("too often, or never: %s → %s", (cron, nearest) => {
    expect(offered({ cron })).toBe(nearest);
  });

  test.each([
    "",
    "   ",
    "sometimes",
    "@reboot",
    "constructor",
    "__proto__",
    "@toString",
    "a b c d e",
    "% % % % %",
    "x".repeat(1000),
    "0 x * * *",
  ])("nothing is offered where nobody can tell: %j", (cron) => {
    expect(offered({ cron })).toBeNull();
  });
});

describe("words that are refused come with the nearest that are understood", () => {
  test.each([
    ["every 7 minutes", "every 6 minutes"],
    ["every minute", "every 5 minutes"],
    ["every 45 minutes", "every hour"],
    ["every 90 minutes", "every 2 hours"],
    ["every 5 hours", "every 6 hours"],
    ["every 1.5 hours", "every 2 hours"],
    ["every 48 hours", "0 0 */2 * *"],
    ["every 2 days", "0 0 */2 * *"],
    ["every other day", "0 0 */2 * *"],
    ["every month", "0 0 1 * *"],
    ["monthly", "0 0 1 * *"],
    ["twice a day", "0 0,12 * * *"],
    ["every weekday at 9am", "0 9 * * 1-5"],
    ["weekdays 17:30", "30 17 * * 1-5"],
    ["every Monday at 9", "0 9 * * 1"],
    ["Mondays and Thursdays at noon", "0 12 * * 1,4"],
    ["the first Monday of the month at 9", "0 9 1-7 * 1"],
    ["last friday of every month", "0 0 25-31 * 5"],
    ["every month at 7:15", "15 7 1 * *"],
    ["weekends at 8 p.m.", "0 20 * * 0,6"],
    ["daily at noon", "every day at 12:00"],
    ["0 9 * * 1-5", "0 9 * * 1-5"],
    ["0 22-2 * * *", "0 22-23,0-2 * * *"],
    ["@daily", "every day at 00:00"],
  ])("%s → %s", (text, nearest) => {
    expect(offered({ text })).toBe(nearest);
  });

  test.each([
    "",
    "now and then",
    "when it rains",
    "every",
    "constructor",
    "__proto__",
    "every so often",
    "every 5 minutes on weekdays",
    "monday in a month",
    "daily at 25",
  ])("none for %j", (text) => {
    expect(offered({ text })).toBeNull();
  });
});

describe("a time zone nobody knows comes with the one that was meant", () => {
  test.each([
    ["Berlin", "Europe/Berlin"],
    ["new york", "America/New_York"],
    ["America/New York", "America/New_York"],
    ["Europe / Berlin", "Europe/Berlin"],
    ["Asia/Berlin", "Europe/Berlin"],
    ["São Paulo", "America/Sao_Paulo"],
    ["Kolkata", "Asia/Kolkata"],
    ["Kyiv", "Europe/Kyiv"],
    ["Sydney", "Australia/Sydney"],
    ["+01:00", "Etc/GMT-1"],
    ["UTC+1", "Etc/GMT-1"],
    ["GMT-05:00", "Etc/GMT+5"],
  ])("%s → %s", (timezone, zone) => {
    const answer = validateOrSuggest({ cron: "0 9 * * *", timezone }, now);
    expect(answer.ok ? "" : answer.message).toBe(
      `Unknown time zone "${timezone}": use an IANA name such as Europe/Berlin or UTC. Try "${zone}".`,
    );
    expect(validateSchedule({ cron: "0 9 * * *", timezone: zone }, now).ok).toBe(true);
  });

  test.each(["", "Mars/Olympus", "+99", "Nowhere/At-all", "x".repeat(500)])("none for %j", (timezone) => {
    const answer = validateOrSuggest({ cron: "0 9 * * *", timezone }, now);
    expect(answer.ok ? "" : answer.message).toMatch(/use an IANA name such as Europe\/Berlin or UTC\.$/);
  });
});

test("the reason stays, and what is offered stands behind it", () => {
  const answer = validateOrSuggest({ cron: "0 22-2 * * *" }, now);
  expect(answer.ok ? "" : answer.message).toBe(
    'The hour field "22-2" of the cron expression is invalid: a range must not run backwards. Try "0 22-23,0-2 * * *".',
  );
});

test("hostile expressions take no time", () => {
  const began = performance.now();
  for (const piece of ["*", "1-", "1,", "*/", "MON#", "22-2,", " ", "1~", "H(", "every ", "1m", "* ", "- "]) {
    for (const length of [100, 500, 100_000]) validateOrSuggest({ cron: piece.repeat(length) }, now);
    validateOrSuggest({ text: piece.repeat(80) }, now);
  }
  expect(performance.now() - began).toBeLessThan(1500);
});
