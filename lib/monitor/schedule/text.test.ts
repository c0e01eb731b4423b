import { describe, expect, test } from "vitest";
import { parseScheduleText, SCHEDULE_TEXT_EXAMPLES, validateSchedule } from "./index.ts";

describe("parseScheduleText", () => {
  test.each([
    ["every minute", "*/1 * * * *"],
    ["every 1 minute", "*/1 * * * *"],
    ["every 5 minutes", "*/5 * * * *"],
    ["every 30 mins", "*/30 * * * *"],
    ["every 60 minutes", "0 * * * *"],
    ["every 30 minutes starting at :10", "10-59/30 * * * *"],
    ["every 15 mins starting at :07", "7-59/15 * * * *"],
    ["hourly", "0 * * * *"],
    ["every hour", "0 * * * *"],
    ["hourly at :05", "5 * * * *"],
    ["every hour at :59", "59 * * * *"],
    ["every 1 hour", "0 * * * *"],
    ["every 6 hours", "0 */6 * * *"],
    ["every 8 hrs", "0 */8 * * *"],
    ["every 24 hours", "0 0 * * *"],
    ["daily", "0 0 * * *"],
    ["every day", "0 0 * * *"],
    ["daily at 9", "0 9 * * *"],
    ["daily at 17", "0 17 * * *"],
    ["daily at 09:05", "5 9 * * *"],
    ["every day at 9:30 am", "30 9 * * *"],
    ["daily at 9pm", "0 21 * * *"],
    ["daily at 12am", "0 0 * * *"],
    ["daily at 12:15 pm", "15 12 * * *"],
    ["daily at 0:00", "0 0 * * *"],
    ["weekly", "0 0 * * 0"],
    ["every week", "0 0 * * 0"],
    ["  Every  30\tMINUTES, starting at :10. ", "10-59/30 * * * *"],
    ["Daily, at 9 A.M.", "0 9 * * *"],
    ["daily at 9:30 p.m", "30 21 * * *"],
  ])("reads %j as %s", (text, cron) => {
    expect(parseScheduleText(text)).toBe(cron);
  });

  test.each([
    ...[
      "",
      "every",
      "sometimes",
      "every 0 minutes",
      "every 7 minutes",
      "every 90 minutes",
      "every -5 minutes",
    ],
    ...["every 1.5 hours", "every 1,5 hours", "every 5 hours", "every 48 hours", "every 2 days", "every 5"],
    ...[
      "every 30 minutes starting at :60",
      "every 30 minutes starting at 10",
      "hourly at 5",
      "hourly at :60",
    ],
    ...["daily at 24", "daily at 9:60", "daily at 13pm", "daily at 0 am", "daily at 9:5", "daily at 1.1"],
    ...["daily at noon", "weekly at 9", "every week on Monday", "0 * * * *", "every 30 minutes please"],
  ])("does not guess at %j", (text) => {
    expect(parseScheduleText(text)).toBeNull();
  });

  test("every example it suggests is a schedule", () => {
    for (const text of SCHEDULE_TEXT_EXAMPLES) expect(validateSchedule({ text })).toMatchObject({ ok: true });
  });
});
