import { createHash } from "node:crypto";
import { PageError } from "#lib/page-error.ts";
import { isTooMuchForWall } from "../bot-wall.ts";
import { toMarkdown } from "../engine.ts";
import { normalise } from "../normalise.ts";
import { CONVERTER_VERSION, type ConvertOptions } from "../options.ts";
import { baseAddress } from "./base-address.ts";
import { resolveNames } from "./character-references.ts";
import { mayImply } from "./implied-elements.ts";
import { withKeptBlanks } from "./preformatted.ts";
import { type Scanned, type ScanRules, scanHtml } from "./scan.ts";
import { selectElements } from "./select.ts";
import { tagSelector } from "./tag-selector.ts";
import { titleText } from "./title-text.ts";

type Page = {
  /** Null for a page of the known source. */
  markdown: string | null;
  title: string | null;
  readsMore: boolean;
  /** As `Converted` has it. */
  source: string | null;
};

/** What is given up, step by step, for a page that would otherwise have no text: a shell shown by its script. */
const CONCESSIONS: Partial<ScanRules>[] = [
  {},
  { dropHidden: false },
  { dropHidden: false, dropChrome: false },
  { dropHidden: false, dropChrome: false, dropNoscript: false },
];

// A page may also show that it is loading until a script unhides the rest. Told by its words, not by lengths, which
// would make the hidden text come and go as the shown one grows.
const WAITING =
  /^\W*(?:\S+\s+){0,3}(?:loading|please wait|one moment|initiali[sz]ing|redirecting|wird geladen|lädt|bitte warten|chargement|patientez|cargando|espere|caricamento|attendere|carregando|aguarde|bezig met laden|laddar|ładowanie|načítání|yükleniyor|загрузка|подождите|読み込み中|加载中|載入中|로딩)/iu;
/** Nobody waits with more words (characters), a name of the page among them. */
const MAX_WAITING = 80;
const MOST_WORDS_OF_WAITING = 6;
const MOST_WORDS_OF_NAME = 3;

/**
 * A page as normalised markdown, links and images absolute.
 * @param known the source of a text that need not be made again
 * @throws PageError without text, or when `includeTags` match nothing
 */
export function htmlToMarkdown(
  document: string,
  url: string,
  options: ConvertOptions,
  known: string | null = null,
): Page {
  const { html, rules } = prepare(document, url, options);
  let title: string | null = null;
  let isMatched = false;
  for (const concession of CONCESSIONS) {
    const found = convert(html, url, { ...rules, ...concession }, known);
    title ??= found.title;
    isMatched ||= found.isMatched;
    const described = { title: title === null ? null : titleText(title), readsMore: found.readsMore };
    if (found.markdown === null) return { ...described, markdown: null, source: known };
    const isText = concession.dropNoscript === false ? isMoreThanNotice : hasText;
    if (isText(found.markdown)) {
      const isWhole = !found.hasSpared || concession.dropHidden === false || options.includeTags.length > 0;
      const markdown = isWhole ? found.markdown : withHidden(found.markdown, html, url, rules);
      // A long text is what was made of the page and nothing else; and it is no wall, which would have to be looked for.
      const source = isTooMuchForWall(found.markdown) ? found.source : null;
      return { ...described, markdown, source };
    }
    if (!found.hasSpared) break;
  }
  if (rules.include && !isMatched) throw unmatched(options.includeTags);
  throw emptyPage();
}

type ScannedPage = Pick<Scanned, "title" | "isMatched" | "hasSpared" | "readsMore"> & {
  markdown: string | null;
  source: string;
};

/** Two thirds of the work come after the scan, and are spared where it leaves what a known text was made of. */
function convert(html: string, url: string, rules: ScanRules, known: string | null): ScannedPage {
  const scanned = scanHtml(html, rules);
  const base = baseAddress(url, scanned.baseHref);
  const source = createHash("sha256")
    .update(`${CONVERTER_VERSION} ${base}\n`)
    .update(scanned.html)
    .digest("hex");
  if (source === known) return { ...scanned, source, markdown: null };
  const markdown = withKeptBlanks(normalise(toMarkdown(resolveNames(scanned.html), base)));
  return { ...scanned, source, markdown };
}

/** What is shown, or all of it where what is shown only stands in for what is hidden. */
function withHidden(shown: string, html: string, url: string, rules: ScanRules): string {
  if (!saysToWait(shown)) return shown;
  const { markdown } = convert(html, url, { ...rules, dropHidden: false }, null);
  return markdown !== null && hasText(markdown) ? markdown : shown;
}

/** Whether a page says that it is loading and, its name aside, nothing else. */
function saysToWait(markdown: string): boolean {
  if (markdown.length > MAX_WAITING) return false;
  const lines = markdown.split("\n").map((line) => ({
    isWaiting: WAITING.test(line),
    words: line.split(/\s+/).length,
  }));
  return (
    lines.some(({ isWaiting }) => isWaiting) &&
    lines.every(({ isWaiting, words }) => words <= (isWaiting ? MOST_WORDS_OF_WAITING : MOST_WORDS_OF_NAME))
  );
}

/** Of the text for those without scripts: whether it is the page, and not only the wish that scripts be enabled. */
function isMoreThanNotice(markdown: string): boolean {
  return hasText(markdown) && (markdown.length > MAX_NOTICE || !/javascript/i.test(markdown));
}

const MAX_NOTICE = 300;

/** Selectors that a tag alone can answer are left to the scan; all others need the document as a tree, once. */
function prepare(html: string, url: string, options: ConvertOptions): { html: string; rules: ScanRules } {
  const { includeTags, excludeTags } = options;
  const rules: ScanRules = {
    // Whoever names what to keep has named it: in a header or an aside, too.
    dropChrome: options.onlyMainContent && includeTags.length === 0,
    dropHidden: true,
    dropNoscript: true,
    dropImageData: options.removeBase64Images,
    url,
    include: null,
    exclude: null,
  };
  if (includeTags.length + excludeTags.length === 0) return { html, rules };
  const [include, exclude] = [tagSelector(includeTags), tagSelector(excludeTags)];
  const ofTags = [include, exclude].filter((selector) => selector !== null);
  const isComplete = (include || includeTags.length === 0) && (exclude || excludeTags.length === 0);
  if (isComplete && !ofTags.some(({ names }) => names.some((name) => mayImply(name, html))))
    return { html, rules: { ...rules, include, exclude } };
  const selected = selectElements(html, includeTags, excludeTags);
  if (!selected.isMatched) throw unmatched(includeTags);
  return { html: selected.html, rules };
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
