import { setTimeout as sleep } from "node:timers/promises";
import { type Ground, onGround, type Server } from "./ground.ts";
import { processorTime } from "./proc.ts";
import { atMost, fact, type Line, type Section } from "./report.ts";
import { quantile } from "./stats.ts";

const MONITORS = 200;
const PER_SECOND = 20;

/** How long somebody who presses Run waits. */
export function benchLatency(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_latency", async (ground) => {
    const monitors: string[] = [];
    for (const url of ground.site.urls("bytes", MONITORS)) {
      monitors.push(await ground.api.createMonitor("one page", [url]));
    }
    await pressEvenly(ground, monitors, 2 * PER_SECOND);
    await ground.sql`delete from checks`;
    const before = processorTimes(ground);
    const answers = await pressEvenly(ground, monitors, (quick ? 5 : 30) * PER_SECOND);
    const after = processorTimes(ground);
    const starts = await startDelays(ground);
    const results = await pressAndLook(ground, monitors, quick ? 40 : 200);
    return {
      title: "From press to result",
      about: `Over HTTP, each monitor with one local page. ${PER_SECOND} runs a second at even distances, then one at a time.`,
      lines: [
        ...percentiles("POST run → 200", answers, { 99: 20 }),
        ...percentiles("check created → started by a worker", starts, {}),
        fact("processor time of a run, web", (after.web - before.web) / answers.length, "ms"),
        fact("processor time of a run, worker", (after.worker - before.worker) / answers.length, "ms"),
        ...percentiles("press → first page result in GET check", results, { 50: 25, 99: 60 }),
      ],
    };
  });
}

function percentiles(what: string, samples: number[], targets: Record<number, number>): Line[] {
  const note = `${samples.length} runs, max ${Math.max(...samples).toFixed(1)} ms`;
  return [50, 95, 99].map((p) => {
    const value = quantile(samples, p / 100);
    const max = targets[p];
    return max === undefined
      ? fact(`${what}, p${p}`, value, "ms", { note })
      : atMost(`${what}, p${p}`, value, "ms", { max, note });
  });
}

/** Presses at fixed moments, whether or not the last press has been answered. */
async function pressEvenly({ api }: Ground, monitors: string[], count: number): Promise<number[]> {
  const origin = performance.now();
  const pending: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, origin + (n * 1000) / PER_SECOND - performance.now()));
    pending.push(timed(() => api.run(monitors[n % monitors.length] ?? "")));
  }
  return Promise.all(pending);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function processorTimes({ product }: Ground) {
  const { web, worker } = product.pids();
  return { web: processorTime(web), worker: processorTime(worker) };
}

async function startDelays({ sql }: Ground): Promise<number[]> {
  await sleep(1000);
  const rows = await sql<{ ms: number }[]>`
    select extract(epoch from started_at - created_at)::float8 * 1000 as ms from checks where started_at is not null`;
  return rows.map(({ ms }) => ms);
}

/** One press at a time; then GET check, again and again, until it shows the page. */
async function pressAndLook({ api }: Ground, monitors: string[], count: number): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < count; n++) {
    const monitorId = monitors[n % monitors.length] ?? "";
    waits.push(
      await timed(async () => {
        const checkId = await api.run(monitorId);
        while ((await api.check(monitorId, checkId)).pages.length === 0);
      }),
    );
    await sleep(20);
  }
  return waits;
}
