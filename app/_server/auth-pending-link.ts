import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env.ts";
import type { PendingLink } from "./auth-visit.ts";

// Somebody came by a provider with the address of an account that has a password. For ten minutes their browser may
// show that it is theirs by signing in to it; what it then links is kept in a cookie that only we can read or write.

export const LINK_COOKIE = "tidemark_link";
const SECONDS = 600;

const Kept = z.object({ provider: z.string(), subject: z.string(), email: z.string() });

/** A Set-Cookie header that keeps what may be linked. */
export async function pendingLinkCookie(link: PendingLink, secure: boolean): Promise<string> {
  const kept = await encode({ token: link, secret: secret(), salt: LINK_COOKIE, maxAge: SECONDS });
  return setCookie(kept, SECONDS, secure);
}

export const noPendingLink = (secure: boolean): string => setCookie("", 0, secure);

/** What a browser's cookie lets it link, or null where it has none, an old one, or one that we did not make. */
export async function readPendingLink(cookie: string | null | undefined): Promise<PendingLink | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: secret(), salt: LINK_COOKIE }).catch(() => null);
  return Kept.safeParse(token).data ?? null;
}

function setCookie(value: string, seconds: number, secure: boolean): string {
  return `${LINK_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`;
}

const secret = () => env().AUTH_SECRET ?? "";
