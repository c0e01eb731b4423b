export const SESSION_COOKIE = "tidemark_session";

/** The session token a request carries, or null. What sets it is next-auth (auth-config.ts). */
export function sessionToken(request: Request): string | null {
  const token = cookieOf(request, SESSION_COOKIE);
  return token && /^[A-Za-z0-9_-]+$/.test(token) ? token : null;
}

/** What a request's cookie of this name holds, or null. */
export function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const pair = pairs.find((text) => text.startsWith(`${name}=`));
  return pair ? pair.slice(name.length + 1) : null;
}
