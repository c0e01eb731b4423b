// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { LastResult, NextRun, ScheduleWords, TargetWords } from "./row-words.tsx";

const NOW = Date.parse("2026-11-25T12:30:00.000Z");

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

/** The text of a part of a row, with every gap of its layout as one space. */
function textOf(part: React.ReactNode): string {
  const { container, unmount } = render(part);
  const text = container.textContent ?? "";
  unmount();
  return text;
}
const lastResult = (last: Partial<HistoryBar>, more: Partial<MonitorAnswer> = {}) =>
  textOf(<LastResult monitor={monitorAnswer("1", { recentChecks: [historyBar("c", last)], ...more })} />);

test("a monitor that was never run says so", () => {
  expect(textOf(<LastResult monitor={monitorAnswer("1")} />)).toBe("not checked yet");
});

test.each<[Partial<HistoryBar>, string]>([
  [{ same: 3 }, "=Same 330 min ago"],
  [{ changed: 2, same: 1 }, "±Changed 2=Same 130 min ago"],
  [{ new: 1, removed: 4 }, "+New 1−Removed 430 min ago"],
  [{ status: "partial", same: 1, error: 1 }, "!Error 1=Same 130 min ago"],
  [{ status: "partial", error: 2 }, "Failed30 min ago"],
  [{ status: "completed" }, "—30 min ago"],
  [{ status: "failed", changed: 2 }, "Failed30 min ago"],
  [{ status: "skipped_overlap" }, "Skipped, overlap30 min ago"],
  [{ status: "skipped_no_credits" }, "Skipped, no credits30 min ago"],
])("the last check %j reads as %s", (last, words) => {
  expect(lastResult(last)).toBe(words);
});

test("a live check is queued until its history says that it runs, then it counts its pages", () => {
  const live = { currentCheckId: "c" };
  expect(textOf(<LastResult monitor={monitorAnswer("1", live)} />)).toBe("queued");
  expect(lastResult({ status: "queued" }, live)).toBe("queued");
  expect(lastResult({ status: "running", same: 1 }, live)).toBe("running 30:00 · 1 of 1");
});

test("of a target whose pages are found on the way, only the pages done are told", () => {
  const targets = [{ id: "t", type: "crawl", url: "https://example.com/" }] as MonitorAnswer["targets"];
  const words = lastResult({ status: "running", same: 2, new: 1 }, { currentCheckId: "c", targets });
  expect(words).toBe("running 30:00 · 3 pages");
});

test.each<[Partial<MonitorAnswer>, string]>([
  [{ status: "paused", nextRunAt: "2026-11-25T13:00:00.000Z" }, "paused"],
  [{ nextRunAt: null }, ""],
  [{ nextRunAt: "2026-11-25T12:42:10.000Z" }, "in 12 min"],
  [{ nextRunAt: "2026-11-25T12:30:20.000Z" }, "in <1 min"],
  [{ nextRunAt: "2026-11-25T12:30:00.000Z" }, "due now"],
  [{ nextRunAt: "2026-11-25T12:00:00.000Z" }, "due now"],
])("the next run of %j reads as “%s”", (monitor, words) => {
  expect(textOf(<NextRun monitor={monitorAnswer("1", monitor)} />)).toBe(words);
});

test("an interval is the same everywhere; an hour of another zone names its city", () => {
  const words = (cron: string, timezone: string) =>
    textOf(<ScheduleWords monitor={monitorAnswer("1", { schedule: { cron, timezone } })} />);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const elsewhere = here === "America/New_York" ? "Asia/Tokyo" : "America/New_York";
  const city = elsewhere.split("/")[1]?.replace("_", " ");
  expect(words("*/30 * * * *", elsewhere)).toBe("every 30 minutes");
  expect(words("0 9 * * *", here)).not.toContain(",");
  expect(words("0 9 * * *", elsewhere)).toMatch(new RegExp(`, ${city}$`));
});

test("a schedule without a short name is read out in words, and its hours are those of its city", async () => {
  const schedule = { cron: "*/15 9-17 * * 1-5", timezone: "Pacific/Auckland" };
  render(<ScheduleWords monitor={monitorAnswer("1", { schedule })} />);
  const words = screen.getByTitle("*/15 9-17 * * 1-5 · Pacific/Auckland");
  expect(words.textContent, "until the words for it are here").toBe("*/15 9-17 * * 1-5, Auckland");
  await screen.findByText("every 15 minutes, between 09:00 and 17:59, Monday through Friday, Auckland");
});

test("targets are a place and an amount, with the addresses for whoever points at them", () => {
  const urls = ["https://www.acme.com/a", "https://acme.com/b", "https://example.org/"];
  const targets = [{ id: "t", type: "scrape" as const, urls }];
  render(<TargetWords monitor={monitorAnswer("1", { targets })} />);
  const words = screen.getByTitle(/acme/);
  expect(words.textContent).toBe("acme.com +1 · 3 pages");
  expect(words.title).toBe(urls.join("\n"));
});
