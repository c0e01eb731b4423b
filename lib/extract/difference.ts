import { createHash } from "node:crypto";
import { packTextSync } from "#lib/extract/packed-text.ts";
import type { Difference } from "#lib/extract/task.ts";
import { diffText } from "#lib/page/diff/index.ts";

/** What a reader of a list is shown of a difference (characters). */
const MAX_EXCERPT = 2_000;

/** How `current` differs from `previous`, with the diff packed for storing. */
export function differenceOf(previous: string, current: string): Difference {
  const { text, ...told } = diffText(previous, current);
  const changed = changedLines(text);
  return {
    ...told,
    ...{ packed: packTextSync(text).packed, size: text.length },
    excerpt: beginningOf(changed),
    hash: createHash("sha256").update(changed).digest(),
  };
}

/** Hunk headers and context differ from page to page, where the same words changed. */
function changedLines(diff: string): string {
  const kept: string[] = [];
  // The first two lines of a diff are names. Below them, only a changed line begins with one of these signs.
  for (const line of diff.split("\n").slice(2)) {
    if (line.startsWith("+") || line.startsWith("-")) kept.push(line);
  }
  return kept.join("\n");
}

/** Whole lines as far as they fit; of a first line that does not, its beginning. */
function beginningOf(lines: string): string {
  if (lines.length <= MAX_EXCERPT) return lines;
  const end = lines.lastIndexOf("\n", MAX_EXCERPT);
  return lines.slice(0, end > 0 ? end : MAX_EXCERPT).toWellFormed();
}
