export const SESSION_COOKIE = "tidemark_session";

/** The session token a request carries, or null. */
export function sessionToken(request: Request): string | null {
  const cookies = request.headers.get("cookie") ?? "";
  return new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([A-Za-z0-9_-]+)`).exec(cookies)?.[1] ?? null;
}

/** A Set-Cookie header that keeps a session in the browser, out of reach of scripts and of other sites' forms. */
export function sessionCookie(token: string, expiresAt: Date, secure: boolean): string {
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expiresAt.toUTCString()}${secure ? "; Secure" : ""}`;
}

export function expiredCookie(secure: boolean): string {
  return sessionCookie("", new Date(0), secure);
}
