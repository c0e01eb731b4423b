// npm run bench [-- --only checks,latency,memory,largePages,crawl,bytes,queries,streams,storm,desk,dashboard] [--quick]
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../scripts/run.ts";
import { root } from "../scripts/settings.ts";
import { benchBytes } from "./bytes.ts";
import { benchChecks } from "./checks.ts";
import { benchCrawl } from "./crawl.ts";
import { benchDashboard } from "./dashboard.ts";
import { benchDesk } from "./desk/index.ts";
import { type Server, startServer } from "./ground.ts";
import { benchLargePages } from "./large-pages.ts";
import { benchLatency } from "./latency.ts";
import { describeMachine, warning } from "./machine.ts";
import { benchMemory } from "./memory.ts";
import { benchQueries } from "./queries.ts";
import { print, type Section, verdict, write } from "./report.ts";
import { benchStorm } from "./storm/index.ts";
import { benchStreams } from "./streams.ts";

const benches: Record<string, (server: Server, quick: boolean) => Promise<Section>> = {
  checks: benchChecks,
  latency: benchLatency,
  memory: benchMemory,
  largePages: benchLargePages,
  crawl: benchCrawl,
  bytes: benchBytes,
  queries: benchQueries,
  streams: benchStreams,
  storm: benchStorm,
  desk: benchDesk,
  dashboard: benchDashboard,
};

const { values } = parseArgs({
  options: { only: { type: "string" }, quick: { type: "boolean", default: false } },
});
const wanted = values.only?.split(",") ?? Object.keys(benches);
const unknown = wanted.find((name) => !benches[name]);
if (unknown) {
  console.error(`There is no bench "${unknown}": choose from ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

const names = Object.keys(benches).filter((name) => wanted.includes(name));

/** The product is measured as it is now, not as it was built last. */
async function requireBuild(): Promise<void> {
  const built = join(root, ".next", "BUILD_ID");
  const sources = globSync(
    ["{app,lib,components}/**/*.{ts,tsx,css}", "{proxy,next.config}.ts", "package.json"],
    {
      cwd: root,
    },
  );
  const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  const { code } = await run("build", ["scripts/build.ts"], { NODE_ENV: "production" });
  if (code !== 0) throw new Error("The build failed, so there is nothing to measure.");
}

const machine = describeMachine();
const busy = warning();
if (busy) console.warn(busy);
if (names.some((name) => name !== "queries")) await requireBuild();
const began = performance.now();
const server = await startServer();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.stop().finally(() => process.exit(1)));
}
const sections: Section[] = [];
try {
  for (const name of names) {
    const section = await benches[name]?.(server, values.quick);
    if (!section) continue;
    print(section);
    sections.push(section);
  }
} finally {
  await server.stop();
}
machine.minutes = Math.round((performance.now() - began) / 6000) / 10;
const whole = names.length === Object.keys(benches).length && !values.quick;
const file = write(whole, machine, sections);
if (busy) console.warn(`\n${busy}`);
console.log(`\n${verdict(sections)}; written to ${file}`);
process.exit(0);
