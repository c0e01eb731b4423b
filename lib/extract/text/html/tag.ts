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
  /** Bits of {@link NOTABLE}: which attributes it may have, judged by their first two letters; {@link SAME_PAGE}. */
  notable: number;
  /** Read by {@link attributesOf} when first asked for. */
  attributes: Map<string, string> | undefined;
};

/** The attributes that decide whether an element is part of the content. */
export const NOTABLE = { class: 1, hidden: 2, id: 4, role: 8, style: 16, open: 32 } as const;

/** It may have a link to its own page: `href` is empty or starts with `#`. */
export const SAME_PAGE = 64;
const HREF = 128;

const twoLetters = (text: string, at: number) =>
  ((text.charCodeAt(at) | 32) << 8) | (text.charCodeAt(at + 1) | 32);
const NOTABLE_BY_LETTERS = new Uint8Array(0x10000);
for (const [name, bit] of Object.entries(NOTABLE)) NOTABLE_BY_LETTERS[twoLetters(name, 0)] = bit;
NOTABLE_BY_LETTERS[twoLetters("href", 0)] = HREF;

const [QUOTE, HASH, APOSTROPHE, SLASH, EQUALS, GREATER] = [0x22, 0x23, 0x27, 0x2f, 0x3d, 0x3e];

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
  const written = html.slice(nameAt, at);
  const tag: Tag = {
    html,
    name: isLower ? written : written.toLowerCase(),
    attributesAt: at,
    end: 0,
    notable: 0,
    attributes: undefined,
  };
  while (code !== GREATER) {
    if (isSpace(code) || code === SLASH) at++;
    else if (Number.isNaN(code)) return null;
    else {
      const notable = NOTABLE_BY_LETTERS[twoLetters(html, at)] ?? 0;
      if (notable !== HREF) tag.notable |= notable;
      else if (isToSamePage(html, at + "href=".length)) tag.notable |= SAME_PAGE;
      at = endOfAttribute(html, at);
      if (at < 0) return null;
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

/** Going by the first characters of the value. */
function isToSamePage(html: string, valueAt: number): boolean {
  const first = html.charCodeAt(valueAt);
  if (first !== QUOTE && first !== APOSTROPHE) return first === HASH;
  const second = html.charCodeAt(valueAt + 1);
  return second === HASH || second === first;
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

const DATA_ADDRESS = /\b(src|srcset)\s*=\s*(?:"\s*data:[^"]*"|'\s*data:[^']*'|data:[^\s>]*)/gi;

/** The tag of an image without the data it carries; null when it carries none. */
export function withoutData(tag: string): string | null {
  return /data:/i.test(tag) ? tag.replace(DATA_ADDRESS, "") : null;
}
