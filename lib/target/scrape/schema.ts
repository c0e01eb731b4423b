import { z } from "zod";
import { PageUrl, ScrapeOptions, TargetId } from "#lib/target/options.ts";

/** What fits into a body of 1 MiB; a bound of its own, so that a list of junk is refused before it is gone through. */
const MAX_URLS = 50_000;

export const ScrapeTargetInput = z.strictObject({
  id: TargetId,
  type: z.literal("scrape"),
  urls: z
    .array(PageUrl)
    .min(1, "must name at least one URL")
    .max(MAX_URLS, `must name at most ${MAX_URLS} URLs; split them over several targets`),
  scrapeOptions: ScrapeOptions.optional(),
});

/** A legacy single `url` stands for `urls: [url]`. */
export function mendScrapeTarget(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value !== "object" || value === null || !("url" in value)) return value;
  const { url, ...rest } = value;
  if (!("urls" in rest) || rest.urls === undefined) return { ...rest, urls: [url] };
  const message = "is given beside urls: name the pages in urls alone";
  context.addIssue({ code: "custom", message, path: ["url"] });
  return z.NEVER;
}
