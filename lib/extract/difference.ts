import { describeDifference } from "#lib/change/describe.ts";
import { packTextSync } from "#lib/extract/packed-text.ts";
import type { Difference } from "#lib/extract/task.ts";
import { diffText } from "#lib/page/diff/index.ts";

/** How `current` differs from `previous`, with the diff packed for storing, and what a change row says of it. */
export function differenceOf(surface: string, previous: string, current: string): Difference {
  const diff = diffText(previous, current);
  return {
    packed: packTextSync(diff.text).packed,
    size: diff.text.length,
    reordered: diff.reordered,
    truncated: diff.truncated,
    change: describeDifference(surface, diff),
  };
}
