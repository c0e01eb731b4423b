import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { runToEnd } from "../finished-check.ts";
import type { Ground } from "../ground.ts";
import { atMost, fact, type Line } from "../report.ts";
import { quantile } from "../stats.ts";
import { framesDuring } from "./frames.ts";
import { open } from "./visitor.ts";

const RESULTS = 1000;
const MAX_FRAME_MS = 100;
/** The last results are drawn within. */
const SETTLE_MS = 500;

/** A thousand results land on an open screen as fast as the runner makes them. */
export async function measureStreams(ground: Ground, page: Page): Promise<Line[]> {
  const monitorId = await ground.api.createMonitor("streamed", ground.site.urls("changed", RESULTS));
  const { checkId } = await runToEnd(ground, monitorId, "new");

  await open(page, `/monitors/${monitorId}`, "main header button");
  const onMonitor = await framesDuring(page, async () => {
    await page.getByRole("button", { name: "Run now" }).click();
    await finished(ground, monitorId, 2);
  });
  await page.getByRole("region", { name: "Live check" }).waitFor({ state: "detached" });

  await open(page, `/monitors/${monitorId}/checks/${checkId}`, "main header button");
  const onCheck = await framesDuring(page, async () => {
    await page.getByRole("button", { name: "Run again" }).click();
    await finished(ground, monitorId, 3);
  });
  await page.waitForURL((url) => !url.pathname.endsWith(checkId));
  await page.getByRole("button", { name: "Run again" }).waitFor();
  return [...linesOf("the monitor's page", onMonitor), ...linesOf("the check's page", onCheck)];
}

/** Asked of the database: a wait in the tab would look at its page in every frame, and cost frames itself. */
async function finished({ sql }: Ground, monitorId: string, checks: number): Promise<void> {
  const ended = () => sql`select 1 from checks where monitor_id = ${monitorId} and finished_at is not null`;
  while ((await ended()).length < checks) await sleep(50);
  await sleep(SETTLE_MS);
}

function linesOf(where: string, gaps: number[]): Line[] {
  const what = `${RESULTS.toLocaleString("en")} results stream into ${where}`;
  const note = `${gaps.length} frames in ${(gaps.reduce((sum, gap) => sum + gap, 0) / 1000).toFixed(1)} s`;
  return [
    atMost(`${what}, longest frame`, Math.max(...gaps), "ms", { max: MAX_FRAME_MS, note }),
    fact(`${what}, frame p95`, quantile(gaps, 0.95), "ms"),
  ];
}
