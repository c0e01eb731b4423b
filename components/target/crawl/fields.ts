import { linesOf } from "#components/target/lines.ts";
import type { CrawlTarget } from "#lib/target/model.ts";

/** What is in the block of a site, as typed. */
export type CrawlFields = {
  url: string;
  /** Regular expressions, one per line. */
  includePaths: string;
  excludePaths: string;
  limit: string;
  maxDepth: string;
  sitemap: "include" | "skip" | "only";
  crawlEntireDomain: boolean;
  allowSubdomains: boolean;
  ignoreQueryParameters: boolean;
  /** In seconds. */
  delay: string;
};

export const EMPTY: CrawlFields = {
  url: "",
  includePaths: "",
  excludePaths: "",
  limit: "1000",
  maxDepth: "",
  sitemap: "include",
  crawlEntireDomain: false,
  allowSubdomains: false,
  ignoreQueryParameters: false,
  delay: "",
};

type Options = NonNullable<CrawlTarget["crawlOptions"]>;
const lines = (text: string) => linesOf(text).map((line) => line.text);
const number = (text: string) => (text.trim() ? Number(text) : undefined);
const patterns = (text: string) => (text.trim() ? lines(text) : undefined);

/** How each option is read from the block; undefined means not set. */
const READ = {
  includePaths: (fields: CrawlFields) => patterns(fields.includePaths),
  excludePaths: (fields: CrawlFields) => patterns(fields.excludePaths),
  limit: (fields: CrawlFields) => number(fields.limit),
  maxDepth: (fields: CrawlFields) => number(fields.maxDepth),
  sitemap: (fields: CrawlFields) => fields.sitemap,
  crawlEntireDomain: (fields: CrawlFields) => fields.crawlEntireDomain,
  allowSubdomains: (fields: CrawlFields) => fields.allowSubdomains,
  ignoreQueryParameters: (fields: CrawlFields) => fields.ignoreQueryParameters,
  delay: (fields: CrawlFields) => number(fields.delay),
} satisfies { [Key in keyof Options]?: (fields: CrawlFields) => Options[Key] };

export const OPTION_FIELDS = Object.keys(READ) as (keyof typeof READ)[];

export function fieldsOf({ url, crawlOptions: options = {} }: CrawlTarget): CrawlFields {
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    url,
    includePaths: (options.includePaths ?? []).join("\n"),
    excludePaths: (options.excludePaths ?? []).join("\n"),
    limit: text(options.limit),
    maxDepth: text(options.maxDepth),
    sitemap: options.sitemap ?? EMPTY.sitemap,
    crawlEntireDomain: options.crawlEntireDomain ?? false,
    allowSubdomains: options.allowSubdomains ?? false,
    ignoreQueryParameters: options.ignoreQueryParameters ?? false,
    delay: text(options.delay),
  };
}

/** The stored target with what was changed in the block; all that it does not show stays. */
export function targetOf(fields: CrawlFields, stored: CrawlTarget | null): Record<string, unknown> {
  // A site without a limit of its own may have ten thousand pages; the block proposes fewer, and says so to the API.
  const before = stored ? fieldsOf(stored) : { ...EMPTY, limit: "" };
  const changed = OPTION_FIELDS.filter((field) => fields[field] !== before[field]);
  const options = {
    ...stored?.crawlOptions,
    ...Object.fromEntries(changed.map((field) => [field, READ[field](fields)])),
  };
  const crawlOptions = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const { crawlOptions: _before, ...kept } = stored ?? { type: "crawl" as const, crawlOptions: undefined };
  return { ...kept, url: fields.url.trim(), ...(Object.keys(crawlOptions).length > 0 && { crawlOptions }) };
}
