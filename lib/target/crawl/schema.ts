import { z } from "zod";
import { PageUrl, ScrapeOptions, TargetId } from "#lib/target/options.ts";

const patterns = z.array(z.string().max(1024)).max(100);
const CrawlOptions = z.looseObject({
  limit: z.number().int().min(1).max(100_000).optional(),
  maxDepth: z.number().int().min(0).max(1000).optional(),
  maxDiscoveryDepth: z.number().int().min(0).max(1000).optional(),
  includePaths: patterns.optional(),
  excludePaths: patterns.optional(),
  crawlEntireDomain: z.boolean().optional(),
  allowExternalLinks: z.boolean().optional(),
  allowSubdomains: z.boolean().optional(),
  ignoreQueryParameters: z.boolean().optional(),
  sitemap: z.enum(["include", "skip", "only"]).optional(),
  delay: z.number().min(0).max(3600).optional(),
  maxConcurrency: z.number().int().min(1).max(1000).optional(),
  regexOnFullURL: z.boolean().optional(),
});

export const CrawlTargetInput = z.strictObject({
  id: TargetId,
  type: z.literal("crawl"),
  url: PageUrl,
  crawlOptions: CrawlOptions.optional(),
  scrapeOptions: ScrapeOptions.optional(),
});
