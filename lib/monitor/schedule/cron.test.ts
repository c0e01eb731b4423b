import { describe, expect, test } from "vitest";
import { parseCron } from "./index.ts";

const fieldsOf = (cron: string) => {
  const parsed = parseCron(cron);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.fields;
};
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("parseCron", () => {
  test("a star is every value of its field", () => {
    expect(fieldsOf("* * * * *")).toEqual({
      minutes: upTo(0, 59),
      hours: upTo(0, 23),
      daysOfMonth: upTo(1, 31),
      months: upTo(1, 12),
      daysOfWeek: upTo(0, 6),
    });
    expect(fieldsOf("? ? ? ? ?")).toEqual(fieldsOf("* * * * *"));
  });

  test.each([
    ["a list, in any order and with doubles", "30,5,30 * * * *", "minutes", [5, 30]],
    ["a range", "* 9-12 * * *", "hours", [9, 10, 11, 12]],
    ["a step", "*/25 * * * *", "minutes", [0, 25, 50]],
    ["a step from one value on", "50/4 * * * *", "minutes", [50, 54, 58]],
    ["a step through a range", "10-59/20 * * * *", "minutes", [10, 30, 50]],
    ["a step wider than the field", "*/90 * * * *", "minutes", [0]],
    ["all of these in one list", "1,10-12,*/30 * * * *", "minutes", [0, 1, 10, 11, 12, 30]],
    ["steps of days from the first", "* * */10 * *", "daysOfMonth", [1, 11, 21, 31]],
    ["names of months", "* * * jan,MAR-May *", "months", [1, 3, 4, 5]],
    ["names of days", "* * * * Mon-FRI", "daysOfWeek", [1, 2, 3, 4, 5]],
    ["7 for Sunday", "* * * * 7", "daysOfWeek", [0]],
    ["a week's end that reaches Sunday", "* * * * SAT-SUN", "daysOfWeek", [0, 6]],
    ["a range up to 7", "* * * * 5-7", "daysOfWeek", [0, 5, 6]],
    ["every other day of the week", "* * * * */2", "daysOfWeek", [0, 2, 4, 6]],
  ] as const)("reads %s", (_, cron, field, values) => {
    expect(fieldsOf(cron)[field]).toEqual(values);
  });

  test("normalises white space and nothing else", () => {
    expect(parseCron("  */5\t *  * *   mon ")).toMatchObject({ ok: true, cron: "*/5 * * * mon" });
  });

  test.each([
    ["", "this one is empty"],
    ["* * * *", "has five fields: minute, hour, day of month, month, day of week; this one has 4"],
    ["0 * * * * *", "Seconds are not supported"],
    ["@daily", 'macros such as "@daily" are not supported'],
    ["60 * * * *", 'The minute field "60" of the cron expression is invalid: 60 is not between 0 and 59.'],
    ["* 24 * * *", "The hour field"],
    ["* * 0 * *", "The day of month field"],
    ["* * 32 * *", "The day of month field"],
    ["* * L * *", "The day of month field"],
    ["* * 15W * *", "The day of month field"],
    ["* * * 13 *", "The month field"],
    ["* * * MON *", "The month field"],
    ["* * * * 8", "The day of week field"],
    ["* * * * MON#2", "The day of week field"],
    ["* * * * 5L", "The day of week field"],
    ["*/0 * * * *", "a step must be at least 1"],
    ["30-10 * * * *", "a range must not run backwards"],
    ["1,,2 * * * *", "The minute field"],
    ["-5 * * * *", "The minute field"],
    ["1.5 * * * *", "The minute field"],
    ["*-5 * * * *", "The minute field"],
    [`${"1,".repeat(70)}1 * * * *`, "at most 128 characters"],
  ])("refuses %j, naming why", (cron, reason) => {
    const parsed = parseCron(cron);
    expect(parsed.ok ? "accepted" : parsed.reason).toContain(reason);
  });
});
