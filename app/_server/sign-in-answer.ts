import { isIP } from "node:net";
import { requestOrigin } from "./origin.ts";
import { respond } from "./respond.ts";
import { sessionCookie } from "./session-cookie.ts";

/**
 * The address a request came from: the last that a proxy added, which Next itself does when there is none.
 * What is no address counts as one unknown caller.
 */
export function clientIp(request: Request): string {
  const last = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  // Some proxies add the port: 192.0.2.1:443, [2001:db8::1]:443.
  const address = last.replace(/^\[(.+)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3");
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(plain) ? plain : "unknown";
}

/** The answer to somebody who has just signed in: their session, in a cookie. */
export function signedIn(
  request: Request,
  session: { token: string; expiresAt: Date },
  requestId: string,
): Response {
  const secure = requestOrigin(request).startsWith("https:");
  const cookie = sessionCookie(session.token, session.expiresAt, secure);
  return respond({ success: true }, requestId, 200, { "set-cookie": cookie });
}
