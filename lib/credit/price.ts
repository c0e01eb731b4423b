import { distinctUrls } from "#lib/target/address.ts";
import type { ScrapeOptions, Target } from "#lib/target/model.ts";

/** Prices and estimates (contract: Credits), without the schema library. All amounts are whole credits. */

const DEFAULT_CRAWL_LIMIT = 10_000;
const DEARER_FORMATS = new Set(["question", "query", "highlights", "audio", "video"]);

/** The shortest interval, in minutes, from which unchanged pages are free. */
export const FREE_UNCHANGED_INTERVAL_MINUTES = 15;

function formatTypes(options: ScrapeOptions | undefined): string[] {
  return (options?.formats ?? []).map((format) => (typeof format === "string" ? format : format.type));
}

function asksForJson(options: ScrapeOptions | undefined): boolean {
  return (options?.formats ?? []).some((format) => {
    if (typeof format === "string") return format === "json";
    const modes = "modes" in format && Array.isArray(format.modes) ? format.modes : [];
    return format.type === "json" || (format.type === "changeTracking" && modes.includes("json"));
  });
}

/** Credits of one fetched page before judging, were every requested format delivered. */
function pricePerPage(options: ScrapeOptions | undefined): number {
  const types = formatTypes(options);
  const base = types.includes("deterministicJson") ? 7 : asksForJson(options) ? 5 : 1;
  const dearer = types.filter((type) => DEARER_FORMATS.has(type)).length;
  return base + 4 * dearer + (options?.lockdown === true ? 4 : 0);
}

function estimateTarget(target: Target, judged: boolean): number {
  if (target.type === "search") {
    const results = target.queries.length * target.maxResults;
    return 2 * Math.ceil(results / 10) + (judged ? target.maxResults : 0);
  }
  const pages =
    target.type === "scrape"
      ? distinctUrls(target).length
      : (target.crawlOptions?.limit ?? DEFAULT_CRAWL_LIMIT);
  return pages * (pricePerPage(target.scrapeOptions) + (judged ? 1 : 0));
}

/** The upper bound of one check: every page at its price, and every page judged when judging is on. */
export function estimateCheck(targets: Target[], judged: boolean): number {
  return targets.reduce((sum, target) => sum + estimateTarget(target, judged), 0);
}
