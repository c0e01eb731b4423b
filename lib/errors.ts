export type ErrorCode =
  | "BAD_REQUEST"
  | "BAD_REQUEST_INVALID_JSON"
  | "UNAUTHORIZED"
  | "PAYMENT_REQUIRED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "CONFLICT"
  | "PAYLOAD_TOO_LARGE"
  | "RATE_LIMITED"
  | "INTERNAL";

export type FieldIssue = { path: string; message: string };

/**
 * The one family of refusals a verb may throw. The message is a whole sentence meant for the caller;
 * the domain knows codes, the HTTP mapper knows status numbers.
 */
export class TidemarkError extends Error {
  readonly code: ErrorCode;
  /** Field-level reasons of a BAD_REQUEST. */
  readonly details: FieldIssue[] | undefined;
  /** Extra top-level fields of the answer, e.g. `checkId` on a 409. */
  readonly extra: Record<string, unknown> | undefined;
  /** Whole seconds to wait, for RATE_LIMITED. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      details?: FieldIssue[];
      extra?: Record<string, unknown>;
      retryAfter?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "TidemarkError";
    this.code = code;
    this.details = options.details;
    this.extra = options.extra;
    this.retryAfter = options.retryAfter;
  }
}

export const badRequest = (message: string, details?: FieldIssue[]) =>
  new TidemarkError("BAD_REQUEST", message, { details });
export const notFound = (what: string) => new TidemarkError("NOT_FOUND", `${what} not found`);
export const conflict = (message: string, extra?: Record<string, unknown>) =>
  new TidemarkError("CONFLICT", message, { extra });
export const paymentRequired = (message: string) => new TidemarkError("PAYMENT_REQUIRED", message);
export const unauthorized = (message: string) =>
  new TidemarkError("UNAUTHORIZED", `Unauthorized: ${message}`);
/** The seconds are in the answer, too: SDKs that throw an error of their own keep its body, and none of its headers. */
export const rateLimited = (message: string, retryAfter: number) =>
  new TidemarkError("RATE_LIMITED", message, { retryAfter, extra: { retryAfter } });

/** The words of anything thrown, for a log line or a stored reason. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
