import type { Webhook } from "#lib/delivery/model.ts";
import { FetchError, type SafeFetch } from "#lib/fetch/http/index.ts";
import type { WebhookBody } from "#lib/report/webhook/payload.ts";
import { signatureHeaders } from "#lib/report/webhook/sign.ts";

/** What came of one try. */
export type Tried = {
  delivered: boolean;
  /** Whether another try may come to something. */
  retry: boolean;
  retryAfterMs: number | null;
  /** The receiver wants no more: 410. */
  isGone: boolean;
  statusCode: number | null;
  error: string | null;
  /** The first 2 KB of what was answered. */
  answer: string | null;
  durationMs: number;
};

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;
const KEPT = 2048;
/** A receiver that asks for more patience is asked again all the same. */
const LONGEST_PATIENCE_MS = 3_600_000;

/** Posts a body by the way that passes the rule of addresses; no redirect is followed. Never throws for what a receiver does. */
export async function postWebhook(
  http: Pick<SafeFetch, "fetch">,
  { url, headers }: Webhook,
  content: WebhookBody,
  secrets: string[],
  signal?: AbortSignal,
): Promise<Tried> {
  const began = performance.now();
  const body = Buffer.from(JSON.stringify(content));
  const tried = (how: Partial<Tried>): Tried => ({
    delivered: false,
    retry: true,
    retryAfterMs: null,
    isGone: false,
    statusCode: null,
    error: null,
    answer: null,
    durationMs: Math.round(performance.now() - began),
    ...how,
  });
  try {
    const response = await http.fetch({
      url,
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        "idempotency-key": content.webhookId,
        ...signatureHeaders(secrets, { id: content.webhookId, body, at: Date.now() }),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
      followRedirects: false,
      ...(signal && { signal }),
    });
    const { statusCode } = response;
    const answer = response.body.subarray(0, KEPT).toString("utf8").replaceAll("\0", "").toWellFormed();
    if (isGood(statusCode)) return tried({ delivered: true, retry: false, statusCode, answer });
    return tried({
      retry: statusCode !== 410,
      isGone: statusCode === 410,
      retryAfterMs: patienceOf(response.headers["retry-after"]),
      statusCode,
      answer,
      error: sentenceOf(statusCode),
    });
  } catch (error) {
    if (!(error instanceof FetchError) || error.kind === "aborted") throw error;
    const { statusCode, message } = error;
    // Its answer was good, and only more, or slower, than anybody reads.
    if (statusCode !== null && isGood(statusCode))
      return tried({ delivered: true, retry: false, statusCode });
    return tried({ statusCode, error: message });
  }
}

const isGood = (statusCode: number) => statusCode >= 200 && statusCode < 300;

function sentenceOf(statusCode: number): string {
  if (statusCode === 410) return "It answered 410: it wants nothing more, so the endpoint is switched off.";
  if (statusCode >= 300 && statusCode < 400)
    return `It answered ${statusCode}, a redirect, which is not followed. Give the address that it leads to.`;
  return `It answered ${statusCode}.`;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function patienceOf(header: string | undefined): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_PATIENCE_MS) : null;
}
