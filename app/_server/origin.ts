import { env } from "#lib/env.ts";
import { TidemarkError } from "#lib/errors.ts";

/**
 * The origin the client used: PUBLIC_URL, else what a trusted proxy forwarded (scripts/before-next.ts lets no other
 * through), else the request's own (contract: `next`). No trailing slash.
 */
export function requestOrigin(request: Request): string {
  const { PUBLIC_URL } = env();
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  const first = (name: string) => request.headers.get(name)?.split(",")[0]?.trim();
  const own = new URL(request.url);
  const protocol = first("x-forwarded-proto") ?? own.protocol.replace(":", "");
  const host = first("x-forwarded-host") ?? request.headers.get("host") ?? own.host;
  const candidate = `${protocol}://${host}`;
  const usable = /^https?:\/\/[^/?#@\\\s]+$/.test(candidate) && URL.canParse(candidate);
  return usable ? new URL(candidate).origin : own.origin;
}

/**
 * Whether a browser sent this from a page of ours: the Fetch standard's Origin, else Sec-Fetch-Site. A page came
 * from us, too, when its host is the one this request was sent to, whatever PUBLIC_URL says: an own page at
 * another address than that one works as well.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin) return origin === new URL(requestOrigin(request)).origin || isOwnHost(origin, request);
  return request.headers.get("sec-fetch-site") === "same-origin";
}

function isOwnHost(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

/** What whoever runs Tidemark has missed when people meet such a refusal on its own pages. */
export const BEHIND_A_PROXY =
  "Behind a proxy, set PUBLIC_URL, or name the proxy in TIDEMARK_TRUSTED_PROXIES.";

/** Before anybody is signed in: another site's page may not sign people in or set us up. @throws FORBIDDEN */
export function requireOwnPage(request: Request): void {
  if (request.headers.has("origin") && !isSameOrigin(request)) {
    throw new TidemarkError("FORBIDDEN", `This works only from Tidemark's own pages. ${BEHIND_A_PROXY}`);
  }
}
