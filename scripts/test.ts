// npm test: everything, in the order in which a failure is cheapest to learn.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { run } from "./run.ts";
import { root } from "./settings.ts";
import {
  countPlaywright,
  countVitest,
  type Failure,
  playwrightFailures,
  type Tally,
  vitestFailures,
} from "./tally.ts";

const reports = mkdtempSync(join(tmpdir(), "tidemark-test-reports-"));
const next = "node_modules/next/dist/bin/next";
const lines: string[] = [];
const failures: Failure[] = [];
const total: Tally = { passed: 0, failed: 0, skipped: 0 };

function add(name: string, seconds: number, { passed, failed, skipped }: Tally): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const rest = skipped ? `, ${skipped} skipped` : "";
  lines.push(`  ${name.padEnd(14)} ${passed} passed, ${failed} failed${rest} (${seconds.toFixed(1)} s)`);
}

/** Runs something that is right or wrong as a whole; it counts as one test. */
async function check(name: string, ...steps: string[][]): Promise<boolean> {
  let code = 0;
  let seconds = 0;
  for (const step of steps) {
    if (code !== 0) break;
    const outcome = await run(name, step, name === "build" ? { NODE_ENV: "production" } : {});
    code = outcome.code;
    seconds += outcome.seconds;
  }
  add(name, seconds, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
  return code === 0;
}

function report(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

async function vitest(project: string, options?: { givesWay: boolean }): Promise<void> {
  const file = join(reports, `${project}.json`);
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const { code, seconds } = await run(project, ["node_modules/vitest/vitest.mjs", ...args], {}, options);
  add(`${project} tests`, seconds, countVitest(report(file), code));
  failures.push(...vitestFailures(report(file)));
}

async function playwright(): Promise<void> {
  const file = join(reports, "e2e.json");
  const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"];
  const { code, seconds } = await run("e2e", args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  add("browser tests", seconds, countPlaywright(report(file), code));
  failures.push(...playwrightFailures(report(file)));
}

// Types that a development server left behind may speak of routes that are gone.
rmSync(join(root, ".next", "dev", "types"), { recursive: true, force: true });
await check("types", [next, "typegen"], ["node_modules/typescript/bin/tsc", "--noEmit"]);
await check("imports", ["scripts/check-imports.ts"]);
await check("lint", ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
await vitest("unit");
if (await check("build", ["scripts/build.ts"])) {
  await vitest("timed");
  // These wait most of their time, and hold nothing to seconds.
  const beside = vitest("process", { givesWay: true });
  if (existsSync(join(root, "playwright.config.ts"))) await playwright();
  await beside;
} else {
  lines.push("  The build failed, so the tests of the running product were not run.");
}
rmSync(reports, { recursive: true, force: true });

// Told once more at the end: what failed early is far up by now, and a log is often cut.
for (const { test, message } of failures)
  console.log(
    `\nFAILED ${test.replace(`${root}/`, "")}\n${stripVTControlCharacters(message).slice(0, 2_000)}`,
  );
console.log(`\n${lines.join("\n")}\n`);
if (total.skipped) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
