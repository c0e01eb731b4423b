/** What a line of stored markdown is, and its words without the marks that say so. */
export type Block =
  | { kind: "heading"; level: number; body: string }
  | { kind: "item"; depth: number; marker: string; body: string }
  | { kind: "quote"; body: string }
  | { kind: "cells"; cells: string[] }
  | { kind: "code"; body: string }
  | { kind: "paragraph"; body: string }
  /** Says how to draw what stands beside it, and nothing itself: a table's rule, a fence. */
  | { kind: "mark"; of: "table" | "fence" }
  | { kind: "rule" };

const FENCE = /^\s*(```|~~~)/;
const TABLE_RULE = /^\|(?:\s*:?-+:?\s*\|)+$/;

/** Each line by itself, but for code: what stands between two fences is none of the others. */
export function blocksOf(lines: readonly string[]): Block[] {
  const fences = lines.filter((line) => FENCE.test(line)).length;
  // A diff shows parts of a text: where a fence has no partner, nobody knows which side of it is code.
  const mayFence = fences % 2 === 0;
  let isCode = false;
  return lines.map((line) => {
    if (mayFence && FENCE.test(line)) {
      isCode = !isCode;
      return { kind: "mark", of: "fence" };
    }
    return isCode ? { kind: "code", body: line } : blockOf(line);
  });
}

export function blockOf(line: string): Block {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading) return { kind: "heading", level: heading[1]?.length ?? 1, body: heading[2] ?? "" };
  if (line.startsWith("|")) {
    if (TABLE_RULE.test(line)) return { kind: "mark", of: "table" };
    const cells = cellsOf(line);
    if (cells) return { kind: "cells", cells };
  }
  const item = /^(\s*)(?:[-*+]|(\d{1,9})[.)]) (.*)$/.exec(line);
  if (item) {
    const depth = Math.floor((item[1]?.length ?? 0) / 2);
    return { kind: "item", depth, marker: item[2] ? `${item[2]}.` : "•", body: item[3] ?? "" };
  }
  if (/^>( |$)/.test(line)) return { kind: "quote", body: line.slice(2) };
  if (/^(---+|\*\*\*+|___+)$/.test(line)) return { kind: "rule" };
  return { kind: "paragraph", body: line };
}

/** The cells of a table's row; null for a line that only begins like one. */
function cellsOf(line: string): string[] | null {
  if (line.length < 2 || !line.endsWith("|") || line.endsWith("\\|")) return null;
  const cells: string[] = [];
  let cell = "";
  for (let at = 1; at < line.length; at++) {
    const sign = line[at];
    // Of a sign in a cell that would end it; all other escapes are for what reads the cell.
    if (sign === "\\" && line[at + 1] === "|") cell += line[++at];
    else if (sign === "\\") cell += sign + (line[++at] ?? "");
    else if (sign === "|") {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  return cells;
}
