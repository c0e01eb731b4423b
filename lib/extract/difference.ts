import { describeDifference } from "#lib/change/describe.ts";
import { packTextSync } from "#lib/extract/packed-text.ts";
import type { Difference } from "#lib/extract/task.ts";
import { gateInstead, mayBeOfConverter } from "#lib/extract/text/index.ts";
import { diffText } from "#lib/page/diff/index.ts";

/** The surface of a page's words. */
export const TEXT = "text";

/** How `current` differs from `previous`, with the diff packed for storing, and what a change row says of it. */
export function differenceOf(
  surface: string,
  previous: string,
  current: string,
  { isOfOlderVersion, readsMore }: { isOfOlderVersion: boolean; readsMore: boolean },
): Difference {
  const diff = diffText(previous, current);
  return {
    packed: packTextSync(diff.text).packed,
    size: diff.text.length,
    reordered: diff.reordered,
    truncated: diff.truncated,
    change: describeDifference(surface, diff),
    gate: surface === TEXT ? gateInstead(previous, current) : null,
    isOfConverter: isOfOlderVersion && mayBeOfConverter(previous, current, readsMore),
  };
}
