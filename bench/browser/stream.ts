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

/** Whether the runner, busy at the same time, takes the processors from the browser. */
type Machine = "crowded" | "alone";

/** A thousand results land on an open screen as fast as the runner makes them. */
export async function measureStreams(ground: Ground, page: Page, machine: Machine): Promise<Line[]> {
  const monitorId = await ground.api.createMonitor(
    `streamed, ${machine}`,
    ground.site.urls("changed", RESULTS),
  );
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
  const lines = machine === "alone" ? linesOf : crowdedLinesOf;
  return [...lines("the monitor's page", onMonitor), ...lines("the check's page", onCheck)];
}

/** Asked of the database: a wait in the tab would look at its page in every frame, and cost frames itself. */
async function finished({ sql }: Ground, monitorId: string, checks: number): Promise<void> {
  const ended = () => sql`select 1 from checks where monitor_id = ${monitorId} and finished_at is not null`;
  while ((await ended()).length < checks) await sleep(50);
  await sleep(SETTLE_MS);
}

const streaming = (where: string) => `${RESULTS.toLocaleString("en")} results stream into ${where}`;

function linesOf(where: string, gaps: number[]): Line[] {
  const note = `${gaps.length} frames in ${(gaps.reduce((sum, gap) => sum + gap, 0) / 1000).toFixed(1)} s`;
  return [
    atMost(`${streaming(where)}, longest frame`, Math.max(...gaps), "ms", { max: MAX_FRAME_MS, note }),
    fact(`${streaming(where)}, frame p95`, quantile(gaps, 0.95), "ms"),
  ];
}

/** How the processors are shared is the machine's doing: told, and not judged. */
function crowdedLinesOf(where: string, gaps: number[]): Line[] {
  const note = `p95 ${quantile(gaps, 0.95).toFixed(0)} ms`;
  return [
    fact(`${streaming(where)}, all sharing the processors, longest frame`, Math.max(...gaps), "ms", { note }),
  ];
}
