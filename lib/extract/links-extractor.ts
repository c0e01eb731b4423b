import type { Extractor } from "#lib/extract/extractor.ts";
import { NO_LINKS, type PageLinks, pageLinks } from "#lib/extract/links/page-links.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** Makes a crawl's options ask for the links of its pages. A symbol, since no caller may ask for them by a name. */
const WANTED = Symbol("links");

/** The same options, and the links of each page beside its text. */
export const withLinks = (options: ScrapeOptions): ScrapeOptions => ({ ...options, [WANTED]: true });

/**
 * Where a page leads: kept as a surface, so that a page which answers "unchanged" still leads on, and never compared, since
 * the links that a reader sees are part of the text.
 */
export const linksExtractor: Extractor = {
  surface: "links",
  takes: (options) => (options as Record<symbol, unknown>)[WANTED] === true,
  fingerprint: () => "1",
  isCompared: false,
  async extract({ body, finalUrl, headers }) {
    const type = String(headers["content-type"] ?? "text/html");
    // The markup that matters here is ASCII in every charset of the web but UTF-16, which is two bytes a character.
    const isHtml = /html|xml/i.test(type) || !headers["content-type"];
    const links = isHtml ? pageLinks(htmlOf(body), finalUrl) : NO_LINKS;
    return { kind: "json", content: JSON.stringify(links) };
  },
};

export const linksIn = (content: string): PageLinks => JSON.parse(content);

function htmlOf(body: Buffer): string {
  if (body[0] === 0xff && body[1] === 0xfe) return body.toString("utf16le");
  return body.toString("utf8");
}
