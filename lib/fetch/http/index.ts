import { BodyHold, BodyMemory } from "./body-memory.ts";
import { Connections } from "./connections.ts";
import { decodeBody } from "./decode.ts";
import { type Answer, type Bounds, exchange } from "./exchange.ts";
import { exemptionsOf, hostAndPortOf } from "./exemptions.ts";
import { abortedError, FetchError } from "./fetch-error.ts";
import { headerOf, requestHead } from "./headers.ts";
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

const longestMs = 30_000;
const largestBytes = 20 * 1024 * 1024;
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
  #config: SafeFetchConfig;
  #connections: Connections;
  #hosts: HostLimits;
  #places: Places | undefined;
  #memory: BodyMemory;
  #isExempt: (url: URL) => boolean;
  #closed = false;

  constructor(config: SafeFetchConfig) {
    this.#config = config;
    this.#connections = new Connections(config.lookup);
    this.#hosts = new HostLimits({ concurrency: config.hostConcurrency, delayMs: config.hostDelayMs });
    if (config.concurrency) this.#places = new Places(config.concurrency);
    this.#memory = new BodyMemory(config.largeBodyBytes ?? memoryForLargeBodies);
    this.#isExempt = exemptionsOf(config.allowedOrigins ?? []);
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
    await this.#connections.close();
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
      const answer = await this.#exchange(hop, request, clock.spentMs, hold);
      if (answer.statusCode === 429 || answer.statusCode === 503) {
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

  async #exchange(hop: Hop, request: FetchRequest, spentMs: number, hold: BodyHold): Promise<Answer> {
    const safe = hop.method === "GET" || hop.method === "HEAD";
    const agent = this.#connections.agentFor({
      guarded: !this.#config.allowPrivateNetwork && !this.#isExempt(hop.url),
      skipTlsVerification: request.skipTlsVerification === true,
      reuse: safe,
    });
    const message = {
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: hop.method,
      headers: requestHead(this.#config.userAgent, hop.headers, validatorsFor(hop, request)),
      body: hop.body,
    };
    const bounds = { ...boundsOf(request, hop.url.host, spentMs), hold };
    const began = performance.now();
    try {
      return await exchange(agent, message, bounds);
    } catch (error) {
      // A kept-alive connection may have been closed by the server just as it was used again (RFC 9112 §9.3.1).
      const maybeStale = error instanceof FetchError && error.kind === "dropped" && error.statusCode === null;
      if (!safe || !maybeStale) throw error;
      const left = boundsOf(request, hop.url.host, spentMs + performance.now() - began);
      return await exchange(agent, message, { ...left, hold });
    }
  }

  async #response(
    { request, clock, isRedirected }: Visit,
    { hop, answer, hold }: Asked,
  ): Promise<FetchedResponse> {
    const { statusCode, headers, body } = answer;
    const coding = headers["content-encoding"];
    const began = performance.now();
    const maxBytes = Math.min(request.maxBytes, largestBytes);
    const bounds = { maxBytes, statusCode, hold, signal: request.signal };
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

function boundsOf(request: FetchRequest, host: string, spentMs: number): Omit<Bounds, "hold"> {
  const fullTimeoutMs = Math.min(request.timeoutMs, longestMs);
  return {
    host,
    fullTimeoutMs,
    timeoutMs: Math.max(1, fullTimeoutMs - spentMs),
    maxBytes: Math.min(request.maxBytes, largestBytes),
    followsRedirects: request.followRedirects !== false,
    signal: request.signal,
  };
}
