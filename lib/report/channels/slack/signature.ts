import { createHmac, timingSafeEqual } from "node:crypto";

const MOST_SECONDS_OLD = 5 * 60;

/**
 * Whether Slack sent this, and lately: its v0 signature stands over the raw bytes and the moment, so that neither an altered
 * request nor one that was kept and sent again is taken.
 */
export function isFromSlack(
  secret: string,
  body: Buffer,
  headers: Pick<Headers, "get">,
  now = Date.now(),
): boolean {
  const timestamp = headers.get("x-slack-request-timestamp") ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > MOST_SECONDS_OLD) return false;
  const expected = Buffer.from(signatureOf(secret, timestamp, body));
  const given = Buffer.from(headers.get("x-slack-signature") ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export const signatureOf = (secret: string, timestamp: string, body: Buffer): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
