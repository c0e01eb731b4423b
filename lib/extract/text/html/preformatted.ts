import { columnAfter } from "../normalise.ts";

/**
 * Stands for a blank at the beginning of a preformatted line until the text is made: as a blank it would be dropped
 * like all others. A page that has this control character itself has a blank there.
 */
const KEPT_BLANK = "\u007f";

const BLANK = /(?:[ \t\u00a0]|&nbsp;|&#(?:160|32|9|xa0|x20|x9);)/gi;
const BLANKS = /(?:[ \t\u00a0]|&nbsp;|&#(?:160|32|9|xa0|x20|x9);)+/gi;
const BEGINS_WITH_BLANK = /^[ \t\u00a0&]/;
const INDENTED_LINE = /[\n\r][ \t\u00a0&]/;
const AT_START = new RegExp(`(^|[\\n\\r])(${BLANKS.source})`, "gi");

/** Preformatted text, piece by piece between its tags. */
export class PreformattedText {
  /** How many blanks the line has so far; -1 after its first character. */
  #column = 0;

  /** The piece with what indents its lines kept; itself when no line in it is indented. */
  take(text: string): string {
    const isAtStart = this.#column >= 0;
    if (!isAtStart && !text.includes("\n") && !text.includes("\r")) return text;
    const isIndented = (isAtStart && BEGINS_WITH_BLANK.test(text)) || INDENTED_LINE.test(text);
    const kept = isIndented ? this.#indented(text, isAtStart) : text;
    this.#column = this.#after(text);
    return kept;
  }

  #indented(text: string, isAtStart: boolean): string {
    return text.replace(AT_START, (whole, lineBreak: string, blanks: string, at: number) => {
      const isFirst = at === 0 && lineBreak === "";
      if (isFirst && !isAtStart) return whole;
      const from = isFirst ? this.#column : 0;
      return lineBreak + KEPT_BLANK.repeat(columnOf(blanks, from) - from);
    });
  }

  lineBreak(): void {
    this.#column = 0;
  }

  #after(text: string): number {
    const lastBreak = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    if (lastBreak === text.length - 1) return 0;
    const from = lastBreak < 0 ? this.#column : 0;
    const line = text.slice(lastBreak + 1);
    if (from < 0 || !BEGINS_WITH_BLANK.test(line) || line.replace(BLANKS, "") !== "") return -1;
    return columnOf(line, from);
  }
}

/** A blank may be written as a reference. */
function columnOf(blanks: string, from: number): number {
  const written = blanks.includes("&")
    ? blanks.replace(BLANK, (blank) => (/^(?:\t|&#(?:9|x9);)$/i.test(blank) ? "\t" : " "))
    : blanks;
  return columnAfter(written, from);
}

const ONLY_BLANKS = new RegExp(`\\n[>\\s]*${KEPT_BLANK}[${KEPT_BLANK} ]*(?=\\n|$)`, "g");

/** The text with blanks where they were kept; lines of nothing else go, and so does what follows the last word. */
export function withKeptBlanks(text: string): string {
  if (!text.includes(KEPT_BLANK)) return text;
  return text.replace(ONLY_BLANKS, "").replaceAll(KEPT_BLANK, " ");
}
