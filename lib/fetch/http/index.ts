import { BodyHold, BodyMemory } from "./body-memory.ts";
import { decodeBody } from "./decode.ts";
import type { Answer } from "./exchange.ts";
import { Exchanges, maxBytesOf } from "./exchanges.ts";
import { hostAndPortOf } from "./exemptions.ts";
import { abortedError } from "./fetch-error.ts";
import { headerOf } from "./headers.ts";
import { HostLimits, retryAfterMs } from "./host-limits.ts";
import { Places } from "./places.ts";
import { type Hop, isRedirect } from "./redirects.ts";
import type { FetchedResponse, FetchRequest, SafeFetch, SafeFetchConfig } from "./request.ts";
import { NOBODY, type Share } from "./turns.ts";
import { validatorsFor } from "./validators.ts";
import { Visit } from "./visit.ts";

export type { Lookup } from "./connections.ts";
export { FetchError, type FetchErrorKind } from "./fetch-error.ts";
export { isSendableHeader } from "./headers.ts";
export { emptySentence, noPageSentence } from "./no-page.ts";
export type { FetchedResponse, FetchRequest, SafeFetch, SafeFetchConfig } from "./request.ts";
export { statusSentence } from "./status-sentence.ts";
export type { Share } from "./turns.ts";

/** A page weighs several times its body while it is converted: a copy for the thread, its text, and what is made of it. */
const memoryForLargeBodies = 64 * 1024 * 1024;

const conditions = ["if-none-match", "if-modified-since"];

/** Opens the one way by which Tidemark fetches from the untrusted internet. One per process: it holds the limits. */
export function createSafeFetch(config: SafeFetchConfig): SafeFetch {
  const fetcher = new Fetcher(config);
  return {
    fetch: (request) => fetcher.fetch(request, async (response) => response),
    read: (request, read) => fetcher.fetch(request, read),
    close: () => fetcher.close(),
  };
}

class Fetcher {
  #exchanges: Exchanges;
  #hosts: HostLimits;
  #places: Places | undefined;
  #memory: BodyMemory;
  readonly #heedsRetryAfter: boolean;
  #closed = false;

  constructor(config: SafeFetchConfig) {
    this.#exchanges = new Exchanges(config);
    this.#hosts = new HostLimits({ concurrency: config.hostConcurrency, delayMs: config.hostDelayMs });
    if (config.concurrency) this.#places = new Places(config.concurrency);
    this.#heedsRetryAfter = config.heedsRetryAfter ?? true;
    this.#memory = new BodyMemory(config.largeBodyBytes ?? memoryForLargeBodies);
  }

  async fetch<Result>(
    request: FetchRequest,
    read: (response: FetchedResponse) => Promise<Result>,
  ): Promise<Result> {
    const visit = new Visit(request);
    for (;;) {
      const asked = await this.#ask(visit);
      try {
        if (request.followRedirects === false) return await read(await this.#response(visit, asked));
        if (isRedirect(asked.answer.statusCode)) visit.follow(asked.answer);
        else {
          const response = await this.#response(visit, asked);
          const elsewhere = request.leadsTo?.(response);
          if (!elsewhere || !visit.leave(elsewhere, asked.answer)) return await read(response);
        }
      } finally {
        asked.place.leave();
        asked.hold.release();
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#hosts.close();
    this.#places?.close();
    this.#memory.close();
    await this.#exchanges.close();
  }

  /**
   * One hop, in its turn at its host. Only its own time is put on the clock, not the wait for the turn, for its place
   * among all or for memory. It still has its place and its memory when it has answered: both are to be given back.
   */
  async #ask({ hop, request, clock }: Visit): Promise<Asked> {
    if (this.#closed || request.signal?.aborted) throw abortedError(request.signal?.reason);
    const share = request.share ?? NOBODY;
    const host = hostAndPortOf(hop.url);
    const turn = this.#hosts.enter(host, share, request.signal);
    if (turn) await turn;
    // Only once it is its turn at the host, so that those who wait for a slow one hold no place that others could use.
    const wait = this.#places?.enter(share, request.signal);
    if (wait) {
      await wait.catch((error) => {
        this.#hosts.leave(host, share);
        throw error;
      });
    }
    const place = this.#placeOf(share);
    // A large body is bounded by its bytes, and leaves its place to small ones.
    const hold = new BodyHold(this.#memory, place.leave);
    const began = performance.now();
    let waitedMs = 0;
    try {
      const answer = await this.#exchanges.ask(hop, request, clock.spentMs, hold);
      if (this.#heedsRetryAfter && (answer.statusCode === 429 || answer.statusCode === 503)) {
        this.#hosts.pause(host, retryAfterMs(answer.headers["retry-after"]));
      }
      waitedMs = answer.waitedMs;
      return { hop, answer, place, hold };
    } catch (error) {
      place.leave();
      throw error;
    } finally {
      clock.spentMs += performance.now() - began - waitedMs;
      this.#hosts.leave(host, share);
    }
  }

  /** A place that was taken, to be left once, however often that is asked. */
  #placeOf(share: Share): Place {
    let isHeld = true;
    const leave = () => {
      if (isHeld) this.#places?.leave(share);
      isHeld = false;
    };
    return { leave };
  }

  async #response(
    { request, clock, isRedirected }: Visit,
    { hop, answer, hold }: Asked,
  ): Promise<FetchedResponse> {
    const { statusCode, headers, body } = answer;
    const coding = headers["content-encoding"];
    const began = performance.now();
    const bounds = { maxBytes: maxBytesOf(request), statusCode, hold, signal: request.signal };
    const decoded = coding && body.length > 0 ? await decodeBody(body, coding, bounds) : body;
    // Of both, while it is decoded; from here on only what came out is needed.
    hold.shrink(decoded.length);
    clock.spentMs += performance.now() - began;
    const asked = {
      part: headerOf(hop.headers, "range") !== undefined,
      ifChanged: conditions.some((name) => headerOf(hop.headers, name) !== undefined),
    };
    const isConditional = !asked.ifChanged && Object.keys(validatorsFor(hop, request)).length > 0;
    return {
      statusCode,
      finalUrl: hop.url.href,
      redirected: isRedirected,
      headers,
      body: decoded,
      wireBytes: body.length,
      durationMs: clock.spentMs,
      notModified: statusCode === 304 && isConditional,
      asked,
    };
  }
}

type Place = { leave: () => void };
type Asked = { hop: Hop; answer: Answer; place: Place; hold: BodyHold };
