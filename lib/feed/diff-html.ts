import { asHtml, shortened } from "#lib/feed/plain.ts";
import { parsedDiff } from "#lib/page/diff/index.ts";

const MOST_LINES = 200;
const LONGEST_LINE = 1000;

/**
 * A diff as HTML that every reader of feeds shows: readers drop styles and classes, so what went and what came is said by
 * `del` and `ins`, and by its sign.
 */
export function diffHtml(unified: string): string {
  const lines: string[] = [];
  let left = 0;
  for (const { chunks } of parsedDiff(unified).files) {
    for (const [index, { changes }] of chunks.entries()) {
      if (index > 0 && lines.length < MOST_LINES) lines.push("⋯");
      for (const { type, content } of changes) {
        if (lines.length < MOST_LINES) lines.push(lineHtml(type, content.slice(1)));
        else left++;
      }
    }
  }
  const more = left > 0 ? `<p>${left} more ${left === 1 ? "line" : "lines"}.</p>` : "";
  return lines.length > 0 ? `<pre>${lines.join("\n")}</pre>${more}` : "";
}

function lineHtml(type: "normal" | "add" | "del", line: string): string {
  const text = asHtml(shortened(line, LONGEST_LINE));
  if (type === "add") return `<ins>+ ${text}</ins>`;
  if (type === "del") return `<del>- ${text}</del>`;
  return `  ${text}`;
}
