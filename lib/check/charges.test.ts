import { expect, test } from "vitest";
import { availableCredits } from "#lib/credit/index.ts";
import { newMonitor, ownSite, runNow, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { toCheckAnswer } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

const html = (text: string) => `<title>T</title><main><p>${text}</p></main>`;

test.each([
  ["*/5 * * * *", false, 1],
  ["*/10 * * * *", false, 1],
  ["*/15 * * * *", true, 0],
  ["0 0 * * *", true, 0],
])("on the schedule %s, unchanged pages are free: %s", async (cron, free, price) => {
  const ctx = await newTeam();
  site().page("/calm", html("calm"));
  const monitor = await newMonitor(ctx, [site().url("/calm")], { schedule: { cron } });
  expect(monitor.unchangedPagesFree).toBe(free);
  await runNow(ctx, monitor.id, fetchPage);
  const check = await runNow(ctx, monitor.id, fetchPage);
  expect(check).toMatchObject({ samePages: 1, actualCredits: price });
  expect(check.pages[0]?.credits).toEqual({ base: price, formats: 0, judge: 0, total: price });
  expect(await soundLedger(ctx.teamId)).toMatchObject({ charged: 1 + price, reserved: 0 });
});

test("credits of pages add up to their target's, these to the check's, and these to what left the balance", async () => {
  const ctx = await newTeam();
  const before = await availableCredits(ctx);
  for (const path of ["/a", "/b", "/c"]) site().page(path, html(path));
  site().page("/bad", { status: 500 });
  const url = (path: string) => site().url(path);
  const monitor = await newMonitor(ctx, [], {
    schedule: { cron: "*/5 * * * *" },
    targets: [
      { type: "scrape", urls: [url("/a"), url("/b"), url("/bad")] },
      { type: "scrape", urls: [url("/c"), url("/a")], scrapeOptions: { formats: ["json"] } },
    ],
  });
  await runNow(ctx, monitor.id, fetchPage);
  site().page("/b", html("other"));
  const check = await runNow(ctx, monitor.id, fetchPage);
  expect(check).toMatchObject({ changedPages: 1, samePages: 3, errorPages: 1, status: "partial" });
  // The estimate is the upper bound, with the format that this version does not carry out.
  expect(check).toMatchObject({ estimatedCredits: 3 + 2 * 5, reservedCredits: 13, actualCredits: 4 });
  for (const result of check.targetResults ?? []) {
    const pages = check.pages.filter((page) => page.targetId === result.targetId);
    expect(result.credits.total).toBe(pages.reduce((sum, page) => sum + page.credits.total, 0));
    expect(result.summary.totalPages).toBe(pages.length);
    expect(result.expectedJobs).toEqual(pages.map((page) => page.id));
  }
  const perTarget = check.targetResults?.map((result) => result.credits.total) ?? [];
  expect(perTarget).toEqual([2, 2]);
  expect(toCheckAnswer(check).credits).toEqual({ base: 4, formats: 0, judge: 0, search: 0, total: 4 });
  expect(before - (await availableCredits(ctx))).toBe(4 + 4);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ charged: 8, reserved: 0 });
});
