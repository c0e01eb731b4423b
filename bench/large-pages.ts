import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ground, onGround, type Server } from "./ground.ts";
import { peakMemory } from "./proc.ts";
import { atMost, fact, type Section } from "./report.ts";
import { median } from "./stats.ts";

const PAGES = 64;
const BYTES = 18 * 2 ** 20;
const SMALL = 10;

/** Two checks with 64 pages of 18 MB between them, and small checks that are pressed beside them. */
export function benchLargePages(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_large_pages", async (ground) => {
    const count = quick ? PAGES / 4 : PAGES;
    const large = await startLargeSite();
    try {
      const { api, product, site } = ground;
      const small = await Promise.all(
        site.urls("bytes", SMALL).map((url) => api.createMonitor("small", [url])),
      );
      const urls = Array.from({ length: count }, (_, index) => `${large.origin}/${index}`);
      const halves = [urls.slice(0, count / 2), urls.slice(count / 2)];
      const monitors = await Promise.all(halves.map((half) => api.createMonitor("large", half)));
      const before = peakMemory(product.pids().worker);
      const began = performance.now();
      const checks = await Promise.all(monitors.map((monitorId) => api.run(monitorId)));
      const waits = await pressBeside(ground, small, () => large.asked() > 0);
      for (const [index, monitorId] of monitors.entries())
        await ended(ground, monitorId, checks[index] ?? "");
      const seconds = (performance.now() - began) / 1000;
      return {
        title: `${count} pages of 18 MB under way`,
        about:
          "Two checks, of one host at 32 at once; beside them small checks of one page are pressed, one after the other.",
        lines: [
          atMost("worker, peak resident memory", peakMemory(product.pids().worker), "MB", {
            max: 600,
            note: `${before.toFixed(0)} MB before; all read in ${seconds.toFixed(0)} s`,
          }),
          atMost("a small check pressed beside them: first result, the longest", Math.max(...waits), "ms", {
            max: 1000,
            note: `${waits.length} presses, ${Math.round(waits[0] ?? 0)} ms the first, ${Math.round(median(waits))} ms the median`,
          }),
          fact("18 MB pages read", count / seconds, "pages/s"),
        ],
      };
    } finally {
      await large.close();
    }
  });
}

async function pressBeside(
  { api }: Ground,
  monitors: string[],
  isUnderWay: () => boolean,
): Promise<number[]> {
  while (!isUnderWay()) await sleep(20);
  const waits: number[] = [];
  for (const monitorId of monitors) {
    const began = performance.now();
    const checkId = await api.run(monitorId);
    while ((await api.check(monitorId, checkId)).pages.length === 0) await sleep(5);
    waits.push(performance.now() - began);
    await sleep(300);
  }
  return waits;
}

async function ended({ api }: Ground, monitorId: string, checkId: string): Promise<void> {
  let check = await api.check(monitorId, checkId, "?limit=1");
  while (!check.finishedAt) {
    await sleep(250);
    check = await api.check(monitorId, checkId, "?limit=1");
  }
  if (check.status !== "completed") throw new Error(`The check ended ${check.status}: ${check.error}`);
}

/** Pages of 18 MB, each with other words at its end; they share their bytes, so the site stays small. */
async function startLargeSite() {
  let asked = 0;
  const words = Buffer.from(
    "<p>Some words of a very long page, and a few more of them.</p>\n".repeat(BYTES / 63),
  );
  const server = createServer((request, response) => {
    asked += 1;
    const end = `<p>The end of ${request.url}</p></main>`;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-length", 6 + words.length + Buffer.byteLength(end));
    response.write("<main>");
    response.write(words);
    response.end(end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
