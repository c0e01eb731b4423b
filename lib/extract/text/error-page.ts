import { STATUS_CODES } from "node:http";

/** What a page shows, in one line each. */
export type ShownPage = { title: string; heading: string; text: string };

/** The default pages of servers are short (characters). */
const MAX_TEXT = 1000;
/** A page that nobody's server is known by says nothing else. */
const MAX_UNKNOWN_TEXT = 300;

/** The pages that servers, proxies and frameworks show of themselves when they fail. */
const KNOWN: [maker: string, text: RegExp][] = [
  [
    "a proxy",
    /^[45]\d\d [\p{L}' -]{3,40} (?:nginx|openresty|tengine|cloudflare|awselb|microsoft-azure|envoy|litespeed|caddy|stgw|angie)/iu,
  ],
  [
    "Apache",
    /^[\p{L} ]{3,40} (?:the requested url (?:\S+ )?was not found on this server|the server encountered an internal error or misconfiguration|you don['’]t have permission to access|the server is temporarily unable to service your request|the proxy server (?:received an invalid response|could not handle the request)|the gateway did not receive a timely response|your browser sent a request that this server could not understand|reason: error reading from remote server)/iu,
  ],
  [
    "IIS",
    /^(?:service unavailable )?http error [45]\d\d(?:\.\d+)?\b|^server error (?:[45]\d\d - |in '.*' application)|^runtime error description:/i,
  ],
  [
    "HAProxy",
    /no server is available to handle this request|the server returned an invalid or incomplete response|the server didn['’]t respond in time/i,
  ],
  ["Varnish", /guru meditation/i],
  ["Tomcat", /^http status [45]\d\d\b/i],
  ["Jetty", /^(?:http )?error:? [45]\d\d\b.*(?:powered by jetty|uri: ?\/)/i],
  ["Spring", /^whitelabel error page/i],
  ["CloudFront", /^[45]\d\d error the request could not be satisfied/i],
  [
    "Cloudflare",
    /\bray id: ?[0-9a-f]{16}\b.*\b(?:error|host|down|timed out|unreachable)|\berror (?:code )?(?:5\d\d|1\d{3})\b.*\bray id\b/i,
  ],
  [
    "Envoy",
    /^(?:upstream connect error or disconnect|no healthy upstream|upstream request timeout|rbac: access denied|via_upstream)/i,
  ],
  ["Go", /^(?:404 page not found|default backend - 404)$/i],
  ["Express", /^cannot (?:get|post) \/\S*$/i],
  ["Squid", /^error the requested url could not be retrieved/i],
  ["Google", /^(?:google )?[45]\d\d\. that['’]s an error/i],
  ["Fastly", /^fastly error: /i],
  [
    "Akamai",
    /^(?:service unavailable|bad gateway|access denied|an error occurred).{0,200}\breference (?:#|error)/i,
  ],
  [
    "WordPress",
    /^(?:error establishing a database connection|there has been a critical error on this website|briefly unavailable for scheduled maintenance)/i,
  ],
  ["Drupal", /^the website encountered an unexpected error/i],
  ["Rails", /^(?:we['’]re sorry, but something went wrong|the page you were looking for doesn['’]t exist)/i],
  ["Django", /^server error \(500\)$/i],
  [
    "Laravel",
    /^(?:whoops, looks like something went wrong|(?:4\d\d|5\d\d) \|? ?(?:server error|service unavailable|not found|page expired|too many requests|forbidden))\.?$/i,
  ],
  [
    "Next.js",
    /^(?:application error: a (?:client|server)-side exception has occurred|[45]\d\d ?:? (?:internal server error|this page could not be found)\.?$)/i,
  ],
  [
    "Flask",
    /^[\p{L} ]{3,40} the server encountered an internal error and was unable to complete your request/iu,
  ],
  ["PHP", /^(?:php )?(?:fatal|parse|warning: uncaught|uncaught) ?error: .* (?:in|on line) /i],
  [
    "Heroku",
    /^(?:application error )?an error occurred in the application and your page could not be served|^(?:heroku \| )?no such app/i,
  ],
  [
    "Vercel",
    /^(?:[45]\d\d: )?[A-Z_]+ code: ?`?[A-Z_]+|^this deployment (?:is temporarily paused|cannot be found)/,
  ],
  ["Netlify", /^(?:site|page) not found looks like you['’]ve followed a broken link/i],
  ["GitHub Pages", /^(?:404 )?(?:file not found|there isn['’]t a github pages site here)/i],
  [
    "a host",
    /^account suspended|^this account has been suspended|^(?:508 )?resource limit is reached|^bandwidth limit exceeded/i,
  ],
];

/** The names of codes, as in "502 Bad Gateway", and what else servers write there. */
const PHRASES = new Map(
  Object.entries(STATUS_CODES)
    .filter(([code]) => Number(code) >= 400)
    .map(([code, phrase = ""]) => [code, phrase.toLowerCase()]),
);
const NAMELESS =
  /^(?:internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|service unavailable)$/;

/** Names the failure that a page with a good status shows instead of itself; null for a page. */
export function errorPage({ title, heading, text }: ShownPage): string | null {
  if (text.length > MAX_TEXT) return null;
  const maker = KNOWN.find(([, pattern]) => pattern.test(text));
  if (maker) return `${quoted(heading || title || text)}, of ${maker[0]}`;
  if (text.length > MAX_UNKNOWN_TEXT) return null;
  const named = [heading, title, text].find((line) => isName(line));
  return named === undefined ? null : quoted(named);
}

/** Whether a line is nothing but the code of an error with its name. */
function isName(line: string): boolean {
  const bare = line.trim().toLowerCase().replace(/[.!]$/, "");
  if (NAMELESS.test(bare)) return true;
  const [, code = "", phrase = ""] =
    /^(?:http )?(?:error )?([45]\d\d)\W+(?:error\W+)?([a-z' -]+)$/.exec(bare) ?? [];
  const known = PHRASES.get(code);
  if (known === undefined) return false;
  const plain = (name: string) => name.replace(/ temporarily| time-?out| timeout|[^a-z ]/g, "").trim();
  return (
    plain(phrase) === plain(known) ||
    /^(?:server error|error|page not found|service unavailable)$/.test(phrase)
  );
}

function quoted(line: string): string {
  const short = line.trim().replace(/\s+/g, " ");
  return `“${short.length > 60 ? `${short.slice(0, 59)}…` : short}”`;
}
