import { PageError } from "#lib/page-error.ts";
import { baseAddress } from "./base-address.ts";
import { INLINE, NEVER_TEXT, RAW_TEXT } from "./elements.ts";
import { KeptText } from "./kept-text.ts";
import { CONTENT, DROPPED, INCLUDED, OpenElements, PLAIN, SECTION } from "./open-elements.ts";
import { hasNoEndTag, isChrome, isContentRoot, isHidden, isShadowRoot } from "./page-part.ts";
import { completeSamePageLink } from "./same-page-link.ts";
import {
  attributesOf,
  endOfComment,
  endOfRawText,
  isSpace,
  readTag,
  SAME_PAGE,
  type Tag,
  withoutData,
} from "./tag.ts";
import type { TagSelector } from "./tag-selector.ts";

export type ScanRules = {
  dropChrome: boolean;
  dropHidden: boolean;
  dropNoscript: boolean;
  dropImageData: boolean;
  /** Of the page: its links to itself get a whole address. Null leaves them. */
  url: string | null;
  /** Null drops nothing. */
  exclude: TagSelector | null;
  /** Null keeps everything. */
  include: TagSelector | null;
};

export type Scanned = {
  /** What is kept, as it was written. */
  html: string;
  /** The source of the first title, entities and all. */
  title: string | null;
  baseHref: string | null;
  /** Whether an included element was found. */
  isMatched: boolean;
  /** Whether looser rules (hidden, frame, noscript) would have kept more. */
  hasSpared: boolean;
};

const [EXCLAMATION, SLASH, QUESTION] = [0x21, 0x2f, 0x3f];

/** The longest pages people write have half as many. Each costs far more than its characters. */
const MAX_ELEMENTS = 1_000_000;

/**
 * Cuts a document down to what `rules` keep, in one pass and without building a tree.
 * @throws PageError when it has more than a million elements
 */
export function scanHtml(html: string, rules: ScanRules): Scanned {
  return new Scan(html, rules).run();
}

class Scan {
  readonly #html: string;
  readonly #rules: ScanRules;
  readonly #open = new OpenElements();
  readonly #kept: KeptText;
  /** No selectors: an inline element without notable attributes then never matters. */
  readonly #isPlainRule: boolean;
  #title: string | null = null;
  #baseHref: string | null = null;
  #isMatched = false;
  #hasSpared = false;
  #elements = 0;
  #address: string | null = null;

  constructor(html: string, rules: ScanRules) {
    this.#html = html;
    this.#rules = rules;
    this.#isPlainRule = rules.include === null && rules.exclude === null;
    this.#kept = new KeptText(html, rules.include === null);
  }

  run(): Scanned {
    const html = this.#html;
    let at = html.indexOf("<");
    while (at >= 0) {
      const next = this.#markup(at);
      if (next === null) break;
      at = html.indexOf("<", next);
    }
    const kept = this.#kept.finish(at < 0 ? html.length : at);
    return {
      html: kept,
      title: this.#title,
      baseHref: this.#baseHref,
      isMatched: this.#isMatched,
      hasSpared: this.#hasSpared,
    };
  }

  /** Reads what starts at a `<` and answers where to go on; null when the rest of the text is an unfinished tag. */
  #markup(at: number): number | null {
    const html = this.#html;
    const first = html.charCodeAt(at + 1);
    const isEnd = first === SLASH;
    const nameAt = isEnd ? at + 2 : at + 1;
    if (isLetter(isEnd ? html.charCodeAt(nameAt) : first)) {
      const tag = readTag(html, nameAt);
      if (tag === null) return null;
      return isEnd ? this.#endTag(tag, at) : this.#startTag(tag, at);
    }
    if (!isEnd && first !== EXCLAMATION && first !== QUESTION) return nameAt;
    const end = endOfComment(html, at);
    this.#kept.replace(at, end, "");
    return end;
  }

  #startTag(tag: Tag, at: number): number {
    if (++this.#elements > MAX_ELEMENTS) throw tooManyElements();
    const isInline = INLINE.has(tag.name);
    if (isInline && (tag.notable & ~SAME_PAGE) === 0 && this.#isPlainRule && !this.#open.isInside(DROPPED)) {
      if (tag.notable === SAME_PAGE) this.#completeLink(tag, at);
      return tag.end;
    }
    this.#open.endBefore(tag.name);
    this.#turn(at);
    const end = RAW_TEXT.has(tag.name) ? endOfRawText(this.#html, tag.name, tag.end) : tag.end;
    if (tag.name === "title" && !this.#open.isInside(DROPPED)) return this.#takeTitle(tag, at, end);
    if (tag.name === "base") this.#baseHref ??= attributesOf(tag).get("href") ?? null;
    if (tag.name === "noscript" && !this.#rules.dropNoscript) return this.#unwrap(tag, at);
    const meaning = this.#meaningOf(tag);
    if (tag.name === "template" && meaning === PLAIN) this.#unwrap(tag, at);
    if (meaning & INCLUDED) this.#isMatched = true;
    if (hasNoEndTag(tag)) this.#voidTag(tag, at, meaning);
    else if (meaning !== PLAIN || this.#open.isInside(DROPPED) || !isInline) {
      const wasIncluded = this.#open.isInside(INCLUDED);
      this.#open.push(tag.name, meaning);
      if (!wasIncluded && this.#open.isInside(INCLUDED)) this.#kept.insert("<div>");
      this.#turn(at);
      if (meaning & DROPPED && !isInline && !NEVER_TEXT.has(tag.name)) this.#kept.insert(" ");
    }
    if (tag.notable & SAME_PAGE) this.#completeLink(tag, at);
    if (tag.name === "li") this.#breakBefore(at);
    return end;
  }

  /** mdream sets an item without a list on the line of the text before it, unless white space parts the two. */
  #breakBefore(item: number): void {
    const html = this.#html;
    const isApart = isSpace(html.charCodeAt(item - 1)) || LIST_TAGS.some((tag) => html.endsWith(tag, item));
    if (!isApart) this.#kept.replace(item, item, "\n");
  }

  #completeLink(tag: Tag, at: number): void {
    const { url } = this.#rules;
    if (url === null || tag.name !== "a" || !this.#kept.isKeeping) return;
    this.#address ??= baseAddress(url, this.#baseHref);
    this.#kept.replace(at, tag.end, completeSamePageLink(this.#html.slice(at, tag.end), this.#address));
  }

  #endTag(tag: Tag, at: number): number {
    if (tag.name === "noscript" && !this.#rules.dropNoscript) return this.#unwrap(tag, at);
    const wasIncluded = this.#open.isInside(INCLUDED);
    const meaning = this.#open.end(tag.name);
    if (meaning === null) return tag.end;
    if (tag.name === "template" && meaning === PLAIN) this.#unwrap(tag, at);
    // An element's own end tag shares its fate; the end tag of an element around it does not.
    this.#turn(meaning & (DROPPED | INCLUDED) ? tag.end : at);
    if (wasIncluded && !this.#open.isInside(INCLUDED)) this.#kept.insert("</div>");
    return tag.end;
  }

  #voidTag(tag: Tag, at: number, meaning: number): void {
    const image =
      tag.name === "img" && this.#rules.dropImageData ? withoutData(this.#html.slice(at, tag.end)) : null;
    if (meaning & DROPPED) this.#kept.replace(at, tag.end, "");
    else if (image !== null) this.#kept.replace(at, tag.end, image);
    if (meaning & INCLUDED && !this.#kept.isKeeping && !this.#open.isInside(DROPPED)) {
      this.#kept.insert(`<div>${image ?? this.#html.slice(at, tag.end)}</div>`);
    }
  }

  /** mdream itself drops a noscript and a template, so a wanted one has to go without its tags. */
  #unwrap(tag: Tag, at: number): number {
    this.#kept.replace(at, tag.end, " ");
    return tag.end;
  }

  #takeTitle(tag: Tag, at: number, end: number): number {
    this.#title ??= this.#html.slice(tag.end, end);
    const after = this.#html.indexOf(">", end) + 1 || this.#html.length;
    this.#kept.replace(at, after, "");
    return after;
  }

  #meaningOf(tag: Tag): number {
    const rules = this.#rules;
    if (this.#open.isInside(DROPPED)) return PLAIN;
    if (NEVER_TEXT.has(tag.name) && !isShadowRoot(tag)) return DROPPED;
    if (rules.exclude?.matches(tag)) return DROPPED;
    if ((rules.dropNoscript && tag.name === "noscript") || (rules.dropHidden && isHidden(tag)))
      return this.#spare();
    if (rules.dropChrome && !this.#open.isInside(CONTENT)) {
      if (isContentRoot(tag)) return CONTENT;
      if (isChrome(tag, this.#open.isInside(SECTION))) return this.#spare();
      if (tag.name === "section") return SECTION;
    }
    return rules.include?.matches(tag) ? INCLUDED : PLAIN;
  }

  #spare(): number {
    this.#hasSpared = true;
    return DROPPED;
  }

  /** Starts or stops keeping at `at`, as the elements now open have it. */
  #turn(at: number): void {
    const isWanted = this.#rules.include === null || this.#open.isInside(INCLUDED);
    this.#kept.setKeeping(isWanted && !this.#open.isInside(DROPPED), at);
  }
}

function tooManyElements(): PageError {
  return new PageError(
    `The page has more than ${MAX_ELEMENTS / 1_000_000} million elements, too many to compare. Monitor a page with a part of it, or the address its data comes from.`,
  );
}

/** What mostly stands before an item. */
const LIST_TAGS = ["</li>", "<ul>", "<ol>"];

const isLetter = (code: number) => (code | 32) >= 0x61 && (code | 32) <= 0x7a;
