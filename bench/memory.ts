import { setTimeout as sleep } from "node:timers/promises";
import { type Ground, onGround, type Server } from "./ground.ts";
import { peakMemory } from "./proc.ts";
import { atMost, fact, type Section } from "./report.ts";

const PAGES = 10_000;
const LIMIT = 100;

/** What the processes of a fresh product needed at most while one check visits 10,000 pages and somebody watches. */
export function benchMemory(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_memory", async (ground) => {
    const pages = quick ? PAGES / 5 : PAGES;
    const { api, site, product } = ground;
    const idle = { worker: peakMemory(product.pids().worker), web: peakMemory(product.pids().web) };
    const monitorId = await api.createMonitor("many pages", site.urls("bytes", pages));
    const first = await watch(ground, monitorId);
    const worker = peakMemory(product.pids().worker);
    const second = await watch(ground, monitorId);
    return {
      title: `Memory, one check of ${pages.toLocaleString("en-US")} pages`,
      about:
        "Peak resident memory (VmHWM). The check is looked at twice a second while it runs and read page by page afterwards.",
      lines: [
        atMost("worker, every page converted for the first time", worker, "MB", {
          max: 300,
          note: `${idle.worker.toFixed(0)} MB before; ${first.toFixed(1)} s`,
        }),
        atMost("worker, after a second check of identical bytes", peakMemory(product.pids().worker), "MB", {
          max: 300,
          note: `${second.toFixed(1)} s`,
        }),
        fact("web, whole time", peakMemory(product.pids().web), "MB", {
          note: `${idle.web.toFixed(0)} MB before`,
        }),
      ],
    };
  });
}

/** @returns the seconds the check took */
async function watch({ api }: Ground, monitorId: string): Promise<number> {
  const checkId = await api.run(monitorId);
  let check = await api.check(monitorId, checkId, "?limit=25");
  while (!check.finishedAt) {
    await sleep(500);
    check = await api.check(monitorId, checkId, "?limit=25");
  }
  if (check.status !== "completed") throw new Error(`The check ended ${check.status}: ${check.error}`);
  for (let skip = 0; skip < check.summary.totalPages; skip += LIMIT) {
    await api.check(monitorId, checkId, `?limit=${LIMIT}&skip=${skip}`);
  }
  return (Date.parse(check.finishedAt) - Date.parse(check.startedAt ?? "")) / 1000;
}
