import { randomBytes } from "node:crypto";
import { hashToken } from "#lib/team/sessions.ts";

/** The secret of a link that is used once: 256 random bits, of which only a hash is stored, as of a session's. */
export function newLinkToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

/** The hash a link is found by, or null for what no link of ours can be. */
export function hashOfLink(token: string): Buffer | null {
  return /^[\w-]{43}$/.test(token) ? hashToken(token) : null;
}
