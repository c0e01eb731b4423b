import type { Agent, Dispatcher } from "undici";
import { BodyBuffer } from "./body-buffer.ts";
import { type BodyHold, SMALL_BODY } from "./body-memory.ts";
import { explainFailure } from "./explain.ts";
import { abortedError, FetchError, secondsInWords, tooLargeError } from "./fetch-error.ts";
import { flatHeaders } from "./headers.ts";
import { isRedirect } from "./redirects.ts";
import { ambiguityOf } from "./untidy/framing.ts";

export type Answer = {
  statusCode: number;
  headers: Record<string, string>;
  /** Its Set-Cookie lines. */
  cookies: string[];
  body: Buffer;
  /** How long the body waited for memory, which is no slowness of its server. */
  waitedMs: number;
};
export type Bounds = {
  /** Whom the words of an error name. */
  host: string;
  /** What is left for this exchange, and the whole that was given to its chain. */
  timeoutMs: number;
  fullTimeoutMs: number;
  maxBytes: number;
  /** Leave the body of a redirect unread beyond what is cheaper than a new connection. */
  followsRedirects: boolean;
  signal?: AbortSignal;
  /** What the body holds of the memory for large ones; given back here when the exchange fails, else by the caller. */
  hold: BodyHold;
};

const redirectBodyBytes = 64 * 1024;

/**
 * One request and its whole answer, within bounds. At any bound the connection is destroyed, not drained.
 * @throws FetchError
 */
export function exchange(agent: Agent, request: Dispatcher.DispatchOptions, bounds: Bounds): Promise<Answer> {
  return new Promise((resolve, reject) => {
    agent.dispatch(request, new Exchange(request.method, bounds, resolve, reject));
  });
}

/** Handles undici's events itself: a Readable per answer, as its `request` makes, would cost more than the rest. */
class Exchange implements Dispatcher.DispatchHandler {
  #method: string;
  #bounds: Bounds;
  #resolve: (answer: Answer) => void;
  #reject: (error: FetchError) => void;
  #timer: NodeJS.Timeout | undefined;
  #leftMs: number;
  #timedFrom = performance.now();
  #waitedMs = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #ended = false;
  #statusCode = 0;
  #headers: Record<string, string> = {};
  #cookies: string[] = [];
  #body: BodyBuffer;
  #skipsBody = false;
  #isLarge = false;

  constructor(
    method: string,
    bounds: Bounds,
    resolve: (answer: Answer) => void,
    reject: (error: FetchError) => void,
  ) {
    this.#method = method;
    this.#bounds = bounds;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#body = new BodyBuffer(bounds.maxBytes);
    this.#leftMs = bounds.timeoutMs;
    this.#timer = setTimeout(this.#timedOut, this.#leftMs);
    bounds.signal?.addEventListener("abort", this.#aborted, { once: true });
    if (bounds.signal?.aborted) this.#aborted();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A fetch may end while its connection is still being made; undici offers no way out before this point.
    if (this.#ended) controller.abort(abortedError());
    else this.#controller = controller;
  }

  onResponseStart(
    _: unknown,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (statusCode < 200) return;
    this.#statusCode = statusCode;
    this.#cookies = [headers["set-cookie"] ?? []].flat();
    const targets = new Set([headers.location].flat());
    this.#headers = flatHeaders(headers);
    const ambiguity = ambiguityOf(this.#headers["transfer-encoding"]);
    if (ambiguity) this.onResponseError(null, ambiguity);
    const { maxBytes, followsRedirects } = this.#bounds;
    if (followsRedirects && isRedirect(statusCode)) {
      if (targets.size > 1) this.#fail(severalTargets(statusCode));
      this.#skipsBody = true;
      this.#body = new BodyBuffer(Math.min(maxBytes, redirectBodyBytes));
    } else if (
      this.#method !== "HEAD" &&
      statusCode !== 304 &&
      Number(this.#headers["content-length"]) > maxBytes
    ) {
      this.#fail(tooLargeError(maxBytes, statusCode));
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#ended) return;
    if (this.#body.add(chunk)) {
      if (this.#body.length > SMALL_BODY && !this.#isLarge && !this.#skipsBody)
        this.#askForMemory(controller);
      return;
    }
    if (this.#skipsBody) {
      this.#succeed();
      this.#controller?.abort(abortedError());
    } else this.#fail(tooLargeError(this.#bounds.maxBytes, this.#statusCode));
  }

  onResponseEnd(): void {
    this.#succeed();
  }

  /** The body goes on when there is memory for all of it. Its server waits meanwhile, and so does its clock. */
  #askForMemory(controller: Dispatcher.DispatchController): void {
    this.#isLarge = true;
    const { hold, maxBytes, signal } = this.#bounds;
    // How much is behind a coding nobody knows; a length may lie, but the parser holds the server to it.
    const length = this.#headers["content-encoding"] ? 0 : Number(this.#headers["content-length"]);
    const wait = hold.grow(length > 0 ? Math.min(length, maxBytes) : maxBytes, signal);
    if (!wait) return;
    controller.pause();
    clearTimeout(this.#timer);
    const began = performance.now();
    this.#leftMs = Math.max(1, this.#leftMs - (began - this.#timedFrom));
    wait.then(
      () => {
        if (this.#ended) return hold.release();
        this.#timedFrom = performance.now();
        this.#waitedMs += this.#timedFrom - began;
        this.#timer = setTimeout(this.#timedOut, this.#leftMs);
        controller.resume();
      },
      (error) => this.#fail(error),
    );
  }

  onResponseError(_: unknown, error: Error): void {
    this.#fail(explainFailure(error, { host: this.#bounds.host, statusCode: this.#statusCode || null }));
  }

  #timedOut = () => {
    const seconds = secondsInWords(this.#bounds.fullTimeoutMs);
    const [what, statusCode] = this.#statusCode
      ? [`${this.#bounds.host} began to answer, but had not finished within ${seconds}`, this.#statusCode]
      : [`${this.#bounds.host} did not answer within ${seconds}`, null];
    const message = `${what}. Try again later, or give it more time.`;
    this.#fail(new FetchError("timeout", message, { statusCode }));
  };

  #aborted = () => this.#fail(abortedError(this.#bounds.signal?.reason));

  #succeed(): void {
    if (!this.#end()) return;
    const body = this.#skipsBody ? Buffer.alloc(0) : this.#body.take();
    this.#resolve({
      statusCode: this.#statusCode,
      headers: this.#headers,
      cookies: this.#cookies,
      body,
      waitedMs: this.#waitedMs,
    });
  }

  #fail(error: FetchError): void {
    if (!this.#end()) return;
    this.#bounds.hold.release();
    this.#reject(error);
    this.#controller?.abort(error);
  }

  /** False when it had ended already. */
  #end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#bounds.signal?.removeEventListener("abort", this.#aborted);
    return true;
  }
}

function severalTargets(statusCode: number): FetchError {
  const message = "The server redirects to several addresses at once. The site needs a repair.";
  return new FetchError("redirects", message, { statusCode });
}
