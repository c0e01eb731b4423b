import { isApartByRole, nameWithoutWords, stateText } from "./accessible-name.ts";
import { baseAddress } from "./base-address.ts";
import { TRAIT } from "./elements.ts";
import { KeptText } from "./kept-text.ts";
import { Labels } from "./labels.ts";
import { NamedElements } from "./named-elements.ts";
import { PreformattedText } from "./preformatted.ts";
import { SpaceAtTags } from "./space-at-tags.ts";
import { attributesOf, isSpace, NOTABLE, type Tag } from "./tag.ts";
import { textInPlaceOf, voidText, writtenLink } from "./written-text.ts";

/** What a page is written with: what its links are resolved against, and whether images keep their data. */
type Writing = { url: string | null; dropImageData: boolean };

/** A letter that is surely seen, also within the commonest of elements. */
const BEGINS_WITH_WORD = /(?:<(?:span|code|b|i|em|strong|small)(?: class="[^"<>]*")?>)*[\w$.,:;!?%+()'"-]/y;
const NO_WORDS = /^(?:[\s\u00a0\u200b]|&nbsp;|&#160;|&#8203;|&zwnj;)*$/;
const ANY_NAME = NOTABLE.aria | NOTABLE.title | NOTABLE.role;
/** Like neighbours with nothing between them are two things on screen. */
const SET_APART_FROM_ITS_LIKE = new Set(["button", "label", "output"]);
/** What mostly stands before an item. */
const LIST_TAGS = ["</li>", "<ul>", "<ol>"];

/** The part of a page that is kept, written so that markdown says what a reader of the page sees. */
export class WrittenPage {
  readonly kept: KeptText;
  /** Whether more is read than words between tags: of controls, graphics, formulas and names. */
  readsMore = false;
  readonly #html: string;
  readonly #writing: Writing;
  readonly #spaces: SpaceAtTags;
  readonly #names = new NamedElements();
  readonly #labels: Labels;
  #preformatted: PreformattedText | null = null;
  #base: string | null = null;
  #baseHref: string | null = null;
  #replaced: { tag: Tag; at: number; isWanted: boolean } | null = null;
  #apart = { name: "", end: -1 };

  constructor(html: string, writing: Writing, keepsAll: boolean) {
    this.#html = html;
    this.#writing = writing;
    this.#labels = new Labels(html);
    this.kept = new KeptText(html, keepsAll);
    this.#spaces = new SpaceAtTags(html, this.kept);
  }

  get baseHref(): string | null {
    return this.#baseHref;
  }

  /** The first one counts. */
  takeBase(tag: Tag): void {
    this.#baseHref ??= attributesOf(tag).get("href") ?? null;
  }

  /** Whether the text between tags has to be looked at. */
  readsText = false;

  text(from: number, to: number): void {
    if (!this.kept.isKeeping) return;
    const text = this.#html.slice(from, to);
    if (this.#names.hasOpen && !NO_WORDS.test(text)) this.#names.sawWords();
    const indented = this.#preformatted?.take(text) ?? text;
    if (indented !== text) this.kept.replace(from, to, indented);
  }

  /** Before anything but the tag of an element within a line. */
  settle(at: number): void {
    if (this.#spaces.owes) this.#spaces.settle(at);
  }

  comment(at: number, end: number): void {
    if (this.#preformatted === null) this.#spaces.comment(at, end);
    else this.kept.replace(at, end, "");
  }

  beginPreformatted(): void {
    this.#preformatted ??= new PreformattedText();
    this.readsText = true;
  }

  endPreformatted(): void {
    this.#preformatted = null;
    this.readsText = this.#names.hasOpen;
  }

  /** An element within a line that has nothing about it. */
  startPlainInline(tag: Tag, at: number): void {
    if (this.#preformatted === null) this.#spaces.start(tag, at, null);
  }

  startInline(tag: Tag, at: number): void {
    if (tag.notable & NOTABLE.role && isApartByRole(attributesOf(tag))) {
      this.settle(at);
      this.kept.replace(at, at, " ");
    }
    const isLink = tag.name === "a" && (tag.notable & (NOTABLE.href | NOTABLE.title)) !== 0;
    const base = isLink ? this.#baseAddress() : null;
    const written = base === null ? null : writtenLink(tag, at, base);
    if (this.#preformatted === null) this.#spaces.start(tag, at, written);
    else if (written !== null) this.kept.replace(at, tag.end, written);
    this.#state(tag);
  }

  startBlock(tag: Tag, at: number): void {
    if (tag.traits & TRAIT.apart) this.kept.replace(at, at, this.#isBesideItsLike(tag, at) ? " · " : " ");
    else if (tag.name === "li") this.#breakBefore(at);
    this.#state(tag);
  }

  /** The name to be read of an element if it has no words; empty when there is none. */
  nameOf(tag: Tag): string {
    if ((tag.notable & ANY_NAME) === 0 || this.#beginsWithWord(tag.end)) return "";
    return nameWithoutWords(tag.name, attributesOf(tag), (ids) => this.#labels.read(ids));
  }

  beginNamed(depth: number, name: string): void {
    this.#names.begin(depth, name);
    this.readsText = true;
  }

  endInline(tag: Tag, at: number, mayJoin: boolean): void {
    if (this.kept.isKeeping && this.#preformatted === null) this.#spaces.end(tag, at, mayJoin);
  }

  /** Once the elements that `tag` ends are ended. @param depth how many are still open */
  end(tag: Tag, at: number, depth: number): void {
    if (this.#names.hasOpen) {
      const read = this.#names.end(depth).join(" ");
      this.readsText = this.#names.hasOpen || this.#preformatted !== null;
      if (read !== "" && this.kept.from <= at) {
        this.kept.replace(at, at, ` ${read} `);
        this.readsMore = true;
      }
    }
    if ((tag.traits & TRAIT.apart) === 0) return;
    this.#apart = { name: tag.name, end: tag.end };
    this.kept.replace(tag.end, tag.end, " ");
  }

  /** From `tag` on, until {@link endReplaced}, other text stands in place of the source. */
  beginReplaced(tag: Tag, at: number, isWanted: boolean): void {
    this.#replaced = { tag, at, isWanted };
  }

  /** Writes what is read in place of the element that was begun. Only while nothing is kept. */
  endReplaced(end: Tag | null, at: number): void {
    if (!this.#replaced) return;
    const { tag, at: start, isWanted } = this.#replaced;
    this.#replaced = null;
    if (!isWanted) return;
    const to = end?.name === tag.name ? end.end : at;
    const text = textInPlaceOf(tag, this.#html.slice(start, to));
    this.kept.insert(text);
    if (!NO_WORDS.test(text)) this.#sawMore();
  }

  /** What is written for an element without end tag. */
  voidTag(tag: Tag, at: number): string {
    const source = this.#html.slice(at, tag.end);
    if (tag.name === "br") this.#preformatted?.lineBreak();
    const base = tag.name === "area" ? this.#baseAddress() : null;
    const text = voidText(tag, source, !this.#writing.dropImageData, base) ?? source;
    if (text === source) return source;
    this.kept.replace(at, tag.end, text);
    if (!NO_WORDS.test(text)) this.#sawMore();
    return text;
  }

  #sawMore(): void {
    this.#names.sawWords();
    this.readsMore = true;
  }

  #beginsWithWord(at: number): boolean {
    BEGINS_WITH_WORD.lastIndex = at;
    return BEGINS_WITH_WORD.test(this.#html);
  }

  #state(tag: Tag): void {
    if ((tag.notable & NOTABLE.aria) === 0) return;
    const state = stateText(attributesOf(tag));
    if (state === "") return;
    this.kept.replace(tag.end, tag.end, `${state} `);
    this.readsMore = true;
  }

  #isBesideItsLike({ name }: Tag, at: number): boolean {
    const { name: before, end } = this.#apart;
    return name === before && SET_APART_FROM_ITS_LIKE.has(name) && this.#html.slice(end, at).trim() === "";
  }

  /** mdream sets an item without a list on the line of the text before it, unless white space parts the two. */
  #breakBefore(item: number): void {
    const html = this.#html;
    const isApart = isSpace(html.charCodeAt(item - 1)) || LIST_TAGS.some((tag) => html.endsWith(tag, item));
    if (!isApart) this.kept.replace(item, item, "\n");
  }

  #baseAddress(): string | null {
    const { url } = this.#writing;
    this.#base ??= url === null ? null : baseAddress(url, this.#baseHref);
    return this.#base;
  }
}
