/** Addresses of pages, without the schema library: the form counts them while somebody types. */

export const MAX_URL_LENGTH = 8192;

/** Adds `http://` where no scheme was given, as a browser's address bar would. */
export function withScheme(url: string): string {
  if (url.startsWith("//")) return `http:${url}`;
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(url);
  const isHostAndPort = /^[^/:]+:\d+([/?#]|$)/.test(url);
  return hasScheme && !isHostAndPort ? url : `http://${url}`;
}

export function isHttpUrl(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname !== "";
}

/** What `PageUrl` makes of a text; null where that refuses it. */
export function pageUrlOf(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > MAX_URL_LENGTH) return null;
  const url = withScheme(trimmed);
  return isHttpUrl(url) ? url : null;
}

/** The distinct pages of a scrape target, in the order given. */
export function distinctUrls({ urls }: { urls: string[] }): string[] {
  return [...new Map(urls.map((url) => [URL.parse(url)?.href ?? url, url])).values()];
}
