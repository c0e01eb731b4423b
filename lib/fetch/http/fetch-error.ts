/** What went wrong, for code that must decide what to do next; people read the message. */
export type FetchErrorKind =
  | "bad-request"
  | "dns"
  | "refused-address"
  | "connect"
  | "tls"
  | "timeout"
  | "too-large"
  | "redirects"
  | "dropped"
  | "protocol"
  | "decode"
  | "aborted";

/**
 * A fetch that brought no usable answer. The message is one or two plain sentences: what happened and what to
 * try. An answer of 400 and above is not one of these: it is returned, and `statusSentence` words it.
 */
export class FetchError extends Error {
  readonly kind: FetchErrorKind;
  /** The HTTP status code, when a server got as far as sending one. */
  readonly statusCode: number | null;

  constructor(
    kind: FetchErrorKind,
    message: string,
    options: { statusCode?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "FetchError";
    this.kind = kind;
    this.statusCode = options.statusCode ?? null;
  }
}

export function abortedError(cause?: unknown): FetchError {
  return new FetchError("aborted", "The fetch was stopped before it had finished.", { cause });
}

/** @param maxBytes the limit that was crossed, by the body as sent or as decompressed. */
export function tooLargeError(maxBytes: number, statusCode: number): FetchError {
  const message = `The answer is larger than ${sizeInWords(maxBytes)}, the most that is read. Watch a smaller page.`;
  return new FetchError("too-large", message, { statusCode });
}

/** 20971520 → "20 MB", 1500 → "1500 bytes". */
function sizeInWords(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
  return bytes >= 10 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}

/** 30000 → "30 s", 250 → "0.25 s". */
export function secondsInWords(ms: number): string {
  return `${Math.round(ms) / 1000} s`;
}
