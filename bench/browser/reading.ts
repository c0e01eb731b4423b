import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { runToEnd } from "../finished-check.ts";
import type { Ground } from "../ground.ts";
import { atMost, type Line } from "../report.ts";
import { open, type Visitor } from "./visitor.ts";

const MAX_SHIFT = 0.05;
/** Layout shifts are told a moment after they happened. */
const TOLD_WITHIN_MS = 300;

/** Where the eye must come down to for the first change: pixels from the top of the window (screens-next.md, rule 1). */
const WINDOWS = [
  { name: "1280 × 800", width: 1280, height: 800, most: 200 },
  { name: "390 × 844", width: 390, height: 844, most: 260 },
];

/** What a reader of a report meets: where its first change stands, and how much moves while a check runs. */
export async function measureReading(ground: Ground, visitor: Visitor): Promise<Line[]> {
  const monitorId = await ground.api.createMonitor("read", ground.site.urls("changed", 1));
  await runToEnd(ground, monitorId, "new");
  const { checkId } = await runToEnd(ground, monitorId, "changed");
  const path = `/monitors/${monitorId}/checks/${checkId}`;
  const lines: Line[] = [];
  for (const { name, width, height, most } of WINDOWS) {
    await visitor.page.setViewportSize({ width, height });
    await open(visitor.page, path, "main ins, main del");
    const first = visitor.page.locator("main ins, main del").first();
    const top = (await first.boundingBox())?.y ?? Number.POSITIVE_INFINITY;
    lines.push(
      atMost(`first change of a check of one page, from the top, ${name}`, top, "px", { max: most }),
    );
  }
  await visitor.page.setViewportSize({ width: 1280, height: 860 });
  return [...lines, await shiftOfARun(ground, visitor.page)];
}

/** The sum of the layout shifts of a run of a hundred changed pages, watched on the monitor's page by nobody's hand. */
async function shiftOfARun(ground: Ground, page: Page): Promise<Line> {
  const monitorId = await ground.api.createMonitor("watched", ground.site.urls("changed", 100));
  await runToEnd(ground, monitorId, "new");
  await open(page, `/monitors/${monitorId}`, "main header button");
  await page.evaluate(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) (window as unknown as { shifted: number }).shifted += value;
      }
    }).observe({ type: "layout-shift" });
  });
  await runToEnd(ground, monitorId, "changed");
  await page.getByRole("region", { name: "Last check" }).waitFor();
  await sleep(TOLD_WITHIN_MS);
  const shifted = await page.evaluate(() => (window as unknown as { shifted: number }).shifted);
  return atMost("layout shift of a run of 100 pages, on the monitor's page", shifted, "", { max: MAX_SHIFT });
}
