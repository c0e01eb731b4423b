import { hash as digest } from "node:crypto";
import { eq } from "drizzle-orm";
import type { PageCredits } from "#lib/credit/model.ts";
import { db } from "#lib/db/client.ts";
import { snapshots } from "#lib/db/schema.ts";
import type { FetchedPage, PageFetcher, Validators } from "#lib/fetch/index.ts";
import { log } from "#lib/log.ts";
import { type Baseline, diffText, packText, type TrackedPage, unpackText } from "#lib/page/index.ts";
import type { PageMetadata, PageStatus } from "#lib/page/model.ts";
import { PageError } from "#lib/page-error.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** A new content of a page, ready to be stored. */
export type NewContent = Omit<
  typeof snapshots.$inferInsert,
  "id" | "teamId" | "monitorId" | "createdAt" | "supersededAt"
>;

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
  /** Set when the baseline moves to it. */
  content: NewContent | null;
  /** How to ask for this content next time; null when nothing new was learned. */
  fetched: Validators | null;
  /** zstd of the diff's text, and how many characters that has. */
  diff: { packed: Buffer; size: number } | null;
};

export type PageInput = {
  page: TrackedPage;
  options: ScrapeOptions;
  /** Whether a page found unchanged costs nothing on this monitor's schedule. */
  unchangedFree: boolean;
  signal: AbortSignal;
};

/**
 * Fetches one page, compares it with its baseline and says what it cost. Never throws for anything a page can
 * do: that is a result with status `error`.
 * @throws only when `signal` is aborted
 */
export async function checkPage(fetchPage: PageFetcher, input: PageInput): Promise<PageResult> {
  const started = performance.now();
  try {
    const fetched = await fetchPage(input.page, input.options, input.signal);
    return await judge(input, fetched);
  } catch (error) {
    input.signal.throwIfAborted();
    return { ...failed(input.page, error), durationMs: Math.round(performance.now() - started) };
  }
}

async function judge(input: PageInput, fetched: FetchedPage): Promise<PageResult> {
  const { page } = input;
  if (fetched.kind === "unchanged") return { ...same(input), ...fetched.found, fetched: fetched.learned };
  const hash = digest("sha256", fetched.content, "buffer");
  const described = { title: fetched.title, contentType: fetched.contentType };
  if (page.baseline?.hash.equals(hash)) {
    return { ...same(input), ...fetched.found, described, fetched: fetched.validators };
  }
  const content: NewContent = {
    hash,
    kind: fetched.contentKind,
    size: Buffer.byteLength(fetched.content),
    content: await packText(fetched.content),
  };
  const base = {
    page,
    ...fetched.found,
    error: null,
    credits: paid,
    described,
    content,
    fetched: fetched.validators,
    metadata: { ...described, ...fetched.metadata },
  };
  if (!page.baseline) return { ...base, status: "new", diff: null };
  const diff = diffText(await readContent(page.baseline), fetched.content);
  return {
    ...base,
    status: "changed",
    metadata: {
      ...base.metadata,
      ...(diff.reordered && { reordered: true as const }),
      ...(diff.truncated && { truncated: true as const }),
    },
    diff: { packed: await packText(diff.text), size: diff.text.length },
  };
}

// Extraction formats are not carried out on this version, so a page costs its base, whatever was asked for.
const paid: PageCredits = { base: 1, formats: 0, judge: 0 };
const free: PageCredits = { base: 0, formats: 0, judge: 0 };

function same({ page, unchangedFree }: PageInput) {
  return {
    page,
    status: "same" as const,
    error: null,
    metadata: null,
    credits: unchangedFree ? free : paid,
    described: null,
    content: null,
    diff: null,
  };
}

function failed(page: TrackedPage, error: unknown): Omit<PageResult, "durationMs"> {
  const expected = error instanceof PageError;
  if (!expected) log.error({ err: error, url: page.url }, "a page could not be processed");
  return {
    page,
    status: "error",
    statusCode: expected ? error.statusCode : null,
    error: expected
      ? error.message
      : "Tidemark could not process this page. The server's log says why; run the monitor again, or report it.",
    metadata: null,
    size: null,
    credits: free,
    described: null,
    content: null,
    fetched: null,
    diff: null,
  };
}

async function readContent(baseline: Baseline): Promise<string> {
  const [row] = await db()
    .select({ content: snapshots.content })
    .from(snapshots)
    .where(eq(snapshots.id, baseline.snapshotId));
  if (!row) throw new Error(`the snapshot ${baseline.snapshotId} of a baseline is missing`);
  return unpackText(row.content);
}
