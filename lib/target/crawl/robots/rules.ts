import parseRobots from "robots-parser";

/** What robots.txt says to a crawler (RFC 9309). */
export type Robots = {
  /** Whether a URL may be fetched; of one that may not, the line that says so. */
  ask(url: string): { allowed: true } | { allowed: false; line: string };
  crawlDelayMs: number;
  sitemaps: string[];
};

/** RFC 9309: at least 500 KiB are read; what comes behind is not. */
const MOST_BYTES = 512 * 1024;
const LONGEST_DELAY_MS = 60_000;
/** Lines that rule, and no others: those that some crawlers know would end a group for the library. */
const RULE = /^\s*(user-agent|allow|disallow|crawl-delay|sitemap)\s*:/i;

/** By the group of our name, else that of everybody. */
export function readRobots(url: string, body: Buffer | string, userAgent: string): Robots {
  const text = Buffer.from(body)
    .subarray(0, MOST_BYTES)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  const lines = text.split(/\r\n|\n|\r/).filter((line) => RULE.test(line));
  const robots = parseRobots(url, lines.map(settledLine).join("\n"));
  return {
    ask(asked) {
      const parsed = URL.parse(asked);
      if (!parsed || parsed.pathname === "/robots.txt") return { allowed: true };
      const settled = settledUrl(parsed);
      if (robots.isAllowed(settled, userAgent) !== false) return { allowed: true };
      const number = robots.getMatchingLineNumber(settled, userAgent);
      return { allowed: false, line: lines[number - 1]?.trim() ?? "Disallow" };
    },
    crawlDelayMs: Math.min(Math.max(0, robots.getCrawlDelay(userAgent) ?? 0) * 1000 || 0, LONGEST_DELAY_MS),
    sitemaps: robots.getSitemaps().flatMap((sitemap) => URL.parse(sitemap, url)?.href ?? []),
  };
}

/** Where there is no robots.txt (4xx), everything may be fetched. */
export const ALL_ALLOWED: Robots = { ask: () => ({ allowed: true }), crawlDelayMs: 0, sitemaps: [] };

function settledLine(line: string): string {
  if (!/^\s*(allow|disallow)\s*:/i.test(line)) return line;
  return settled(line.replace(/[^\x21-\x7e\s]+/g, encodeURIComponent));
}

function settledUrl(url: URL): string {
  // A star or a dollar of the URL itself is no wildcard.
  const path = settled(url.pathname + url.search)
    .replaceAll("*", "%2A")
    .replaceAll("$", "%24");
  return url.origin + path;
}

/** RFC 9309, 2.2.2: what needs no percent-encoding is compared without it. */
function settled(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (written, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : written.toUpperCase();
  });
}
