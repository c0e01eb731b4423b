import { hash as digest } from "node:crypto";
import { type DescribedChange, describeDifference, describeTurn } from "#lib/change/index.ts";
import type { PageCredits } from "#lib/credit/model.ts";
import type { Share } from "#lib/fetch/http/index.ts";
import type { FetchedPage, PageFetcher, Validators } from "#lib/fetch/index.ts";
import { log } from "#lib/log.ts";
import {
  type Baseline,
  diffText,
  packText,
  type Surface,
  type TrackedPage,
  unpackText,
} from "#lib/page/index.ts";
import type { PageMetadata, PageStatus } from "#lib/page/model.ts";
import { PageError } from "#lib/page-error.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** A content of a surface to which its baseline moves, ready to be stored. */
export type NewContent = {
  surface: string;
  fingerprint: string;
  /** SHA-256 of the content. */
  hash: Buffer;
  kind: Surface["kind"];
  /** Bytes of UTF-8. */
  size: number;
  /** zstd of the content. */
  packed: Buffer;
};

/** What a check found at one page, complete but not yet written. */
export type PageResult = {
  page: TrackedPage;
  status: PageStatus;
  statusCode: number | null;
  error: string | null;
  metadata: PageMetadata | null;
  durationMs: number;
  size: number | null;
  credits: PageCredits;
  /** What the page says of itself; null when that was not looked at, since its bytes are as they were. */
  described: { title: string | null; contentType: string | null } | null;
  contents: NewContent[];
  /** How to ask for this content next time; null when nothing new was learned. */
  fetched: Validators | null;
  /** zstd of the diff's text, and how many characters that has. */
  diff: { packed: Buffer; size: number } | null;
  /** What somebody may want to know of it; null for nothing new. */
  change: DescribedChange | null;
  /** SHA-256 of the body, when converting it ended the thread that did. */
  harmful: Buffer | null;
};

/** Reads the stored content of a baseline. */
export type ContentReader = (baseline: Baseline) => Promise<Buffer>;

export type PageInput = {
  page: TrackedPage;
  options: ScrapeOptions;
  /** What a page of this target costs that was read, before judging. */
  price: PageCredits;
  /** Whether a page found unchanged costs nothing on this monitor's schedule. */
  unchangedFree: boolean;
  /** Whether its monitor had no check before: a new page is then no news. */
  isFirst: boolean;
  signal: AbortSignal;
  /** Whose page it is, and whether somebody waits for it. */
  share: Share;
};

/**
 * Fetches one page, compares each of its surfaces with its baseline and says what it cost. Never throws for anything
 * a page can do: that is a result with status `error`.
 * @throws only when `signal` is aborted
 */
export async function checkPage(
  services: { fetchPage: PageFetcher; readContent: ContentReader },
  input: PageInput,
): Promise<PageResult> {
  const started = performance.now();
  try {
    const fetched = await services.fetchPage(input.page, input.options, input.signal, input.share);
    return await compare(input, fetched, services.readContent);
  } catch (error) {
    input.signal.throwIfAborted();
    return { ...failed(input.page, error), durationMs: Math.round(performance.now() - started) };
  }
}

const free: PageCredits = { base: 0, formats: 0, judge: 0 };

async function compare(
  input: PageInput,
  fetched: FetchedPage,
  readContent: ContentReader,
): Promise<PageResult> {
  const { page, price } = input;
  if (fetched.kind === "unchanged") return { ...same(input), ...fetched.facts, fetched: fetched.learned };
  const described = { title: fetched.title, contentType: fetched.contentType };
  const { contents, difference } = await compareSurfaces(page, fetched.surfaces, readContent);
  const isNew = page.baselines.size === 0;
  if (!isNew && !difference) {
    return { ...same(input), ...fetched.facts, described, contents, fetched: fetched.validators };
  }
  return {
    page,
    ...fetched.facts,
    status: isNew ? "new" : "changed",
    error: null,
    credits: price,
    described,
    contents,
    fetched: fetched.validators,
    metadata: { ...described, ...fetched.metadata, ...difference?.metadata },
    diff: difference?.diff ?? null,
    change: difference?.change ?? newPage(input),
    harmful: null,
  };
}

function newPage({ isFirst }: PageInput): DescribedChange | null {
  return isFirst ? null : describeTurn("new");
}

type Difference = Pick<PageResult, "diff"> & { change: DescribedChange; metadata: PageMetadata };

/** The contents to which baselines move, and how the first surface that changed differs; null when none did. */
async function compareSurfaces(
  page: TrackedPage,
  surfaces: Surface[],
  readContent: ContentReader,
): Promise<{ contents: NewContent[]; difference: Difference | null }> {
  const contents: NewContent[] = [];
  let difference: Difference | null = null;
  for (const surface of surfaces) {
    const hash = digest("sha256", surface.content, "buffer");
    const baseline = page.baselines.get(surface.name);
    const isComparable = baseline && (baseline.fingerprint ?? surface.fingerprint) === surface.fingerprint;
    if (isComparable && baseline.hash.equals(hash)) continue;
    contents.push(await contentOf(surface, hash));
    // Taken for the first time, or anew since something else makes it: there is nothing to compare it with.
    if (isComparable) difference ??= await differ(surface, unpackText(await readContent(baseline)));
  }
  return { contents, difference };
}

async function contentOf({ name, fingerprint, kind, content }: Surface, hash: Buffer): Promise<NewContent> {
  const size = Buffer.byteLength(content);
  return { surface: name, fingerprint, hash, kind, size, packed: await packText(content) };
}

async function differ({ name, content }: Surface, before: Promise<string>): Promise<Difference> {
  const diff = diffText(await before, content);
  return {
    diff: { packed: await packText(diff.text), size: diff.text.length },
    change: describeDifference(name, diff),
    metadata: {
      ...(diff.reordered && { reordered: true as const }),
      ...(diff.truncated && { truncated: true as const }),
    },
  };
}

function same({ page, price, unchangedFree }: PageInput) {
  return {
    page,
    status: "same" as const,
    error: null,
    metadata: null,
    credits: unchangedFree ? free : price,
    described: null,
    contents: [],
    diff: null,
    change: page.failingSince ? describeTurn("recovered") : null,
    harmful: null,
  };
}

function failed(page: TrackedPage, error: unknown): Omit<PageResult, "durationMs"> {
  const expected = error instanceof PageError;
  if (!expected) log.error({ err: error, url: page.url }, "a page could not be processed");
  const sentence = expected
    ? error.message
    : "Tidemark could not process this page. The server's log says why; run the monitor again, or report it.";
  return {
    page,
    status: "error",
    statusCode: expected ? error.statusCode : null,
    error: sentence,
    metadata: null,
    size: null,
    credits: free,
    described: null,
    contents: [],
    fetched: null,
    diff: null,
    change: page.failingSince ? null : describeTurn("failed", sentence),
    harmful: null,
  };
}
