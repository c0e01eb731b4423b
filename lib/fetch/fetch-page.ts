import { hash } from "node:crypto";
import { demoAddresses } from "#lib/demo-addresses.ts";
import type { Env } from "#lib/env.ts";
import {
  type Converter,
  convertOptions,
  createConverter,
  extractionFingerprint,
  extractSurfaces,
} from "#lib/extract/index.ts";
import type {
  FetchedPage,
  FileFetcher,
  PageFetcher,
  PageToFetch,
  Previewed,
  Previewer,
  Validators,
} from "#lib/fetch/fetched-page.ts";
import {
  createSafeFetch,
  FetchError,
  type FetchedResponse,
  noPageSentence,
  type Share,
} from "#lib/fetch/http/index.ts";
import { refreshTarget } from "#lib/fetch/refresh/index.ts";
import type { KnownAnswer } from "#lib/page/index.ts";
import type { PageMetadata } from "#lib/page/model.ts";
import { PageError } from "#lib/page-error.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

const MAX_BYTES = 20 * 2 ** 20;
/** Sitemaps may have 50 MB by their standard. */
const MAX_FILE_BYTES = 64 * 2 ** 20;
const MAX_MS = 30_000;
const USER_AGENT = "Mozilla/5.0 (compatible; Tidemark/1.0)";
const MOBILE_USER_AGENT = "Mozilla/5.0 (Linux; Android 15; Mobile) (compatible; Tidemark/1.0)";

type FetchSettings = Pick<
  Env,
  | "PORT"
  | "PUBLIC_URL"
  | "TIDEMARK_ALLOW_PRIVATE_NETWORK"
  | "TIDEMARK_WORKER_CONCURRENCY"
  | "TIDEMARK_HOST_CONCURRENCY"
  | "TIDEMARK_HOST_DELAY"
>;

/** The fetcher of pages: plain HTTP, conditional where a baseline allows it, and the surfaces of what came. */
export function createPageFetcher(settings: FetchSettings): {
  fetchPage: PageFetcher;
  /** How two stored contents of a surface differ. */
  compare: Converter["compare"];
  /** A file that is no page: robots.txt, a sitemap. */
  fetchFile: FileFetcher;
  warmUp: Converter["warmUp"];
  /** The same fetch and the same text, for somebody who is choosing what to watch. */
  previewPage: Previewer;
  close: () => Promise<void>;
} {
  const client = createSafeFetch({
    allowPrivateNetwork: settings.TIDEMARK_ALLOW_PRIVATE_NETWORK,
    allowedOrigins: demoAddresses(settings),
    concurrency: settings.TIDEMARK_WORKER_CONCURRENCY,
    hostConcurrency: settings.TIDEMARK_HOST_CONCURRENCY,
    hostDelayMs: settings.TIDEMARK_HOST_DELAY,
    userAgent: USER_AGENT,
  });
  const converter = createConverter();
  const prepare = prepareOnce();
  const ask = async <Made>(
    { page, options, signal, share }: Asking,
    extract: (answer: FetchedResponse) => Promise<Made>,
  ): Promise<Read<Made>> => {
    const { headers, fingerprint } = prepare(options);
    // Content made with other options says nothing about content made with these.
    const known = page.known?.fingerprint === fingerprint ? page.known : null;
    const clock = { spentMs: 0 };
    const request = {
      url: page.url,
      headers,
      timeoutMs: Math.min(options.timeout ?? MAX_MS, MAX_MS),
      maxBytes: MAX_BYTES,
      skipTlsVerification: options.skipTlsVerification ?? false,
      leadsTo: (response: FetchedResponse) => refreshTarget(response, () => isKnown(response, known)),
      clock,
      signal,
      ...(share && { share }),
      ...(known?.etag && { etag: known.etag }),
      ...(known?.lastModified && { lastModified: known.lastModified }),
      validatorsOf: known?.validatorsUrl ?? page.url,
    };
    const read = (response: FetchedResponse) => readResponse(response, { page, known, fingerprint, extract });
    return client.read(request, read).catch((error) => {
      throw asPageError(error, clock.spentMs);
    });
  };
  return {
    fetchPage: async (page, options, signal, share) =>
      ask({ page, options, signal, share }, (answer) =>
        extractSurfaces(answer, options, page.baselines, { converter }, signal),
      ),
    previewPage: async (url, options, signal, share) => {
      const page = { url, known: null, baselines: new Map(), harmful: null };
      const read = await ask({ page, options, signal, share }, (answer) =>
        converter.preview(answer, convertOptions(options), signal).then((preview) => ({ preview })),
      );
      // Without anything known of the page, no answer stands for what is known.
      if (read.kind === "unchanged")
        throw new PageError("The page sent nothing to compare.", read.facts.statusCode);
      return {
        preview: read.preview,
        facts: read.facts,
        redirectedTo: read.metadata?.redirectedTo ?? null,
      } satisfies Previewed;
    },
    compare: converter.compare,
    fetchFile: async (url, signal, share) => {
      const request = { url, headers: {}, timeoutMs: MAX_MS, maxBytes: MAX_FILE_BYTES, signal };
      const { statusCode, body, finalUrl } = await client.fetch({ ...request, ...(share && { share }) });
      // Copied: the memory of the body is given back when the fetch is over.
      return { statusCode, body: Buffer.from(body), finalUrl };
    },
    warmUp: converter.warmUp,
    close: async () => {
      await client.close();
      await converter.close();
    },
  };
}

/** What follows from options for every page that is asked for with them. */
type Prepared = {
  headers: Record<string, string>;
  /** The same for what is asked for, and made of the answer, in the same way. */
  fingerprint: string;
};

/** All pages of a target come with the same options, so what follows from those is made once. */
function prepareOnce(): (options: ScrapeOptions) => Prepared {
  const known = new WeakMap<ScrapeOptions, Prepared>();
  return (options) => {
    const prepared = known.get(options) ?? preparedOf(options);
    known.set(options, prepared);
    return prepared;
  };
}

function preparedOf(options: ScrapeOptions): Prepared {
  const headers = { ...(options.mobile && { "user-agent": MOBILE_USER_AGENT }), ...options.headers };
  const asked = [extractionFingerprint(options), ...Object.entries(headers).sort()];
  return { headers, fingerprint: hash("sha256", JSON.stringify(asked)).slice(0, 16) };
}

/** For the reader of a report, whatever a page can do wrong; everything else as it is. */
function asPageError(error: unknown, spentMs: number): unknown {
  if (error instanceof PageError) return error.after(Math.round(spentMs));
  if (!(error instanceof FetchError) || error.kind === "aborted") return error;
  return new PageError(error.message, error.statusCode, { cause: error, durationMs: Math.round(spentMs) });
}

type Asking = { page: PageToFetch; options: ScrapeOptions; signal: AbortSignal; share: Share | undefined };
type Unchanged = FetchedPage & { kind: "unchanged" };
type Content = FetchedPage & { kind: "content" };
/** An answer, and in it what was made of its content. */
type Read<Made> = Unchanged | (Pick<Content, "kind" | "facts" | "metadata" | "validators"> & Made);

type Reading<Made> = {
  page: PageToFetch;
  known: KnownAnswer | null;
  fingerprint: string;
  extract: (response: FetchedResponse) => Promise<Made>;
};

async function readResponse<Made>(
  response: FetchedResponse,
  { page, known, fingerprint, extract }: Reading<Made>,
): Promise<Read<Made>> {
  const durationMs = Math.round(response.durationMs);
  // RFC 9111: a 304 stands for the stored answer, which was a good one.
  if (response.notModified)
    return { kind: "unchanged", facts: { statusCode: 200, size: null, durationMs }, learned: null };
  const noPage = noPageSentence(response);
  if (noPage) throw new PageError(noPage, response.statusCode);
  const validators = validatorsOf(response, fingerprint);
  const facts = { statusCode: response.statusCode, size: response.body.length, durationMs };
  if (known && isKnown(response, known)) {
    return { kind: "unchanged", facts, learned: sameValidators(known, validators) ? null : validators };
  }
  refuseHarmful(page, validators.bodyHash, response.statusCode);
  const extracted = await extract(response).catch((error) => {
    throw error instanceof PageError && error.endedThread ? error.by(validators.bodyHash) : error;
  });
  const { redirected, finalUrl } = response;
  const metadata: PageMetadata | null =
    redirected && finalUrl !== page.url ? { redirectedTo: finalUrl } : null;
  return { kind: "content", facts, ...extracted, metadata, validators };
}

/** So often converting a body may end the thread that does, before it is not tried any more. */
const MOST_ENDED_THREADS = 2;

function refuseHarmful({ harmful }: PageToFetch, bodyHash: Buffer, statusCode: number): void {
  if (!harmful || harmful.count < MOST_ENDED_THREADS || !harmful.bodyHash.equals(bodyHash)) return;
  const message = `Converting this page took more time or memory than a page may have, ${harmful.count} times. It is tried again when the page changes; watch a part of it with includeTags, or leave the rest out with excludeTags.`;
  throw new PageError(message, statusCode);
}

/** Whether an answer is that which the baselines were made of. From elsewhere, the same bytes are another: their links lead elsewhere. */
function isKnown(response: FetchedResponse, known: KnownAnswer | null): boolean {
  if (!known?.bodyHash || response.statusCode >= 400 || known.validatorsUrl !== urlOf(response)) return false;
  return known.bodyHash.equals(bodyHashOf(response));
}

const bodyHashes = new WeakMap<FetchedResponse, Buffer>();

/** Asked for more than once, and made once: converting may take the body away. */
function bodyHashOf(response: FetchedResponse): Buffer {
  const bodyHash = bodyHashes.get(response) ?? hash("sha256", response.body, "buffer");
  bodyHashes.set(response, bodyHash);
  return bodyHash;
}

/** Where an answer came from, when that is not where it was asked for. */
const urlOf = ({ redirected, finalUrl }: FetchedResponse) => (redirected ? finalUrl : null);

function validatorsOf(response: FetchedResponse, fingerprint: string): Validators {
  const { headers } = response;
  return {
    bodyHash: bodyHashOf(response),
    validatorsUrl: urlOf(response),
    etag: headers.etag ?? null,
    lastModified: headers["last-modified"] ?? null,
    fingerprint,
  };
}

function sameValidators(known: KnownAnswer, found: Validators): boolean {
  const { etag, lastModified, validatorsUrl } = found;
  return known.etag === etag && known.lastModified === lastModified && known.validatorsUrl === validatorsUrl;
}
