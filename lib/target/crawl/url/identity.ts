/**
 * When two URLs are one page. The rule knows nothing but the URL itself, so it is the same in every check and in every
 * process, and `new` and `removed` never flap because of a spelling.
 */

/** What campaigns, mailings and shares add to a link, whatever the page. */
const TRACKING =
  /^(?:utm_[a-z_]+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|_ga|_gl|ref_src|s_cid|oly_anon_id|oly_enc_id|wickedid)$/i;
/** Names under which servers that set no cookies keep a session. */
const SESSION =
  /^(?:phpsessid|jsessionid|sessionid|session_id|aspsessionid[a-z]*|cfid|cftoken|osCsid|zenid)$/i;
const SESSION_IN_PATH = /;jsessionid=[^/?#]*/gi;

export type IdentityOptions = { ignoreQueryParameters?: boolean | undefined };

/**
 * The key of the page a URL leads to; null for one that is no page. Two URLs with one key are one page: http and https,
 * with "www" and without, are not, since a site may answer them differently; where it does not, it redirects.
 */
export function pageKey(url: string, options: IdentityOptions = {}): string | null {
  const parsed = pageAddress(url, options);
  if (!parsed) return null;
  parsed.searchParams.sort();
  // Whether a folder is written with its last slash is a matter of who links; which one is fetched is the first seen.
  parsed.pathname = parsed.pathname.replace(/(?<=[^/])\/$/, "");
  return parsed.href;
}

/** The URL as it is fetched: as it was linked, without what is never sent or never matters; null for one that is no page. */
export function pageAddress(url: string, { ignoreQueryParameters }: IdentityOptions = {}): URL | null {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  parsed.hash = "";
  parsed.username = "";
  parsed.password = "";
  parsed.hostname = parsed.hostname.replace(/\.$/, "");
  parsed.pathname = settled(parsed.pathname).replace(SESSION_IN_PATH, "");
  parsed.search = ignoreQueryParameters ? "" : settledQuery(parsed.search);
  return parsed;
}

/** Percent-encoding as RFC 3986 normalises it: what needs none has none, and what has one has it in upper case. */
function settled(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (written, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : written.toUpperCase();
  });
}

/** Without what tracks whoever follows the link; the rest in the order and the spelling in which it was linked. */
function settledQuery(search: string): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && !isTracking(settled(part.split("=", 1)[0] ?? "")));
  return kept.length > 0 ? `?${kept.map(settled).join("&")}` : "";
}

const isTracking = (name: string) => TRACKING.test(name) || SESSION.test(name);
