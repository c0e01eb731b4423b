import { Parser } from "htmlparser2";

/** Where a page leads. */
export type PageLinks = {
  links: string[];
  canonical: string | null;
  /** The page asks that its links are not followed, or that it is not kept (meta robots). */
  nofollow: boolean;
  noindex: boolean;
};

export const NO_LINKS: PageLinks = { links: [], canonical: null, nofollow: false, noindex: false };

/** Beyond what any person could follow; the limit of a crawl rules long before. */
const MOST_LINKS = 10_000;
const LONGEST_LINK = 8192;
/** Parsing takes the square of the depth beyond what the parser keeps short. */
const DEEPEST = 2000;

/** The distinct links of a page in their order, absolute, without fragments; rel=nofollow left out. */
export function pageLinks(html: string, at: string): PageLinks {
  const found = { ...NO_LINKS };
  const links = new Set<string>();
  let base = at;
  let isBased = false;
  let depth = 0;
  const absolute = (href: string | undefined) => {
    if (!href || href.length > LONGEST_LINK) return null;
    const url = URL.parse(href, base);
    if (!url || !/^https?:$/.test(url.protocol)) return null;
    url.hash = "";
    return url.href.length > LONGEST_LINK ? null : url.href;
  };
  const take: Record<string, (attributes: Record<string, string>) => void> = {
    base({ href }) {
      // The first one rules, as in browsers; one that leads to no web address rules nothing.
      if (isBased || !href) return;
      isBased = true;
      const url = URL.parse(href, at);
      if (url && /^https?:$/.test(url.protocol)) base = url.href;
    },
    a: ({ href, rel = "" }) => void (/\bnofollow\b/i.test(rel) || add(href)),
    area: ({ href, rel = "" }) => void (/\bnofollow\b/i.test(rel) || add(href)),
    iframe: ({ src }) => add(src),
    frame: ({ src }) => add(src),
    link({ rel = "", href }) {
      if (/\bcanonical\b/i.test(rel)) found.canonical ??= absolute(href);
      if (/\b(?:next|prev)\b/i.test(rel)) add(href);
    },
    meta({ name = "", content = "" }) {
      if (!/^(?:robots|tidemark)$/i.test(name)) return;
      found.nofollow ||= /\b(?:nofollow|none)\b/i.test(content);
      found.noindex ||= /\b(?:noindex|none)\b/i.test(content);
    },
  };
  const add = (href: string | undefined) => {
    const url = links.size < MOST_LINKS ? absolute(href) : null;
    if (url) links.add(url);
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > DEEPEST) parser.pause();
      else if (Object.hasOwn(take, name)) take[name]?.(attributes);
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.write(html);
  return { ...found, links: [...links] };
}
