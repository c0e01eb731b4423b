import { FetchError, type SafeFetch } from "#lib/fetch/http/index.ts";
import type { ChannelRequest } from "#lib/report/channels/request.ts";

export type Outcome =
  | { delivered: true; statusCode?: number; answer?: string }
  | {
      delivered: false;
      retry: boolean;
      retryAfterMs?: number;
      statusCode?: number;
      answer?: string;
      error: string;
    };

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;
/** Of an answer, what is kept. */
const KEPT = 2048;

/** Sends to a channel by the way that passes the rule of addresses. No redirect is followed: it would carry secrets elsewhere. */
export async function sendRequest(
  http: Pick<SafeFetch, "fetch">,
  { url, method, headers, body }: ChannelRequest,
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    const response = await http.fetch({
      url,
      method,
      headers,
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
      followRedirects: false,
      ...(signal && { signal }),
    });
    const { statusCode } = response;
    const answer = response.body.toString("utf8").slice(0, KEPT);
    if (statusCode >= 200 && statusCode < 300) return { delivered: true, statusCode, answer };
    const after = retryAfter(response.headers["retry-after"]);
    return {
      delivered: false,
      // Gone for good, as 410 says, is the one answer that asking again does not change.
      retry: statusCode !== 410,
      ...(after !== null && { retryAfterMs: after }),
      statusCode,
      answer,
      error: sentenceOf(statusCode, answer),
    };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const { statusCode, message } = error;
    return { delivered: false, retry: true, ...(statusCode && { statusCode }), error: message };
  }
}

function sentenceOf(statusCode: number, answer: string): string {
  if (statusCode >= 300 && statusCode < 400) {
    return `It answered ${statusCode}, a redirect, which is not followed. Give the address that it leads to.`;
  }
  const words = answer.replace(/\s+/g, " ").trim().slice(0, 200);
  return `It answered ${statusCode}${words ? `: ${words}` : "."}`;
}

/** In seconds or as a moment (RFC 9110 section 10.2.3); null where there is none to go by. */
function retryAfter(value: string | undefined, now = Date.now()): number | null {
  if (!value) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
