import { z } from "zod";
import { HEADER_NAME, HEADER_VALUE, isConnectionHeader } from "#lib/fetch/http/model.ts";
import { isHttpUrl, MAX_URL_LENGTH, withScheme } from "#lib/target/address.ts";

/** How pages are fetched and read, and fields that several kinds of target have (contract: Create and update bodies). */

const FormatName = z.enum(
  [
    "markdown",
    "html",
    "rawHtml",
    "rawBase64",
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

const LONGEST_HEADER_NAME = 256;
const LONGEST_HEADER_VALUE = 8192;
const MAX_HEADERS = 100;

/** Counted before they are gone through: complaints about a hundred thousand of them would take seconds. */
function countHeaders(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length <= MAX_HEADERS) return value;
  context.addIssue({ code: "custom", message: `must have at most ${MAX_HEADERS} headers` });
  return z.NEVER;
}

const HeaderName = z
  .string()
  .max(LONGEST_HEADER_NAME, "is not a valid header name")
  .regex(HEADER_NAME, "is not a valid header name")
  .refine(
    (name) => !isConnectionHeader(name),
    "belongs to the connection, which is made anew each time: remove it",
  );

const HeaderValue = z
  .string()
  .max(LONGEST_HEADER_VALUE, `must have at most ${LONGEST_HEADER_VALUE} characters`)
  .regex(HEADER_VALUE, "is not a valid header value: only Latin-1 characters, and no line breaks");

export const Headers = z.preprocess(countHeaders, z.record(HeaderName, HeaderValue));

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

export const TargetId = z.guid("must be a UUID").optional();
