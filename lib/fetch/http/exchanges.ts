import type { Dispatcher } from "undici";
import type { BodyHold } from "./body-memory.ts";
import { Connections } from "./connections.ts";
import { type Answer, type Bounds, exchange } from "./exchange.ts";
import { exemptionsOf, hostAndPortOf } from "./exemptions.ts";
import { FetchError } from "./fetch-error.ts";
import { requestHead } from "./headers.ts";
import type { Hop } from "./redirects.ts";
import type { FetchRequest, SafeFetchConfig } from "./request.ts";
import { validatorsFor } from "./validators.ts";

const longestMs = 30_000;
const largestBytes = 20 * 1024 * 1024;
/** So many hosts with untidy answers are remembered, the latest. */
const mostUntidyHosts = 1_000;

/** Sends the request of a hop over a connection of the right kind, and a second time where that may help. */
export class Exchanges {
  readonly #config: SafeFetchConfig;
  readonly #connections: Connections;
  readonly #isExempt: (url: URL) => boolean;
  /** Whose answers no strict parser takes: they are asked once at a time, not twice. */
  readonly #untidyHosts = new Set<string>();

  constructor(config: SafeFetchConfig) {
    this.#config = config;
    this.#connections = new Connections(config.lookup);
    this.#isExempt = exemptionsOf(config.allowedOrigins ?? []);
  }

  /** @throws FetchError */
  async ask(hop: Hop, request: FetchRequest, spentMs: number, hold: BodyHold): Promise<Answer> {
    const message = {
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: hop.method,
      headers: requestHead(this.#config.userAgent, hop.headers, validatorsFor(hop, request)),
      body: hop.body,
    };
    const isRepeatable = hop.method === "GET" || hop.method === "HEAD";
    const host = hostAndPortOf(hop.url);
    const isUntidy = this.#untidyHosts.has(host);
    const began = performance.now();
    const send = (untidy: boolean) => {
      const bounds = { ...boundsOf(request, hop.url.host, spentMs + performance.now() - began), hold };
      return this.#send(hop, request, message, { bounds, untidy, reuse: isRepeatable && !untidy });
    };
    try {
      return await send(isUntidy);
    } catch (error) {
      if (!isRepeatable || !(error instanceof FetchError)) throw error;
      // A kept-alive connection may have been closed by the server just as it was used again (RFC 9112 §9.3.1).
      if (error.kind === "dropped" && error.statusCode === null) return await send(isUntidy);
      if (error.kind !== "protocol" || isUntidy) throw error;
      const answer = await send(true);
      this.#rememberUntidy(host);
      return answer;
    }
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  #send(
    hop: Hop,
    request: FetchRequest,
    message: Dispatcher.DispatchOptions,
    { bounds, untidy, reuse }: { bounds: Bounds; untidy: boolean; reuse: boolean },
  ): Promise<Answer> {
    const agent = this.#connections.agentFor({
      guarded: !this.#config.allowPrivateNetwork && !this.#isExempt(hop.url),
      skipTlsVerification: request.skipTlsVerification === true,
      reuse,
      untidy,
    });
    return exchange(agent, message, bounds);
  }

  #rememberUntidy(host: string): void {
    this.#untidyHosts.add(host);
    const [oldest] = this.#untidyHosts;
    if (this.#untidyHosts.size > mostUntidyHosts && oldest !== undefined) this.#untidyHosts.delete(oldest);
  }
}

/** The most of a body that is read, as sent and as decoded. */
export const maxBytesOf = (request: FetchRequest) => Math.min(request.maxBytes, largestBytes);

function boundsOf(request: FetchRequest, host: string, spentMs: number): Omit<Bounds, "hold"> {
  const fullTimeoutMs = Math.min(request.timeoutMs, longestMs);
  return {
    host,
    fullTimeoutMs,
    timeoutMs: Math.max(1, fullTimeoutMs - spentMs),
    maxBytes: maxBytesOf(request),
    followsRedirects: request.followRedirects !== false,
    signal: request.signal,
  };
}
