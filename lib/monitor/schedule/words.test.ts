import { describe, expect, test } from "vitest";
import { scheduleInWords } from "./index.ts";

describe("scheduleInWords", () => {
  test.each([
    ["*/30 * * * *", "every 30 minutes"],
    ["0,30 * * * *", "every 30 minutes"],
    ["10-59/30 * * * *", "every 30 minutes starting at :10"],
    ["* * * * *", "every minute"],
    ["0 * * * *", "every hour"],
    ["5 * * * *", "every hour at :05"],
    ["0 */6 * * *", "every 6 hours"],
    ["15 */6 * * *", "every 6 hours at :15"],
    ["0 9 * * *", "every day at 09:00"],
    ["0 0 * * 0", "every Sunday at 00:00"],
    ["30 17 * * 1-5", "on weekdays at 17:30"],
    ["0 8 * * SUN,MON,THU", "every Monday, Thursday and Sunday at 08:00"],
    ["0 6 1 * *", "on day 1 of every month at 06:00"],
    ["0 9 1 1 *", "every 1 January at 09:00"],
    ["30 23 31 DEC *", "every 31 December at 23:30"],
    ["0 9 1 1,7 *", "0 9 1 1,7 *"],
    ["0 9 * 1 *", "0 9 * 1 *"],
    ["40-59/15 * * * *", "40-59/15 * * * *"],
    ["0 1-23/2 * * *", "0 1-23/2 * * *"],
    ["*/15 9-17 * * *", "*/15 9-17 * * *"],
    ["not a cron", "not a cron"],
  ])("%s is %s", (cron, words) => {
    expect(scheduleInWords(cron)).toBe(words);
  });

  test("says where, when told", () => {
    expect(scheduleInWords("*/30 * * * *", "Europe/Berlin")).toBe("every 30 minutes, Europe/Berlin");
  });
});
