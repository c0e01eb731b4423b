import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { runToEnd } from "../finished-check.ts";
import type { Ground } from "../ground.ts";
import { atMost, type Line } from "../report.ts";
import { open } from "./visitor.ts";

const MAX_TOP = 200;
const MAX_SHIFT = 0.05;
/** What a browser has seen move it tells a moment later. */
const TOLD_WITHIN_MS = 500;

/** Where a reader's eye falls: how far down the first change stands, and how much moves while a check runs. */
export async function measureStillness(ground: Ground, page: Page): Promise<Line[]> {
  const monitorId = await ground.api.createMonitor("read", ground.site.urls("long", 1));
  await runToEnd(ground, monitorId, "new");
  const { checkId } = await runToEnd(ground, monitorId, "changed");
  await open(page, `/monitors/${monitorId}/checks/${checkId}`, "main ins");
  const first = page.locator("main ins").first();
  const top = await first.evaluate((words) => words.getBoundingClientRect().top);
  await open(page, `/monitors/${monitorId}`, "main h1");
  const shift = await shiftsDuring(page, () => runToEnd(ground, monitorId, "changed"));
  return [
    atMost("a check's first change, from the window's top", top, "px", { max: MAX_TOP }),
    atMost("a monitor's page moves during a run, sum of layout shifts", shift, "", { max: MAX_SHIFT }),
  ];
}

async function shiftsDuring(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const watched = Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        watched.shifted += entry.value;
      }
    }).observe({ type: "layout-shift" });
  });
  await act();
  await sleep(TOLD_WITHIN_MS);
  return page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}
