import { createHmac } from "node:crypto";

/**
 * The headers that show a receiver that a body is ours: Firecrawl's own (contract: Webhooks), and those of Standard Webhooks
 * (standardwebhooks.com), which sign the id and the moment, too.
 * @param secrets the newest first; the one before is still good for a day, and signs beside it
 * @param at epoch milliseconds
 */
export function signatureHeaders(
  secrets: string[],
  { id, body, at }: { id: string; body: Buffer; at: number },
): Record<string, string> {
  const [newest, previous] = secrets;
  if (!newest) return {};
  const seconds = Math.floor(at / 1000);
  const hex = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const standard = (secret: string) =>
    `v1,${createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
      .update(`${id}.${seconds}.`)
      .update(body)
      .digest("base64")}`;
  return {
    "x-firecrawl-signature": hex(newest),
    ...(previous && { "x-firecrawl-signature-previous": hex(previous) }),
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": secrets.map(standard).join(" "),
  };
}
