import { requestOrigin } from "./origin.ts";
import { respond } from "./respond.ts";
import { sessionCookie } from "./session-cookie.ts";

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
