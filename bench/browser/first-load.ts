import { setTimeout as sleep } from "node:timers/promises";
import type { Ground } from "../ground.ts";
import { atMost, type Line } from "../report.ts";
import { open, type Visitor } from "./visitor.ts";

const MAX_KB = 200;
const ASKS_WITHIN_MS = 1500;

/** The JavaScript each screen needs on a first visit, as it goes over the wire. */
export async function measureFirstLoads({ api, site }: Ground, visitor: Visitor): Promise<Line[]> {
  const monitorId = await api.createMonitor("visited", site.urls("bytes", 1));
  const checkId = await api.run(monitorId);
  const screens = {
    Monitors: "/monitors",
    "New monitor": "/monitors/new",
    "Edit monitor": `/monitors/${monitorId}/edit`,
    Monitor: `/monitors/${monitorId}`,
    Check: `/monitors/${monitorId}/checks/${checkId}`,
    Usage: "/usage",
    Settings: "/settings",
  };
  const lines: Line[] = [];
  for (const [name, path] of Object.entries(screens)) {
    const context = await visitor.fresh();
    const page = await context.newPage();
    await open(page, path, "main button, main a");
    await page.waitForLoadState("load");
    // What a page asks for by itself once it is on screen counts as well.
    await sleep(ASKS_WITHIN_MS);
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => new URL(entry.name).pathname.endsWith(".js"))
        .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
    );
    const bytes = loaded.reduce((sum, size) => sum + size, 0);
    const note = `${loaded.length} files`;
    lines.push(atMost(`${name}, JavaScript of a first load`, bytes / 1024, "KB", { max: MAX_KB, note }));
    await context.close();
  }
  return lines;
}
