/** A hunk's "@@" line: `previousFrom` and `currentFrom` count from 0; an empty side names the line before it. */
export type HunkHeader = {
  content: string;
  previousFrom: number;
  previousCount: number;
  currentFrom: number;
  currentCount: number;
};

/** Reads a unified diff of one file, line by line. Throws where it is malformed. */
export class PatchReader {
  readonly #lines: string[];
  #at = 2;

  constructor(text: string) {
    this.#lines = text.split("\n");
    if (!this.#lines[0]?.startsWith("--- ") || !this.#lines[1]?.startsWith("+++ "))
      refuse("it has no file names");
  }

  /** The next "@@" line; null at the end of the diff. */
  nextHeader(): HunkHeader | null {
    const content = this.#lines[this.#at++] || null;
    if (content === null) return null;
    const match =
      /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(content) ?? refuse(`"${content}" is no hunk`);
    const [previous, current] = [range(match[1], match[2]), range(match[3], match[4])];
    return {
      content,
      previousFrom: previous.from,
      previousCount: previous.count,
      currentFrom: current.from,
      currentCount: current.count,
    };
  }

  /** The lines of a hunk with their signs. Counted, not recognised: a removed line may itself begin with "-- " or "@@". */
  *linesOf({ previousCount, currentCount }: HunkHeader): Generator<string> {
    let [previous, current] = [previousCount, currentCount];
    while (previous > 0 || current > 0) {
      const signed = this.#lines[this.#at++] ?? refuse("it ends in the middle of a hunk");
      const sign = signed.charCodeAt(0);
      if (sign !== PLUS && sign !== MINUS && sign !== BLANK) refuse(`"${signed}" has no sign`);
      if (sign !== PLUS) previous--;
      if (sign !== MINUS) current--;
      yield signed;
    }
  }
}

const [PLUS, MINUS, BLANK] = [0x2b, 0x2d, 0x20];

function range(start: string | undefined, count = "1"): { from: number; count: number } {
  return { from: count === "0" ? Number(start) : Number(start) - 1, count: Number(count) };
}

export function refuse(reason: string): never {
  throw new Error(`The diff does not apply: ${reason}`);
}
