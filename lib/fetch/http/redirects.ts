import { FetchError } from "./fetch-error.ts";

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** One request of a chain. `headers` are the user's; the URL holds no credentials. */
export type Hop = { url: URL; method: Method; headers: Record<string, string>; body?: string | Buffer };

const redirectCodes = new Set([301, 302, 303, 307, 308]);
/** What may follow a redirect to another site. Any other header a user set may be a secret meant for the first. */
const harmlessHeaders = new Set(
  "accept accept-encoding accept-language cache-control content-type dnt pragma user-agent".split(" "),
);

export const isRedirect = (statusCode: number) => redirectCodes.has(statusCode);

/**
 * The request that begins a chain. `user:password@` in the URL becomes Basic authorization, unless the headers
 * bring their own.
 * @throws FetchError "bad-request" for anything but an http(s) URL
 */
export function firstHop(request: Omit<Hop, "url"> & { url: string }): Hop {
  const url = URL.parse(request.url);
  if (!url) {
    throw new FetchError(
      "bad-request",
      `"${request.url.slice(0, 200)}" is not an address. Check its spelling.`,
    );
  }
  if (!isHttp(url)) {
    throw new FetchError(
      "bad-request",
      `Only http and https addresses can be fetched, not ${url.protocol} ones.`,
    );
  }
  return withoutCredentials({ ...request, url });
}

/**
 * The request that follows a redirect, by the rules of RFC 9110 §15.4 and of fetch: POST turns to GET after 301
 * and 302, everything but HEAD after 303; a fragment is inherited.
 * @throws FetchError "redirects" without a usable Location
 */
export function redirectedHop(hop: Hop, answer: { statusCode: number; location: string | undefined }): Hop {
  const { statusCode } = answer;
  const url = locationOf(hop.url, answer.location, (message) => redirectError(message, statusCode));
  if (!url.hash) url.hash = hop.url.hash;
  const becomesGet = statusCode === 303 ? hop.method !== "HEAD" : statusCode < 303 && hop.method === "POST";
  return hopTo(hop, url, becomesGet ? "GET" : hop.method);
}

/** The request for where a page leads by itself. */
export function ledHop(hop: Hop, url: URL): Hop {
  return hopTo(hop, url, hop.method === "HEAD" ? "HEAD" : "GET");
}

/** The same request elsewhere; another origin gets harmless headers only. */
function hopTo(hop: Hop, url: URL, method: Method): Hop {
  const losesBody = method !== hop.method;
  const isKept = (name: string) =>
    (isSameSite(hop.url, url) || harmlessHeaders.has(name)) && !(losesBody && name.startsWith("content-"));
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(([name]) => isKept(name.toLowerCase())),
  );
  return withoutCredentials({ url, method, headers, body: losesBody ? undefined : hop.body });
}

const redirectError = (message: string, statusCode: number) =>
  new FetchError("redirects", message, { statusCode });

/** @param trail every address asked so far */
export function circleError(trail: string[], again: string, statusCode: number): FetchError {
  const message = `The page redirects in a circle: ${circle(trail, again)}. The site needs a repair.`;
  return redirectError(message, statusCode);
}

export function tooManyError(most: number, statusCode: number): FetchError {
  const message = `The page redirects more than ${most} times. Watch the address where it should end.`;
  return redirectError(message, statusCode);
}

/** A URL as a server sees it, so that two which differ by fragment only are the same. */
export function addressOf(url: URL): string {
  return url.origin + url.pathname + url.search;
}

function locationOf(base: URL, location: string | undefined, fail: (message: string) => FetchError): URL {
  if (!location) throw fail("The server redirects, but does not say where to. The site needs a repair.");
  // Header bytes arrive as Latin-1; sites which do not escape mean UTF-8.
  const url = URL.parse(Buffer.from(location, "latin1").toString("utf8"), base);
  const shown = location.slice(0, 200);
  if (!url)
    throw fail(`The server redirects to "${shown}", which is not an address. The site needs a repair.`);
  if (!isHttp(url))
    throw fail(`The server redirects to "${shown}", and only http and https can be followed.`);
  return url;
}

const isHttp = (url: URL) => url.protocol === "http:" || url.protocol === "https:";

/** The same origin, or the same host moved up from http to https on the usual ports, which only adds secrecy. */
function isSameSite(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  return (
    from.hostname === to.hostname &&
    from.protocol === "http:" &&
    to.protocol === "https:" &&
    !from.port &&
    !to.port
  );
}

function withoutCredentials(hop: Hop): Hop {
  const { username, password } = hop.url;
  if (!username && !password) return hop;
  const url = new URL(hop.url);
  url.username = url.password = "";
  if (Object.keys(hop.headers).some((name) => name.toLowerCase() === "authorization")) return { ...hop, url };
  const Authorization = `Basic ${Buffer.from(`${unescaped(username)}:${unescaped(password)}`).toString("base64")}`;
  return { ...hop, url, headers: { ...hop.headers, Authorization } };
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function circle(trail: string[], again: string): string {
  const shown = trail.slice(trail.indexOf(again));
  return [...(shown.length > 3 ? [...shown.slice(0, 2), "…"] : shown), again].join(" → ");
}
