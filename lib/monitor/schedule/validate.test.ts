import { describe, expect, test } from "vitest";
import { type ScheduleInput, validateSchedule } from "./index.ts";

const now = new Date("2026-05-01T10:00:00Z");

describe("validateSchedule", () => {
  test.each<[ScheduleInput, string, string]>([
    [{ cron: " */5  * * * * " }, "*/5 * * * *", "UTC"],
    [{ text: "Every 30 minutes", timezone: "Europe/Berlin" }, "*/30 * * * *", "Europe/Berlin"],
    [{ cron: "0 0 1 5 *" }, "0 0 1 5 *", "UTC"],
    [{ cron: "0,5 * * * *" }, "0,5 * * * *", "UTC"],
  ])("accepts %j", (input, cron, timezone) => {
    expect(validateSchedule(input, now)).toEqual({ ok: true, cron, timezone });
  });

  test.each<[ScheduleInput, string, string]>([
    [{}, "schedule", "exactly one of cron and text"],
    [{ timezone: "UTC" }, "schedule", "exactly one of cron and text"],
    [{ cron: "0 * * * *", text: "hourly" }, "schedule", "exactly one of cron and text"],
    [{ cron: "" }, "schedule.cron", "five fields"],
    [{ cron: "61 * * * *" }, "schedule.cron", "minute field"],
    [{ text: "" }, "schedule.text", '"every 15 minutes"'],
    [{ text: "now and then" }, "schedule.text", '"daily at 9:00 am"'],
    [{ cron: "0 * * * *", timezone: "Mars/Olympus" }, "schedule.timezone", '"Mars/Olympus"'],
    [{ cron: "0 * * * *", timezone: "" }, "schedule.timezone", "Unknown time zone"],
    [{ cron: "*/4 * * * *" }, "schedule.cron", "every 5 minutes"],
    [{ cron: "58,2 * * * *" }, "schedule.cron", "4 minutes apart"],
    [{ text: "every minute" }, "schedule.text", "every 5 minutes"],
    [{ cron: "0 0 31 2 *" }, "schedule.cron", "no run within a year"],
    [{ cron: "0 0 29 2 *" }, "schedule.cron", "no run within a year"],
  ])("refuses %j", (input, path, message) => {
    const answer = validateSchedule(input, now);
    expect(answer).toMatchObject({ ok: false, path });
    expect(answer.ok ? "" : answer.message).toContain(message);
  });

  test("29 February is a schedule in the year before it", () => {
    expect(validateSchedule({ cron: "0 0 29 2 *" }, new Date("2027-05-01T10:00:00Z"))).toMatchObject({
      ok: true,
    });
  });
});
