import { crawlRun } from "#lib/target/crawl/run.ts";
import type { Target } from "#lib/target/model.ts";
import type { TargetRun } from "#lib/target/run.ts";
import { scrapeRun } from "#lib/target/scrape/run.ts";

/** The kinds of target that this version carries out, by type. */
const runs = new Map<string, TargetRun<never>>([
  ["scrape", scrapeRun],
  ["crawl", crawlRun],
]);

/** Adds a kind of target that checks carry out. @returns what takes it away again */
export function registerTargetRun(type: string, run: TargetRun<never>): () => void {
  runs.set(type, run);
  return () => void runs.delete(type);
}

/** The kinds that checks carry out, in words. */
export function runnableTypes(): string {
  return [...runs.keys()].map((type) => `"${type}"`).join(" or ");
}

/** How checks carry out a kind of target; undefined for one that this version only keeps. */
export function runOf(type: string): TargetRun<Target> | undefined {
  return runs.get(type) as TargetRun<Target> | undefined;
}
