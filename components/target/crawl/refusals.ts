import type { CrawlFields } from "#components/target/crawl/fields.ts";
import { OPTION_FIELDS } from "#components/target/crawl/fields.ts";
import type { BlockPlace, BlockRefusals } from "#components/target/form.ts";
import { linesOf } from "#components/target/lines.ts";

const SUBJECTS: Partial<Record<string, string>> = {
  limit: "The limit",
  maxDepth: "The depth",
  delay: "The pause",
};

/** Where a refused path within a target is in its block. */
export function placeOf(path: string, fields: CrawlFields): BlockPlace {
  const [key, option, index] = path.split(".");
  const field = OPTION_FIELDS.find((known) => key === "crawlOptions" && known === option);
  if (!field) return { field: "url", subject: "The address" };
  const typed = fields[field];
  const line = index !== undefined && typeof typed === "string" ? linesOf(typed)[Number(index)] : undefined;
  return { field, subject: line ? `Line ${line.number}` : (SUBJECTS[field] ?? "This") };
}

/** What cannot be put into a target. */
export function unreadable({ limit, maxDepth, delay }: CrawlFields): BlockRefusals {
  const isWhole = (text: string, least: number, most: number) =>
    text.trim() === "" || (/^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most);
  const seconds = Number(delay);
  return {
    ...(!isWhole(limit, 1, 100_000) && { limit: "Write the limit as a whole number from 1 to 100,000." }),
    ...(!isWhole(maxDepth, 0, 1000) && { maxDepth: "Write the depth as a whole number from 0 to 1,000." }),
    ...(!(seconds >= 0 && seconds <= 3600) && { delay: "Write the pause as seconds, at most 3,600." }),
  };
}
