// White space never matters in a comparison, so every pass here is blind to it, but for what indents code.
// Each pattern matches irregular places only and walks a run once: linear on a single line of any length.

/** Soft hyphen, zero-width characters, marks of direction, word joiner and byte order mark. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;
/** White space that is more than one character, or one that is neither a space nor a line feed. */
const IRREGULAR_SPACE = /[\s\u0085]{2,}|[^\S \n]|\u0085/g;
const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;
const IRREGULAR_SPACE_INSIDE_LINE = /(?<=\S)(?:[^\S \n][^\S\n]*| [^\S\n]+)/g;
/** No script puts so many marks on one letter, and NFC takes time with the square of their number. */
const TOO_MANY_MARKS = /(\p{M}{32})\p{M}+/gu;

/**
 * Text as it is compared: NFC, without invisible characters, every run of white space one space, no blank lines
 * (markdown has one or none between blocks as the source's own white space has it), no white space at the ends
 * of a line. Order and digits are kept exactly. Idempotent.
 */
export function normalise(markdown: string): string {
  if (isUsual(markdown)) return normaliseUsual(markdown);
  return storable(markdown)
    .replace(IRREGULAR_SPACE, (space) => (LINE_BREAK.test(space) ? "\n" : " "))
    .trim();
}

/**
 * As {@link normalise}, for text whose lines are indented on purpose: what stands before the first character of a line
 * is kept, tabs as wide as browsers show them.
 */
export function normalisePreformatted(text: string): string {
  return storable(`\n${text}`).replace(IRREGULAR_SPACE, indentation).replace(/^\n/, "").trimEnd();
}

function indentation(space: string): string {
  const lastBreak = Math.max(...LINE_BREAKS.map((character) => space.lastIndexOf(character)));
  if (lastBreak < 0) return " ";
  return `\n${" ".repeat(columnAfter(space.slice(lastBreak + 1), 0))}`;
}

const LINE_BREAKS = ["\n", "\r", "\u0085", "\u2028", "\u2029"];
/** No line that is read is indented further. */
const MAX_INDENTATION = 1_000;
const TAB = 8;

/** In which column a line is after blanks that begin in column `from`. */
export function columnAfter(blanks: string, from: number): number {
  let column = from;
  for (let at = 0; at < blanks.length && column < MAX_INDENTATION; at++)
    column += blanks.charCodeAt(at) === 0x09 ? TAB - (column % TAB) : 1;
  return column;
}

/** Whatever has to go or to be replaced, apart from spaces and line feeds. */
const UNUSUAL =
  /[\0\t\v\f\r\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff]/;

const BEYOND_PRINTABLE_ASCII = /[^\n -\x7f]/;

/** A list of the lines of a longer text would take much memory. */
const MAX_USUAL = 1_000_000;

/** Most pages are: looking for what is not usual is a fraction of the work of replacing it. */
function isUsual(text: string): boolean {
  if (text.length <= MAX_USUAL && !BEYOND_PRINTABLE_ASCII.test(text)) return true;
  return text.length <= MAX_USUAL && !UNUSUAL.test(text) && !MAYBE_NOT_NFC.test(text) && text.isWellFormed();
}

/** With no other white space than spaces and line feeds, a line is what stands between two of these. */
function normaliseUsual(text: string): string {
  const kept: string[] = [];
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed !== "") kept.push(trimmed);
  }
  const joined = kept.join("\n");
  return joined.includes("  ") ? joined.replace(/ {2,}/g, " ") : joined;
}

/** As {@link normalise}, for lines whose indentation was made by ourselves and helps a reader. */
export function normaliseIndented(text: string): string {
  return storable(text).replace(IRREGULAR_SPACE_INSIDE_LINE, " ").trim();
}

/**
 * What NFC may change, by ranges that hold more than that: marks, jamo that join, and what is written otherwise in
 * NFC. Without the commonest of other characters: Cyrillic, dashes and quotes, arrows, Chinese, kana, emoji.
 */
const MAYBE_NOT_NFC =
  /[\u0300-\u0387\u0482-\u1dff\u1f71-\u2001\u20cf-\u212b\u2329\u232a\u2adc\u2cef-\u2dff\u3029-\u302f\u3097-\u309a\ua66e-\ua6f1\ua801-\uabed\ud800-\ud83b\ud87e\udb40\uf900-\ufe2f]/;

/** Invisible characters go first: one between a letter and its accent would keep NFC from joining them. */
function storable(text: string): string {
  const whole = text.toWellFormed().replaceAll("\u0000", "").replace(INVISIBLE, "");
  if (!MAYBE_NOT_NFC.test(whole)) return whole;
  return withoutExcessMarks(withoutExcessMarks(whole).normalize("NFC"));
}

/** Looks for a run beyond ASCII first: asking each character whether it is a mark costs ten times as much. */
function withoutExcessMarks(text: string): string {
  return /[\u0300-\uffff]{33}/.test(text) ? text.replace(TOO_MANY_MARKS, "$1") : text;
}
