import { type DescribedChange, describeTurn } from "#lib/change/index.ts";
import type { PageCredits } from "#lib/credit/model.ts";
import type { Converter, Difference } from "#lib/extract/index.ts";
import type { Share } from "#lib/fetch/http/index.ts";
import type { FetchedPage, PageFetcher, Validators } from "#lib/fetch/index.ts";
import { log } from "#lib/log.ts";
import type { Baseline, Surface, TrackedPage } from "#lib/page/index.ts";
import type { PageMetadata, PageStatus } from "#lib/page/model.ts";
import { PageError } from "#lib/page-error.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** What a surface's baseline becomes: a new content, ready to be stored, or (null) the one it is, made in another way. */
type NewBaseline = Pick<Surface, "kind" | "fingerprint" | "source" | "content" | "isCompared"> & {
  surface: string;
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
  /** Of the surfaces whose baseline moves. */
  baselines: NewBaseline[];
  /** How to ask for this content next time; null when nothing new was learned. */
  fetched: Validators | null;
  /** zstd of the diff's text, and how many characters that has. */
  diff: { packed: Buffer; size: number } | null;
  /** What somebody may want to know of it; null for nothing new. */
  change: DescribedChange | null;
  /** Where its answer came from, when that is not where it was asked for. */
  redirectedTo: string | null;
  /** SHA-256 of the body, when converting it ended the thread that did. */
  harmful: Buffer | null;
};

/** Reads the stored content of a baseline. */
export type ContentReader = (baseline: Baseline) => Promise<Buffer>;

/** What a page is checked by. */
type Services = { fetchPage: PageFetcher; readContent: ContentReader; compare: Converter["compare"] };

type PageInput = {
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
export async function checkPage(services: Services, input: PageInput): Promise<PageResult> {
  const started = performance.now();
  try {
    const fetched = await services.fetchPage(input.page, input.options, input.signal, input.share);
    return await compare(input, fetched, services);
  } catch (error) {
    input.signal.throwIfAborted();
    return {
      ...failed(input.page, error),
      durationMs: durationOf(error) ?? Math.round(performance.now() - started),
    };
  }
}

/** A host that asked to be left alone, or that is slow to others, is no slowness of this page. */
function durationOf(error: unknown): number | null {
  return error instanceof PageError ? error.durationMs : null;
}

const free: PageCredits = { base: 0, formats: 0, judge: 0 };

async function compare(input: PageInput, fetched: FetchedPage, services: Services): Promise<PageResult> {
  const { page, price } = input;
  if (fetched.kind === "unchanged") return { ...same(input), ...fetched.facts, fetched: fetched.learned };
  const described = { title: fetched.title, contentType: fetched.contentType };
  const isOtherAnswer = page.known?.bodyHash?.equals(fetched.validators.bodyHash) !== true;
  const answer = { isOtherAnswer, statusCode: fetched.facts.statusCode };
  const { baselines, difference } = await compareSurfaces(input, fetched.surfaces, answer, services);
  const redirectedTo = fetched.metadata?.redirectedTo ?? null;
  const isNew = page.baselines.size === 0 || page.isRemoved;
  if (!isNew && !difference) {
    const isTakenAnew = baselines.some(({ content, isCompared }) => isCompared && content !== null);
    return {
      ...same(input),
      ...fetched.facts,
      metadata: isTakenAnew ? { newBaseline: true } : null,
      described,
      baselines,
      redirectedTo,
      fetched: fetched.validators,
    };
  }
  const told = isNew ? null : difference;
  return {
    page,
    ...fetched.facts,
    status: isNew ? "new" : "changed",
    error: null,
    credits: price,
    described,
    baselines,
    fetched: fetched.validators,
    metadata: { ...described, ...fetched.metadata, ...notesOf(told) },
    diff: told && { packed: told.packed, size: told.size },
    change: told?.change ?? newPage(input),
    redirectedTo,
    harmful: null,
  };
}

function notesOf(difference: Difference | null): PageMetadata {
  return {
    ...(difference?.reordered && { reordered: true as const }),
    ...(difference?.truncated && { truncated: true as const }),
  };
}

function newPage({ isFirst }: PageInput): DescribedChange | null {
  return isFirst ? null : describeTurn("new");
}

type Compared = { baselines: NewBaseline[]; difference: Difference | null };

/**
 * Which baselines move, and how the first surface that changed differs; null when none did.
 * @throws PageError when a gate stands where the page was
 */
async function compareSurfaces(
  { page, signal }: PageInput,
  surfaces: Surface[],
  { isOtherAnswer, statusCode }: { isOtherAnswer: boolean; statusCode: number },
  services: Services,
): Promise<Compared> {
  const baselines: NewBaseline[] = [];
  let difference: Difference | null = null;
  for (const { name: surface, content, source, readsMore, isCompared, ...made } of surfaces) {
    const { kind, fingerprint, outlivesFingerprint } = made;
    const baseline = page.baselines.get(surface);
    const isMadeAlike = (baseline?.fingerprint ?? fingerprint) === fingerprint;
    // The same content of another source: the next page is recognised by the newest.
    const isOfOtherSource = source !== null && !baseline?.source?.equals(source);
    if (content || !isMadeAlike || isOfOtherSource)
      baselines.push({ surface, kind, fingerprint, source, content, isCompared });
    if (!content || !isCompared) continue;
    // Taken for the first time, or anew since something else makes it: there is nothing to compare it with.
    const isComparable = baseline && (isMadeAlike || (outlivesFingerprint && isOtherAnswer));
    if (!isComparable || difference) continue;
    const previous = await services.readContent(baseline);
    const found = await services.compare(surface, previous, content.packed, {
      isOfOlderVersion: !isMadeAlike,
      readsMore,
      signal,
    });
    if (found.gate) throw new PageError(found.gate, statusCode);
    if (!found.isOfConverter) difference = found;
  }
  return { baselines, difference };
}

function same({ page, price, unchangedFree }: PageInput) {
  return {
    page,
    status: "same" as const,
    error: null,
    metadata: null,
    credits: unchangedFree ? free : price,
    described: null,
    baselines: [],
    diff: null,
    change: page.failingSince ? describeTurn("recovered") : null,
    redirectedTo: page.known?.validatorsUrl ?? null,
    harmful: null,
  };
}

/** What is recorded of a page that is not there any more. */
export function removedPage(page: TrackedPage): PageResult {
  return {
    page,
    status: "removed",
    statusCode: null,
    error: null,
    metadata: null,
    durationMs: 0,
    size: null,
    credits: free,
    described: null,
    baselines: [],
    fetched: null,
    diff: null,
    change: describeTurn("removed"),
    redirectedTo: null,
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
    baselines: [],
    fetched: null,
    diff: null,
    change: page.failingSince ? null : describeTurn("failed", sentence),
    redirectedTo: null,
    harmful: expected ? error.bodyHash : null,
  };
}
