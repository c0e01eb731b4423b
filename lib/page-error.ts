/**
 * A page that could not be read. The message is one or two sentences for the reader of a report: what
 * happened and what to try. Such a page gets status `error` and its baseline stays (contract: MonitorCheckPage).
 */
export class PageError extends Error {
  /** The HTTP status code, when a server answered at all. */
  readonly statusCode: number | null;

  constructor(message: string, statusCode: number | null = null, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PageError";
    this.statusCode = statusCode;
  }
}
