/** Of an answer that is no HTTP, or that may be read in several ways. Its code is worded where failures are explained. */
export class UnreadableError extends Error {
  readonly code: "AMBIGUOUS_FRAMING" | "UNASKED_UPGRADE" | "NOT_HTTP";

  constructor(code: UnreadableError["code"], detail: string) {
    super(detail);
    this.code = code;
  }
}
