import { joinLines, splitLines } from "./lines.ts";

/**
 * The text that `diffText(previous, …).text` describes. Throws when the diff is malformed or was not made
 * from `previous`.
 */
export function applyDiff(previous: string, text: string): string {
  if (text === "") return previous;
  const patch = new PatchReader(text);
  const source = splitLines(previous);
  const result: string[] = [];
  let at = 0;
  for (let header = patch.nextHeader(); header; header = patch.nextHeader()) {
    while (at < header.previousFrom) result.push(source[at++] ?? refuse("it reaches beyond the text"));
    const end = { previous: at + header.previousCount, current: result.length + header.currentCount };
    // Counted, not recognised by their look: a removed line may itself begin with "-- " or "@@".
    while (at < end.previous || result.length < end.current) {
      const { sign, line } = patch.nextLine();
      if (sign !== "+" && source[at++] !== line) refuse(`line ${at} is not the one it was made from`);
      if (sign !== "-") result.push(line);
    }
  }
  for (; at < source.length; at++) result.push(source[at] ?? "");
  return joinLines(result);
}

class PatchReader {
  private readonly lines: string[];
  private at = 2;

  constructor(text: string) {
    this.lines = text.split("\n");
    if (!this.lines[0]?.startsWith("--- ") || !this.lines[1]?.startsWith("+++ "))
      refuse("it has no file names");
  }

  /** The next "@@" line, `previousFrom` counted from 0; null at the end of the diff. */
  nextHeader() {
    const header = this.lines[this.at++] || null;
    if (header === null) return null;
    const match =
      /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(header) ?? refuse(`"${header}" is no hunk`);
    const previousCount = Number(match[2] ?? 1);
    return {
      previousFrom: previousCount === 0 ? Number(match[1]) : Number(match[1]) - 1,
      previousCount,
      currentCount: Number(match[3] ?? 1),
    };
  }

  nextLine(): { sign: string; line: string } {
    const signed = this.lines[this.at++] ?? refuse("it ends in the middle of a hunk");
    if (!/^[ +-]/.test(signed)) refuse(`"${signed}" has no sign`);
    return { sign: signed.charAt(0), line: signed.slice(1) };
  }
}

function refuse(reason: string): never {
  throw new Error(`The diff does not apply: ${reason}`);
}
