import { learnServerTime } from "#components/data/server-clock.ts";

/** The dashboard's way to the API: the very routes a customer calls, with the session cookie. */

export type FieldIssue = { path: string; message: string };

/** A refusal of the API; `message` is its sentence, made for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: FieldIssue[];
  readonly body: Record<string, unknown>;
  /** Seconds to wait, when the refusal says so. */
  readonly retryAfter: number | null;

  constructor(status: number, body: Record<string, unknown>, retryAfter: number | null = null) {
    super(typeof body.error === "string" ? body.error : "The server gave an answer we do not understand.");
    this.name = "ApiError";
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : "UNKNOWN";
    this.details = Array.isArray(body.details) ? (body.details as FieldIssue[]) : [];
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

/** Whether what was asked for is not there, or not any more. */
export const isMissing = (error: unknown) => error instanceof ApiError && error.status === 404;

// What pages read by themselves is not counted as what a person does (app/_server/request-limit.ts).
export const BY_A_PAGE = { "x-tidemark-page": "1" };

type CallOptions = {
  method?: string;
  body?: unknown;
  /** Sent to its end when the page is left meanwhile, as far as the browser does that: it takes no long bodies. */
  outlivesPage?: boolean;
};

/** Fetch Standard, 4.6: all requests that outlive a page may have 64 KiB of bodies together. */
const MOST_OUTLIVING = 60 * 1024;

/** @throws ApiError · an Error with a sentence when the server cannot be reached */
export async function api<T>(path: string, options: CallOptions = {}): Promise<T> {
  const { method = "GET", body, outlivesPage = false } = options;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sentAt = Date.now();
  const response = await fetch(`/api${path}`, {
    method,
    headers: {
      ...BY_A_PAGE,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(text !== undefined && { body: text }),
    ...(outlivesPage && text && text.length < MOST_OUTLIVING && { keepalive: true }),
  }).catch(() => {
    throw new Error("Tidemark cannot be reached. Check that it is running; what you see may be old.");
  });
  learnServerTime(response.headers.get("date"), sentAt, Date.now());
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const retryAfter = Number(response.headers.get("retry-after")) || null;
    throw new ApiError(response.status, answer, retryAfter);
  }
  return answer as T;
}
