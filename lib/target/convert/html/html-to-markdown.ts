import { PageError } from "../../page-error.ts";
import { toMarkdown } from "../engine.ts";
import { normalise } from "../normalise.ts";
import type { ConvertOptions } from "../options.ts";
import { type ScanRules, scanHtml } from "./scan.ts";
import { selectElements } from "./select.ts";
import { simpleSelectors } from "./simple-selector.ts";
import { titleText } from "./title-text.ts";

type Page = { markdown: string; title: string | null };

/** What is given up, step by step, for a page that would otherwise have no text: a shell shown by its script. */
const CONCESSIONS: Partial<ScanRules>[] = [
  {},
  { dropHidden: false },
  { dropHidden: false, dropChrome: false },
  { dropHidden: false, dropChrome: false, dropNoscript: false },
];

/**
 * A page as normalised markdown, links and images absolute.
 * @throws PageError without text, or when `includeTags` match nothing
 */
export function htmlToMarkdown(source: string, url: string, options: ConvertOptions): Page {
  const { html, rules } = prepare(source, options);
  let title: string | null = null;
  let isMatched = false;
  for (const concession of CONCESSIONS) {
    const scanned = scanHtml(html, { ...rules, ...concession });
    title ??= scanned.title;
    isMatched ||= scanned.isMatched;
    const markdown = normalise(toMarkdown(scanned.html, baseOf(url, scanned.baseHref)));
    if (hasText(markdown)) return { markdown, title: title && titleText(title) };
    if (!scanned.hasSpared) break;
  }
  if (rules.include && !isMatched) throw unmatched(options.includeTags);
  throw emptyPage();
}

/** Plain selectors are left to the scan; all others need the document as a tree, once. */
function prepare(html: string, options: ConvertOptions): { html: string; rules: ScanRules } {
  const { includeTags, excludeTags } = options;
  const [include, exclude] = [simpleSelectors(includeTags), simpleSelectors(excludeTags)];
  const rules: ScanRules = {
    // Whoever names what to keep has named it: in a header or an aside, too.
    dropChrome: options.onlyMainContent && includeTags.length === 0,
    dropHidden: true,
    dropNoscript: true,
    dropImageData: options.removeBase64Images,
    exclude: exclude ?? [],
    include: includeTags.length > 0 ? include : null,
  };
  if (include && exclude) return { html, rules };
  const selected = selectElements(html, includeTags, excludeTags);
  if (!selected.isMatched) throw unmatched(includeTags);
  return { html: selected.html, rules: { ...rules, exclude: [], include: null } };
}

/** The address that relative ones are resolved against, without what would change or leak (fragment, password). */
function baseOf(url: string, baseHref: string | null): string {
  const page = new URL(url);
  const href = baseHref?.trim().replaceAll("&amp;", "&");
  const base = href && URL.canParse(href, page) ? new URL(href, page) : page;
  const origin = /^https?:$/.test(base.protocol) ? base : page;
  origin.hash = origin.username = origin.password = "";
  return origin.href;
}

/** Pages of this length have text; shorter ones are looked at. */
const SURELY_TEXT = 20_000;
const LINK_TARGET = /\]\([^()\n]*\)/g;
const ANY_TEXT = /[^\s!()[\]*_#>|`~-]/;

function hasText(markdown: string): boolean {
  return markdown.length > SURELY_TEXT || ANY_TEXT.test(markdown.replace(LINK_TARGET, "]"));
}

function unmatched(includeTags: string[]): PageError {
  return new PageError(
    `Nothing on the page matches includeTags (${includeTags.join(", ")}). Compare the selectors with the page's HTML; what a script adds later is not in it.`,
  );
}

/** Of a page that has no text. */
export function emptyPage(): PageError {
  return new PageError(
    "The page was empty. If a browser shows text there, a script draws it: monitor the address the script reads from, or fetch with an engine that runs scripts.",
  );
}
