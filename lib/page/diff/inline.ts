/** A stretch of a line as a reader sees it, in one style. */
export type Piece = {
  text: string;
  strong?: true;
  emphasis?: true;
  struck?: true;
  code?: true;
  /** An image's words; the image itself is never fetched. */
  image?: true;
  /** Where a link leads, or where an image lies. */
  target?: string;
};
type Style = Omit<Piece, "text">;

/** Longer lines are shown as they are: nobody reads them, and what looks for pairs of marks would take too long. */
const LONGEST = 5000;

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const TAG = /<(\/?[a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/iy;
const ADDRESS = /<(https?:[^\s<>]+|mailto:[^\s<>]+)>/iy;
const PAIRED: [mark: string, style: Style][] = [
  ["**", { strong: true }],
  ["~~", { struck: true }],
  ["*", { emphasis: true }],
];

/** A line of stored markdown as its reader sees it: without escapes, marks, tags and the addresses of links. */
export function piecesOf(line: string): Piece[] {
  if (line.length > LONGEST) return [{ text: line }];
  const out: Piece[] = [];
  read(line, {}, out, 0);
  return out;
}

export const visibleText = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join("");

/** Marks may stand within marks only so deep: a page may have been written to overflow the stack. */
const DEEPEST = 12;

function read(line: string, style: Style, out: Piece[], depth: number): void {
  let at = 0;
  let plain = "";
  const unclosed = new Set<string>();
  const flush = () => {
    if (plain) out.push({ text: plain, ...style });
    plain = "";
  };
  while (at < line.length) {
    const next = line[at + 1] ?? "";
    if (line[at] === "\\" && PUNCTUATION.test(next)) {
      plain += next;
      at += 2;
      continue;
    }
    const special = depth < DEEPEST ? specialAt(line, at, unclosed) : null;
    if (!special) {
      plain += line[at++];
      continue;
    }
    flush();
    if (special.kind === "pieces") out.push(...special.pieces.map((piece) => ({ ...style, ...piece })));
    else read(special.inner, { ...style, ...special.style }, out, depth + 1);
    at = special.end;
  }
  flush();
}

type Special =
  | { kind: "pieces"; pieces: Piece[]; end: number }
  | { kind: "inner"; inner: string; style: Style; end: number };

/** What begins at a place and is no plain text; null where nothing does. */
function specialAt(line: string, at: number, unclosed: Set<string>): Special | null {
  switch (line[at]) {
    case "`":
      return codeAt(line, at, unclosed);
    case "<":
      return tagAt(line, at);
    case "!":
      return line[at + 1] === "[" ? linkAt(line, at + 1, { image: true }, unclosed) : null;
    case "[":
      return linkAt(line, at, {}, unclosed);
    case "*":
    case "~":
      return pairAt(line, at, unclosed);
    default:
      return null;
  }
}

function codeAt(line: string, at: number, unclosed: Set<string>): Special | null {
  const marks = /`+/y;
  marks.lastIndex = at;
  const run = marks.exec(line)?.[0] ?? "`";
  const from = at + run.length;
  // What nothing closes is read as it stands, the whole run at once.
  const asItStands: Special = { kind: "pieces", pieces: [{ text: run }], end: from };
  if (unclosed.has(run)) return asItStands;
  for (let end = line.indexOf(run, from); end >= 0; end = line.indexOf(run, end + 1)) {
    const isWhole = line[end - 1] !== "`" && line[end + run.length] !== "`";
    if (!isWhole) continue;
    const pieces: Piece[] = [{ text: line.slice(from, end), code: true }];
    return { kind: "pieces", pieces, end: end + run.length };
  }
  unclosed.add(run);
  return asItStands;
}

/** A tag says how something looked, and no word of it; a line break in a cell stays one. */
function tagAt(line: string, at: number): Special | null {
  ADDRESS.lastIndex = at;
  const address = ADDRESS.exec(line);
  if (address?.[1]) {
    const pieces: Piece[] = [{ text: address[1], target: address[1] }];
    return { kind: "pieces", pieces, end: at + address[0].length };
  }
  TAG.lastIndex = at;
  const tag = TAG.exec(line);
  if (!tag) return null;
  const pieces: Piece[] = tag[1]?.toLowerCase() === "br" ? [{ text: "\n" }] : [];
  return { kind: "pieces", pieces, end: at + tag[0].length };
}

function pairAt(line: string, at: number, unclosed: Set<string>): Special | null {
  for (const [mark, style] of PAIRED) {
    const from = at + mark.length;
    if (!line.startsWith(mark, at) || unclosed.has(mark) || /\s|^$/.test(line[from] ?? "")) continue;
    const end = closing(line, mark, from);
    if (end !== null) return { kind: "inner", inner: line.slice(from, end), style, end: end + mark.length };
    unclosed.add(mark);
  }
  return null;
}

function closing(line: string, mark: string, from: number): number | null {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line.startsWith(mark, at) && at > from && !/\s/.test(line[at - 1] ?? "")) {
      const isLonger = mark === "*" && line[at + 1] === "*";
      if (isLonger) at++;
      // Of a longer run the last signs close: what is inside them closes before.
      else return mark === "**" && line[at + 2] === "*" ? at + 1 : at;
    }
  }
  return null;
}

/** `[words](target "title")`, and an image after its `!`; the title is a reader's hint, and not shown. */
function linkAt(line: string, bracket: number, style: Style, unclosed: Set<string>): Special | null {
  if (unclosed.has("[")) return null;
  const close = matching(line, bracket, "[", "]");
  if (close === null) {
    unclosed.add("[");
    return null;
  }
  if (line[close + 1] !== "(" || line.indexOf(")", close) < 0) return null;
  const end = matching(line, close + 1, "(", ")");
  if (end === null) return null;
  const inside = line.slice(close + 2, end);
  const target = (/^<([^<>]*)>/.exec(inside)?.[1] ?? inside.replace(/\s+"[\s\S]*"$/, "")).trim();
  const words = line.slice(bracket + 1, close);
  if (style.image) {
    const pieces: Piece[] = [{ text: unescaped(words) || "image", image: true, target }];
    return { kind: "pieces", pieces, end: end + 1 };
  }
  return { kind: "inner", inner: words, style: { target }, end: end + 1 };
}

function matching(line: string, from: number, open: string, close: string): number | null {
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === open) depth++;
    else if (line[at] === close && --depth === 0) return at;
  }
  return null;
}

const unescaped = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
