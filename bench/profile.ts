// node bench/profile.ts bytes|etag|nonce|changed [checks]: where the worker's time goes, by function and by file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../scripts/settings.ts";
import { runToEnd } from "./finished-check.ts";
import { type Ground, onGround, startServer, WATCHER } from "./ground.ts";
import type { SiteMode } from "./site/index.ts";

type Frame = { functionName: string; url: string; lineNumber: number };
type Profile = {
  nodes: { id: number; callFrame: Frame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
};

const mode = (process.argv[2] ?? "bytes") as SiteMode;
const checks = Number(process.argv[3] ?? 10);
const folder = mkdtempSync(join(tmpdir(), "tidemark-profile-"));

/** Runs checks on a worker of our own under the profiler. @returns the milliseconds from the first to the end */
async function record(ground: Ground): Promise<number> {
  const worker = spawn(
    process.execPath,
    ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=500", "worker.ts"],
    {
      cwd: root,
      env: { ...process.env, ...WATCHER, DATABASE_URL: ground.databaseUrl, NODE_ENV: "production" },
      stdio: "inherit",
    },
  );
  const monitorId = await ground.api.createMonitor(mode, ground.site.urls(mode, 1000));
  await runToEnd(ground, monitorId, "new");
  await runToEnd(ground, monitorId, mode === "changed" ? "changed" : "same");
  const began = performance.now();
  for (let check = 0; check < checks; check++)
    await runToEnd(ground, monitorId, mode === "changed" ? "changed" : "same");
  const ms = performance.now() - began;
  await sleep(50);
  worker.kill("SIGTERM");
  await once(worker, "exit");
  return ms;
}

function print({ nodes, samples, timeDeltas }: Profile, ms: number): void {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byFunction = new Map<string, number>();
  const byPlace = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, time: number) => to.set(key, (to.get(key) ?? 0) + time);
  let left = ms * 1000;
  // From the end backwards, so that the start and the first, converting check are left out.
  for (let at = samples.length - 1; at >= 0 && left > 0; at--) {
    const time = timeDeltas[at] ?? 0;
    const frame = frames.get(samples[at] ?? 0);
    left -= time;
    if (!frame) continue;
    const path = frame.url.replace(/^.*node_modules\//, "").replace(`file://${root}`, "");
    add(byFunction, `${frame.functionName || "(anonymous)"} ${path}:${frame.lineNumber + 1}`, time);
    add(byPlace, path.startsWith("lib/") ? path : path.split("/")[0] || frame.functionName || "native", time);
  }
  for (const [title, times] of Object.entries({ "by place": byPlace, "by function": byFunction })) {
    console.log(`\n${title} (own time, of ${Math.round(ms)} ms for ${checks} checks of 1,000 ${mode} pages)`);
    const top = [...times].sort(([, a], [, b]) => b - a).slice(0, 32);
    for (const [name, time] of top) console.log(`  ${(time / ms / 10).toFixed(1).padStart(5)} %  ${name}`);
  }
}

const server = await startServer();
try {
  const ms = await onGround(server, "bench_profile", record, "web");
  const [file = ""] = readdirSync(folder);
  print(JSON.parse(readFileSync(join(folder, file), "utf8")), ms);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
