/**
 * A page that could not be read. The message is one or two sentences for the reader of a report: what
 * happened and what to try. Such a page gets status `error` and its baseline stays (contract: MonitorCheckPage).
 */
export class PageError extends Error {
  /** The HTTP status code, when a server answered at all. */
  readonly statusCode: number | null;
  /** Converting it ended a thread, by the memory or the time it took: what does so again and again is not tried for ever. */
  readonly endedThread: boolean;
  /** SHA-256 of the body that did. */
  readonly bodyHash: Buffer | null;
  /** What the fetch took, without the wait for a place at the host; null when that is not known. */
  readonly durationMs: number | null;

  constructor(message: string, statusCode: number | null = null, options: PageErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = "PageError";
    this.statusCode = statusCode;
    this.endedThread = options.endedThread ?? false;
    this.bodyHash = options.bodyHash ?? null;
    this.durationMs = options.durationMs ?? null;
  }

  /** The same error, of this body. */
  by(bodyHash: Buffer): PageError {
    return new PageError(this.message, this.statusCode, { ...this.#more(), bodyHash });
  }

  /** The same error, of a fetch that took so long. */
  after(durationMs: number): PageError {
    return new PageError(this.message, this.statusCode, { ...this.#more(), durationMs });
  }

  #more(): PageErrorOptions {
    const { cause, endedThread, bodyHash, durationMs } = this;
    return { cause, endedThread, bodyHash, durationMs };
  }
}

type PageErrorOptions = {
  cause?: unknown;
  endedThread?: boolean;
  bodyHash?: Buffer | null;
  durationMs?: number | null;
};
