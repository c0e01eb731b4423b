import { PageError } from "#lib/page-error.ts";
import { BREAKS_OUT, MAY_HOLD_HTML, TRAIT } from "./elements.ts";
import {
  CONTENT,
  DROPPED,
  INCLUDED,
  OpenElements,
  PLAIN,
  PREFORMATTED,
  REPLACED,
  SECTION,
} from "./open-elements.ts";
import { hasNoEndTag, isBar, isChrome, isContentRoot, isHidden, isShadowRoot } from "./page-part.ts";
import { endOfComment, endOfRawText, NOTABLE, readTag, type Tag } from "./tag.ts";
import type { TagSelector } from "./tag-selector.ts";
import { WrittenPage } from "./written-page.ts";
import { isReadAsAWhole } from "./written-text.ts";

export type ScanRules = {
  dropChrome: boolean;
  dropHidden: boolean;
  dropNoscript: boolean;
  dropImageData: boolean;
  /** Of the page: what its links lead to is resolved against it. Null leaves them. */
  url: string | null;
  /** Null drops nothing. */
  exclude: TagSelector | null;
  /** Null keeps everything. */
  include: TagSelector | null;
};

export type Scanned = {
  /** What is kept, written so that markdown says what a reader sees. */
  html: string;
  /** The source of the first title, entities and all. */
  title: string | null;
  baseHref: string | null;
  /** Whether an included element was found. */
  isMatched: boolean;
  /** Whether more is read than words between tags. */
  readsMore: boolean;
  /** Whether looser rules (hidden, frame, noscript) would have kept more. */
  hasSpared: boolean;
};

/** What says nothing of whether an element is content. */
const OF_LINKS = NOTABLE.href | NOTABLE.title;
/** What may say that an element is a bar. */
const OF_BARS = NOTABLE.class | NOTABLE.id | NOTABLE.role | NOTABLE.aria | NOTABLE.style;
const [EXCLAMATION, SLASH, QUESTION] = [0x21, 0x2f, 0x3f];

/** The longest pages people write have half as many. Each costs far more than its characters. */
const MAX_ELEMENTS = 1_000_000;
/** So far behind its beginning, a bar for cookies speaks of them (characters). */
const SPEAKS_OF_COOKIES = 40_000;
/** For all bars of a page (characters). */
const MAX_READ_AHEAD = 4_000_000;

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
  readonly #page: WrittenPage;
  /** No selectors: an inline element without notable attributes then never matters. */
  readonly #isPlainRule: boolean;
  /** Where cookies are spoken of next, perhaps. */
  #cookieAt = -1;
  #readAhead = 0;
  #title: string | null = null;
  #isMatched = false;
  #hasSpared = false;
  #elements = 0;

  constructor(html: string, rules: ScanRules) {
    this.#html = html;
    this.#rules = rules;
    this.#isPlainRule = rules.include === null && rules.exclude === null;
    this.#page = new WrittenPage(html, rules, rules.include === null);
  }

  run(): Scanned {
    const html = this.#html;
    let from = 0;
    let at = html.indexOf("<");
    while (at >= 0) {
      if (this.#page.readsText && at > from) this.#page.text(from, at);
      const next = this.#markup(at);
      if (next === null) break;
      from = next;
      at = html.indexOf("<", next);
    }
    const end = at < 0 ? html.length : at;
    if (this.#page.readsText && end > from) this.#page.text(from, end);
    this.#page.settle(end);
    if (this.#open.isInside(REPLACED)) this.#page.endReplaced(null, end);
    return {
      html: this.#page.kept.finish(end),
      title: this.#title,
      baseHref: this.#page.baseHref,
      isMatched: this.#isMatched,
      readsMore: this.#page.readsMore,
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
    this.#page.comment(at, end);
    return end;
  }

  #startTag(tag: Tag, at: number): number {
    if (++this.#elements > MAX_ELEMENTS) throw tooManyElements();
    const isInline = (tag.traits & TRAIT.inline) !== 0;
    if (isInline && (tag.notable & ~OF_LINKS) === 0 && this.#isPlainRule && !this.#open.isInside(DROPPED)) {
      if (tag.notable === 0) this.#page.startPlainInline(tag, at);
      else if (this.#page.nameOf(tag) === "") this.#page.startInline(tag, at);
      else this.#element(tag, at, PLAIN, isInline);
      return tag.end;
    }
    if (!isInline) this.#page.settle(at);
    if (this.#open.isInside(REPLACED)) this.#breakOut(tag, at);
    this.#open.endBefore(tag.name);
    this.#turn(at);
    const end = tag.traits & TRAIT.rawText ? endOfRawText(this.#html, tag.name, tag.end) : tag.end;
    if (tag.name === "title" && !this.#open.isInside(DROPPED)) return this.#takeTitle(tag, at, end);
    if (tag.name === "base") this.#page.takeBase(tag);
    if (tag.name === "noscript" && !this.#rules.dropNoscript) return this.#unwrap(tag, at);
    const meaning = this.#meaningOf(tag, at);
    if (tag.name === "template" && meaning === PLAIN) this.#unwrap(tag, at);
    if (meaning & INCLUDED) this.#isMatched = true;
    if (hasNoEndTag(tag)) this.#voidTag(tag, at, meaning);
    else this.#element(tag, at, meaning, isInline);
    return end;
  }

  /** An element of HTML ends a graphic or a formula that was left open, but where those may hold some. */
  #breakOut(tag: Tag, at: number): void {
    if (!BREAKS_OUT.has(tag.name) || MAY_HOLD_HTML.some((name) => this.#open.has(name))) return;
    for (const name of ["svg", "math"]) while (this.#open.has(name)) this.#open.end(name);
    if (!this.#open.isInside(REPLACED)) this.#page.endReplaced(null, at);
  }

  #element(tag: Tag, at: number, meaning: number, isInline: boolean): void {
    const page = this.#page;
    const isDropped = (meaning & DROPPED) !== 0 || this.#open.isInside(DROPPED);
    const name = isDropped ? "" : page.nameOf(tag);
    if (meaning !== PLAIN || isDropped || !isInline || name !== "") {
      const wasIncluded = this.#open.isInside(INCLUDED);
      page.settle(at);
      this.#open.push(tag.name, meaning);
      if (!wasIncluded && this.#open.isInside(INCLUDED)) page.kept.insert("<div>");
      if (meaning !== PLAIN) this.#turn(at);
      if (meaning & REPLACED) page.beginReplaced(tag, at, this.#isWanted());
      else if (meaning & DROPPED && !isInline && !(tag.traits & TRAIT.neverText)) page.kept.insert(" ");
    }
    if (!page.kept.isKeeping) return;
    if (isInline) page.startInline(tag, at);
    else page.startBlock(tag, at);
    if (meaning & PREFORMATTED) page.beginPreformatted();
    if (name !== "") page.beginNamed(this.#open.depth, name);
  }

  #endTag(tag: Tag, at: number): number {
    const page = this.#page;
    const isInline = (tag.traits & TRAIT.inline) !== 0;
    if (!isInline) {
      page.settle(at);
      if (tag.name === "noscript" && !this.#rules.dropNoscript) return this.#unwrap(tag, at);
    }
    const wasIncluded = this.#open.isInside(INCLUDED);
    const wasReplaced = this.#open.isInside(REPLACED);
    const meaning = this.#open.end(tag.name);
    if (meaning === null) {
      if (isInline) page.endInline(tag, at, this.#isPlainRule);
      return tag.end;
    }
    if (tag.name === "template" && meaning === PLAIN) this.#unwrap(tag, at);
    if (wasReplaced && !this.#open.isInside(REPLACED)) page.endReplaced(tag, at);
    if (meaning & PREFORMATTED && !this.#open.isInside(PREFORMATTED)) page.endPreformatted();
    // An element's own end tag shares its fate; the end tag of an element around it does not.
    this.#turn(meaning & (DROPPED | INCLUDED) ? tag.end : at);
    if (isInline && meaning === PLAIN) page.endInline(tag, at, false);
    page.end(tag, at, this.#open.depth);
    if (wasIncluded && !this.#open.isInside(INCLUDED)) page.kept.insert("</div>");
    return tag.end;
  }

  #voidTag(tag: Tag, at: number, meaning: number): void {
    const { kept } = this.#page;
    if (meaning & DROPPED) kept.replace(at, tag.end, "");
    if (meaning & DROPPED || this.#open.isInside(DROPPED)) return;
    const wasKeeping = kept.isKeeping;
    const written = this.#page.voidTag(tag, at);
    if (meaning & INCLUDED && !wasKeeping) kept.insert(`<div>${written}</div>`);
  }

  /** mdream itself drops a noscript and a template, so a wanted one has to go without its tags. */
  #unwrap(tag: Tag, at: number): number {
    this.#page.kept.replace(at, tag.end, " ");
    return tag.end;
  }

  #takeTitle(tag: Tag, at: number, end: number): number {
    this.#title ??= this.#html.slice(tag.end, end);
    const after = this.#html.indexOf(">", end) + 1 || this.#html.length;
    this.#page.kept.replace(at, after, "");
    return after;
  }

  #meaningOf(tag: Tag, at: number): number {
    const rules = this.#rules;
    if (this.#open.isInside(DROPPED)) return PLAIN;
    if (tag.traits & TRAIT.neverText && !isShadowRoot(tag)) return DROPPED;
    if (rules.exclude?.matches(tag)) return DROPPED;
    if ((rules.dropNoscript && tag.name === "noscript") || (rules.dropHidden && isHidden(tag)))
      return this.#spare();
    if (rules.dropChrome && !this.#open.isInside(CONTENT)) {
      if (isContentRoot(tag)) return CONTENT;
      if (isChrome(tag, this.#open.isInside(SECTION)) || this.#isBar(tag, at)) return this.#spare();
      if (tag.name === "section") return SECTION;
    }
    const own = isReadAsAWhole(tag) ? DROPPED | REPLACED : tag.name === "pre" ? PREFORMATTED : PLAIN;
    return rules.include?.matches(tag) ? own | INCLUDED : own;
  }

  #isBar(tag: Tag, at: number): boolean {
    if ((tag.notable & OF_BARS) === 0 && tag.name !== "dialog" && !this.#open.isAtTop) return false;
    return isBar(tag, at, {
      speaksOfCookies: () => this.#speaksOfCookies(at),
      isAtTop: () => this.#open.isAtTop,
      mayLookAt: (reach) => {
        this.#readAhead += reach;
        return this.#readAhead <= MAX_READ_AHEAD;
      },
    });
  }

  /** Whether "cookie" stands nearby; "kie" is found faster. */
  #speaksOfCookies(at: number): boolean {
    if (this.#cookieAt < at) {
      const next = this.#html.indexOf("kie", at);
      this.#cookieAt = next < 0 ? Number.POSITIVE_INFINITY : next;
    }
    return this.#cookieAt - at < SPEAKS_OF_COOKIES;
  }

  #spare(): number {
    this.#hasSpared = true;
    return DROPPED;
  }

  /** Starts or stops keeping at `at`, as the elements now open have it. */
  #turn(at: number): void {
    this.#page.kept.setKeeping(this.#isWanted() && !this.#open.isInside(DROPPED), at);
  }

  #isWanted(): boolean {
    return this.#rules.include === null || this.#open.isInside(INCLUDED);
  }
}

function tooManyElements(): PageError {
  return new PageError(
    `The page has more than ${MAX_ELEMENTS / 1_000_000} million elements, too many to compare. Monitor a page with a part of it, or the address its data comes from.`,
  );
}

const isLetter = (code: number) => (code | 32) >= 0x61 && (code | 32) <= 0x7a;
