import { z } from "zod";
import { isHttpUrl, MAX_URL_LENGTH, withScheme } from "#lib/target/address.ts";

/** What a monitor watches (contract: Create and update bodies, targets). */

const FormatName = z.enum(
  [
    "markdown",
    "html",
    "rawHtml",
    "links",
    "images",
    "screenshot",
    "screenshot@fullPage",
    "summary",
    "changeTracking",
    "json",
    "deterministicJson",
    "attributes",
    "branding",
    "product",
    "menu",
    "question",
    "query",
    "highlights",
    "audio",
    "video",
  ],
  { error: 'is not a known format; the usual one is "markdown"' },
);

const Format = z.union([FormatName, z.looseObject({ type: FormatName })], {
  error: 'must be a format name such as "markdown", or an object with "type"',
});

/** RFC 9110 section 5: a field name is a token; a value is printable Latin-1, blanks and tabs. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]{0,8192}$/;

const MAX_HEADERS = 100;

/** Counted before they are gone through: complaints about a hundred thousand of them would take seconds. */
function countHeaders(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length <= MAX_HEADERS) return value;
  context.addIssue({ code: "custom", message: `must have at most ${MAX_HEADERS} headers` });
  return z.NEVER;
}

export const Headers = z.preprocess(
  countHeaders,
  z.record(
    z.string().regex(HEADER_NAME, "is not a valid header name"),
    z
      .string()
      .regex(HEADER_VALUE, "is not a valid header value: only Latin-1 characters, and no line breaks"),
  ),
);

const milliseconds = (max: number) => z.number().int().min(0).max(max);
const selectors = z.array(z.string().trim().min(1).max(1024)).max(100);

export const ScrapeOptions = z
  .looseObject({
    formats: z.array(Format).max(20).optional(),
    onlyMainContent: z.boolean().optional(),
    includeTags: selectors.optional(),
    excludeTags: selectors.optional(),
    headers: Headers.optional(),
    waitFor: milliseconds(60_000).optional(),
    timeout: z.number().int().min(1).max(300_000).optional(),
    mobile: z.boolean().optional(),
    skipTlsVerification: z.boolean().optional(),
    maxAge: z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    removeBase64Images: z.boolean().optional(),
    blockAds: z.boolean().optional(),
    parsers: z.array(z.unknown()).max(20).optional(),
    location: z.looseObject({}).optional(),
    proxy: z.string().max(64).optional(),
    actions: z.array(z.unknown()).max(100).optional(),
  })
  .meta({ id: "ScrapeOptions", description: "How a page is fetched and converted. Unknown keys are kept." });
export type ScrapeOptions = z.infer<typeof ScrapeOptions>;

export const PageUrl = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(MAX_URL_LENGTH, `must have at most ${MAX_URL_LENGTH} characters`)
  .overwrite(withScheme)
  .refine(isHttpUrl, "must be an http(s) URL such as https://example.com/pricing");

const TargetId = z.guid("must be a UUID").optional();

/** What fits into a body of 1 MiB; a bound of its own, so that a list of junk is refused before it is gone through. */
const MAX_URLS = 50_000;

const scrapeTarget = {
  id: TargetId,
  type: z.literal("scrape"),
  urls: z
    .array(PageUrl)
    .min(1, "must name at least one URL")
    .max(MAX_URLS, `must name at most ${MAX_URLS} URLs; split them over several targets`),
  scrapeOptions: ScrapeOptions.optional(),
};

/** A legacy single `url` stands for `urls: [url]`. */
function urlAsUrls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("url" in value)) return value;
  const { url, ...rest } = value;
  return "urls" in rest && rest.urls !== undefined ? rest : { ...rest, urls: [url] };
}

const ScrapeTarget = z.strictObject(scrapeTarget);

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

const CrawlTarget = z.strictObject({
  id: TargetId,
  type: z.literal("crawl"),
  url: PageUrl,
  crawlOptions: CrawlOptions.optional(),
  scrapeOptions: ScrapeOptions.optional(),
});

const HostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9_-]+\.)*[a-z0-9_-]+$/, "must be a host name without scheme or path, such as example.com");

const SEARCH_LEGACY = ["depth", "alertMode", "recheckAfter", "scrapeOptions"];

function withoutSearchLegacy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !SEARCH_LEGACY.includes(key)));
}

const SearchTarget = z
  .strictObject({
    id: TargetId,
    type: z.literal("search"),
    queries: z.array(z.string().trim().min(1).max(256)).min(1).max(12),
    searchWindow: z.enum(["5m", "15m", "1h", "6h", "24h", "7d"]).default("24h"),
    maxResults: z.number().int().min(1).max(50).default(10),
    includeDomains: z.array(HostName).max(50).optional(),
    excludeDomains: z.array(HostName).max(50).optional(),
  })
  .refine((target) => !(target.includeDomains?.length && target.excludeDomains?.length), {
    message: "takes includeDomains or excludeDomains, not both",
    path: ["excludeDomains"],
  });

const AnyTarget = z.discriminatedUnion("type", [ScrapeTarget, CrawlTarget, SearchTarget], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? 'must have type "scrape", "crawl" or "search"'
      : "must be a target object",
});

/** A legacy spelling is mended before the union looks at the value. */
function mendLegacy(value: unknown): unknown {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (type === "scrape") return urlAsUrls(value);
  if (type === "search") return withoutSearchLegacy(value);
  return value;
}

const uniqueIds = (targets: { id?: string }[]) => {
  const ids = targets.flatMap((target) => (target.id ? [target.id.toLowerCase()] : []));
  return new Set(ids).size === ids.length;
};

export const TargetsInput = z
  .array(z.preprocess(mendLegacy, AnyTarget))
  .min(1, "must have at least one target")
  .max(50, "must have at most 50 targets")
  .refine(uniqueIds, "must not give two targets the same id");
export type TargetInput = z.infer<typeof AnyTarget>;

/** A stored target: as given, plus its id. */
export type Target = TargetInput & { id: string };
export type ScrapeTarget = Extract<Target, { type: "scrape" }>;

/** A target as the API answers it. */
export const TargetAnswer = z
  .looseObject({ id: z.guid(), type: z.enum(["scrape", "crawl", "search"]) })
  .meta({ id: "MonitorTarget", description: "A target as it was given, with its id." });
