import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import type { Ground } from "../ground.ts";
import { atMost, type Line } from "../report.ts";
import { open, type Visitor } from "./visitor.ts";

const MAX_KB = 200;
const ASKS_WITHIN_MS = 1500;

type Script = { file: string; bytes: number };

/** What a tab loaded, as it went over the wire. */
function scriptsOf(page: Page): Promise<Script[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => entry as PerformanceResourceTiming)
      .map(({ name, encodedBodySize }) => ({ file: new URL(name).pathname, bytes: encodedBodySize }))
      .filter(({ file }) => file.endsWith(".js")),
  );
}

/**
 * The JavaScript each screen needs on a first visit: what its HTML names (Next's "First Load JS"). What it asks for
 * by itself once it is on screen, such as a chart, is told beside it.
 */
export async function measureFirstLoads({ api, site }: Ground, visitor: Visitor): Promise<Line[]> {
  const monitorId = await api.createMonitor("visited", site.urls("bytes", 1));
  const checkId = await api.run(monitorId);
  const screens = {
    Changes: "/changes",
    Monitors: "/monitors",
    "New monitor": "/monitors/new",
    "Edit monitor": `/monitors/${monitorId}/edit`,
    Monitor: `/monitors/${monitorId}`,
    Check: `/monitors/${monitorId}/checks/${checkId}`,
    Usage: "/usage",
    Settings: "/settings/members",
  };
  const lines: Line[] = [];
  for (const [name, path] of Object.entries(screens)) {
    const context = await visitor.fresh();
    const page = await context.newPage();
    const html = await (await context.request.get(path)).text();
    await open(page, path, "main button, main a");
    await sleep(ASKS_WITHIN_MS);
    const loaded = await scriptsOf(page);
    const first = loaded.filter(({ file }) => html.includes(file));
    const kilobytes = (scripts: Script[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
    const later = kilobytes(loaded) - kilobytes(first);
    const note = `${first.length} files${later > 0 ? `; ${later.toFixed(0)} KB more come by themselves once it is on screen` : ""}`;
    lines.push(atMost(`${name}, JavaScript of a first load`, kilobytes(first), "KB", { max: MAX_KB, note }));
    await context.close();
  }
  return lines;
}
