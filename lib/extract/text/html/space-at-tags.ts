import type { KeptText } from "./kept-text.ts";
import { isHidden } from "./page-part.ts";
import { endOfComment, isSpace, readTag, type Tag } from "./tag.ts";

// A browser shows the same whether a blank stands before a tag or behind it, and whether the tag of an emphasis ends
// only to begin again. Markdown tells these apart, so blanks go out of elements, and neighbours become one.

const NO_BREAK = 0xa0;
const [AMPERSAND, SEMICOLON, LESS] = [0x26, 0x3b, 0x3c];
const SPACE =
  "(?:[\\s\\u00a0]|&(?:nbsp|ensp|emsp(?:1[34])?|thinsp|hairsp|numsp|puncsp|#(?:160|32|10|819[2-9]|820[0-2]|8239|x(?:a0|20|0?a|200[0-9a]|202f)));)+";
const SPACE_AFTER = new RegExp(SPACE, "iy");
const SPACE_BEFORE = new RegExp(`${SPACE}$`, "i");
const isWideSpace = (code: number) => code >= 0x2000 && code <= 0x3000;
/** As far back as blanks are looked for. */
const REACH = 200;

/** Elements that look alike are of one family. */
const FAMILIES = new Map([
  ["b", "b"],
  ["strong", "b"],
  ["i", "i"],
  ["em", "i"],
  ["del", "s"],
  ["s", "s"],
  ["strike", "s"],
  ["u", "u"],
  ["mark", "mark"],
  ["sub", "sub"],
  ["sup", "sup"],
]);

export class SpaceAtTags {
  readonly #html: string;
  readonly #kept: KeptText;
  /** Start tags with nothing between them: where the first begins, the last ends, and the text is kept by then. */
  #runAt = -1;
  #runEnd = -1;
  #runLength = 0;
  #runFrom = 0;
  /** After the end tags with nothing between them, before which a blank was: it is owed. */
  #owedAt = -1;
  /** The start tag of an emphasis that goes on. */
  #joinedAt = -1;

  constructor(html: string, kept: KeptText) {
    this.#html = html;
    this.#kept = kept;
  }

  /** Of an element within a line of text. @param isWritten whether its tag is written otherwise, and how */
  start(tag: Tag, at: number, written: string | null): void {
    const { end } = tag;
    if (at === this.#joinedAt) {
      this.#kept.replace(at, end, "");
      return;
    }
    this.settle(at);
    if (at !== this.#runEnd) {
      this.#runAt = at;
      this.#runLength = this.#kept.length;
      this.#runFrom = this.#kept.from;
    }
    if (written !== null) this.#kept.replace(at, end, written);
    this.#spaceAfterRun(end);
  }

  /** A comment goes: what stands around it stands together. */
  comment(at: number, end: number): void {
    if (at === this.#owedAt) this.#owedAt = end;
    else this.settle(at);
    this.#kept.replace(at, end, "");
    if (at === this.#runEnd) this.#spaceAfterRun(end);
  }

  /** The blank behind the start tags of a run goes before them. */
  #spaceAfterRun(end: number): void {
    this.#runEnd = end;
    if (!this.#kept.isKeeping || !this.#mayBeSpace(this.#html.charCodeAt(end))) return;
    SPACE_AFTER.lastIndex = end;
    if (!SPACE_AFTER.test(this.#html)) return;
    this.#kept.insertAt(this.#runAt, " ", this.#runLength, this.#runFrom);
    this.#kept.replace(end, SPACE_AFTER.lastIndex, "");
    this.#runEnd = SPACE_AFTER.lastIndex;
  }

  /** @param mayJoin whether nothing else depends on the tags that would go */
  end(tag: Tag, at: number, mayJoin: boolean): void {
    if (mayJoin && this.#joins(tag, at)) return;
    const isOwed = this.#owedAt === at;
    if (!isOwed) this.settle(at);
    this.#owedAt = this.#dropsSpaceBefore(at) || isOwed ? tag.end : -1;
  }

  /** Before anything else than an end tag: the blank that is owed is given. */
  settle(at: number): void {
    if (this.#owedAt < 0) return;
    if (this.#owedAt <= at && this.#kept.from <= this.#owedAt)
      this.#kept.replace(this.#owedAt, this.#owedAt, " ");
    this.#owedAt = -1;
  }

  get owes(): boolean {
    return this.#owedAt >= 0;
  }

  #mayBeSpace(code: number): boolean {
    return isSpace(code) || code === AMPERSAND || code === NO_BREAK || isWideSpace(code);
  }

  #dropsSpaceBefore(at: number): boolean {
    const code = this.#html.charCodeAt(at - 1);
    if (!isSpace(code) && code !== SEMICOLON && code !== NO_BREAK && !isWideSpace(code)) return false;
    const from = Math.max(at - REACH, this.#kept.from, this.#runEnd, 0);
    const space = from < at ? SPACE_BEFORE.exec(this.#html.slice(from, at)) : null;
    if (!space) return false;
    this.#kept.replace(from + space.index, at, "");
    return true;
  }

  /** Whether the next thing is the start of the same emphasis: then both tags go. */
  #joins(tag: Tag, at: number): boolean {
    const html = this.#html;
    let next = tag.end;
    while (isSpace(html.charCodeAt(next))) next++;
    while (html.startsWith("<!--", next)) next = endOfComment(html, next);
    if (html.charCodeAt(next) !== LESS || (html.charCodeAt(next + 1) | 32) < 0x61) return false;
    const family = FAMILIES.get(tag.name);
    if (!family) return false;
    const following = readTag(html, next + 1);
    if (!following || FAMILIES.get(following.name) !== family || isHidden(following)) return false;
    this.settle(at);
    this.#kept.replace(at, tag.end, "");
    this.#joinedAt = next;
    return true;
  }
}
