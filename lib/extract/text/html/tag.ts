import { knownElement, traitsOf } from "./elements.ts";
import { isPlainAddress } from "./link-target.ts";

/** Reads one tag of HTML at a time, by the rules browsers tokenise by. Positions are string indexes. */

export type Tag = {
  /** The document it stands in. */
  html: string;
  /** Lower case. */
  name: string;
  /** After the name: where attributes begin. */
  attributesAt: number;
  /** After the closing `>`. */
  end: number;
  /** Bits of {@link TRAIT}. */
  traits: number;
  /** Bits of {@link NOTABLE}: which attributes it may have that the scan has to look at. */
  notable: number;
  /** Where the value of its href stands, quotes included; 0 without one that has to be looked at. */
  hrefAt: number;
  hrefEnd: number;
  /** Read by {@link attributesOf} when first asked for. */
  attributes: Map<string, string> | undefined;
};

/** The attributes that decide what an element is to the text; judged by their first letters alone. */
export const NOTABLE = {
  class: 1,
  hidden: 2,
  id: 4,
  role: 8,
  style: 16,
  open: 32,
  /** Its link has to be written as browsers resolve it. */
  href: 64,
  /** A name, a value or a state for those who cannot see it. */
  aria: 128,
  /** An address that an intermediary scrambled. */
  "data-cf": 256,
  title: 512,
} as const;

const twoLetters = (text: string, at: number) =>
  ((text.charCodeAt(at) | 32) << 8) | (text.charCodeAt(at + 1) | 32);
const NOTABLE_BY_LETTERS = new Uint16Array(0x10000);
for (const [name, bit] of Object.entries(NOTABLE)) NOTABLE_BY_LETTERS[twoLetters(name, 0)] = bit;

const [QUOTE, APOSTROPHE, SLASH, EQUALS, GREATER] = [0x22, 0x27, 0x2f, 0x3d, 0x3e];

export const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
const endsName = (code: number) => isSpace(code) || code === SLASH || code === GREATER || Number.isNaN(code);

/** The tag whose name starts at `nameAt`; null when the text ends within it, where a browser drops it too. */
export function readTag(html: string, nameAt: number): Tag | null {
  let at = nameAt;
  let code = html.charCodeAt(at);
  let isLower = true;
  while (!endsName(code)) {
    if (code <= 0x5a && code >= 0x41) isLower = false;
    code = html.charCodeAt(++at);
  }
  const known = knownElement(html, nameAt, at);
  const name = known.name || (isLower ? html.slice(nameAt, at) : html.slice(nameAt, at).toLowerCase());
  const tag: Tag = {
    html,
    name,
    traits: isLower ? known.traits : traitsOf(name),
    attributesAt: at,
    end: 0,
    notable: 0,
    hrefAt: 0,
    hrefEnd: 0,
    attributes: undefined,
  };
  while (code !== GREATER) {
    if (isSpace(code) || code === SLASH) at++;
    else if (Number.isNaN(code)) return null;
    else {
      const notable = NOTABLE_BY_LETTERS[twoLetters(html, at)] ?? 0;
      const end = endOfAttribute(html, at);
      if (end < 0) return null;
      if (notable >= NOTABLE.href) noteRarer(tag, notable, at, end);
      else tag.notable |= notable;
      at = end;
    }
    code = html.charCodeAt(at);
  }
  tag.end = at + 1;
  return tag;
}

/** After the attribute that starts at `at`; -1 when its value never ends. */
function endOfAttribute(html: string, at: number): number {
  let index = at + 1;
  let code = html.charCodeAt(index);
  while (!endsName(code) && code !== EQUALS) code = html.charCodeAt(++index);
  while (isSpace(code)) code = html.charCodeAt(++index);
  if (code !== EQUALS) return index;
  do code = html.charCodeAt(++index);
  while (isSpace(code));
  if (code === QUOTE || code === APOSTROPHE) {
    return html.indexOf(code === QUOTE ? '"' : "'", index + 1) + 1 || -1;
  }
  while (!isSpace(code) && code !== GREATER && !Number.isNaN(code)) code = html.charCodeAt(++index);
  return index;
}

const LOWER_C = 0x63;

/** Of aria-label(ledby), -value…, -checked, -pressed and -selected the first letter after the hyphen. */
const TELLING_ARIA = new Set([..."lvcps"].map((letter) => letter.charCodeAt(0)));

/** Attributes of which two letters say too little: most of them are others, and most links are plain. */
function noteRarer(tag: Tag, notable: number, at: number, end: number): void {
  const { html, name } = tag;
  if (notable === NOTABLE.href) {
    const nameEnd = at + "href".length;
    if (
      name !== "a" ||
      tag.hrefAt > 0 ||
      !(html.charCodeAt(nameEnd) === EQUALS || endsName(html.charCodeAt(nameEnd)))
    )
      return;
    const valueAt = startOfValue(html, nameEnd, end);
    if (isPlainAddress(html, valueAt, end)) return;
    tag.hrefAt = valueAt;
    tag.hrefEnd = end;
  } else if (notable === NOTABLE.aria) {
    const letter = html.charCodeAt(at + "aria-".length) | 32;
    if (!TELLING_ARIA.has(letter)) return;
  } else if (notable === NOTABLE.title) {
    if (name !== "a" && name !== "button") return;
  } else if ((html.charCodeAt(at + "data-".length) | 32) !== LOWER_C) return;
  tag.notable |= notable;
}

/** Where the value begins of an attribute whose name ends at `at`; its end when it has none. */
function startOfValue(html: string, at: number, end: number): number {
  let index = at;
  while (isSpace(html.charCodeAt(index)) && index < end) index++;
  if (html.charCodeAt(index) !== EQUALS) return end;
  do index++;
  while (isSpace(html.charCodeAt(index)) && index < end);
  return index;
}

const ATTRIBUTE = /([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/g;

/** The attributes of a tag: names in lower case, values as written, the first of equal names wins. */
export function attributesOf(tag: Tag): Map<string, string> {
  if (tag.attributes) return tag.attributes;
  const attributes = new Map<string, string>();
  for (const match of attributeText(tag).matchAll(ATTRIBUTE)) {
    const name = (match[1] ?? "").toLowerCase();
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? "");
  }
  tag.attributes = attributes;
  return attributes;
}

/** All attributes as written. */
export function attributeText(tag: Tag): string {
  return tag.html.slice(tag.attributesAt, tag.end - 1);
}

/** Where the raw text that starts at `from` ends: at the `<` of `</name`, else at the end of the text. */
export function endOfRawText(html: string, name: string, from: number): number {
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
    const after = at + 2 + name.length;
    if (html.slice(at + 2, after).toLowerCase() === name && endsName(html.charCodeAt(after))) return at;
  }
  return html.length;
}

/** As browsers read it: `--!>` ends a comment, too, and `<!-->` and `<!--->` are whole ones. */
const END_OF_COMMENT = /--!?>/g;
const EMPTY_COMMENT = /<!---?>/y;

/** After the comment, doctype or bogus comment that starts at `at` (`<!`, `<?`, `</` without a name). */
export function endOfComment(html: string, at: number): number {
  if (!html.startsWith("<!--", at)) return html.indexOf(">", at + 2) + 1 || html.length;
  EMPTY_COMMENT.lastIndex = at;
  if (EMPTY_COMMENT.test(html)) return EMPTY_COMMENT.lastIndex;
  END_OF_COMMENT.lastIndex = at + "<!--".length;
  return END_OF_COMMENT.test(html) ? END_OF_COMMENT.lastIndex : html.length;
}
