import { createHash } from "node:crypto";
import type { ChangeKind } from "#lib/change/model.ts";
import type { changes } from "#lib/db/schema.ts";
import {
  type ChangedLines,
  changesOf,
  excerptOf,
  type TextDiff,
  wordHighlights,
} from "#lib/page/diff/index.ts";

/** What a change row says of what differs, beside whose it is. */
export type DescribedChange = Pick<
  typeof changes.$inferInsert,
  "excerpt" | "linesAdded" | "linesRemoved" | "groupHash" | "differenceHash"
> & { kind: ChangeKind };

/** Of so many changed lines the words are looked at; beyond, whole lines tell pages that changed alike. */
const MOST_LINES = 200;

/** The row of a page whose content changed, from the difference of one of its surfaces. */
export function describeDifference(
  surface: string,
  { text, added, removed }: Pick<TextDiff, "text" | "added" | "removed">,
): DescribedChange {
  const difference = createHash("sha256").update(`${surface}\n`);
  const group = createHash("sha256").update(`${surface}\n`);
  let excerpt: DescribedChange["excerpt"] = null;
  let lines = 0;
  let places = 0;
  for (const change of changesOf(text)) {
    for (const line of change.removed) difference.update(`-${line}\n`);
    for (const line of change.added) difference.update(`+${line}\n`);
    lines += change.removed.length + change.added.length;
    group.update(lines <= MOST_LINES ? differingWords(change) : wholeLines(change));
    excerpt ??= excerptOf(change);
    places += placesIn(change);
  }
  return {
    kind: "changed",
    excerpt: excerpt && { ...excerpt, changes: places },
    linesAdded: added,
    linesRemoved: removed,
    groupHash: group.digest(),
    differenceHash: difference.digest(),
  };
}

/**
 * How many things a reader sees change where lines stand together: each line that became another one, and what was put
 * in or taken out beside them as one more.
 */
function placesIn({ removed, added }: ChangedLines): number {
  const [gone, came] = [removed, added].map((lines) => lines.filter((line) => line.trim() !== "").length);
  const pairs = Math.min(gone ?? 0, came ?? 0);
  return gone === came ? pairs : pairs + 1;
}

/** The row of a page that began to fail, can be read again, is new or is gone. `sentence` says why it failed. */
export function describeTurn(
  kind: Exclude<ChangeKind, "changed">,
  sentence: string | null = null,
): DescribedChange {
  const hash = createHash("sha256")
    .update(`${kind}\n${sentence ?? ""}`)
    .digest();
  const excerpt = sentence === null ? null : { lead: "", before: "", after: sentence };
  return { kind, excerpt, linesAdded: 0, linesRemoved: 0, groupHash: hash, differenceHash: hash };
}

/** A footer's new year is one difference on all pages, whatever else stands in the footer's line on each of them. */
function differingWords({ removed, added }: ChangedLines): string {
  if (removed.length !== added.length) return wholeLines({ removed, added });
  return removed
    .map((line, index) => {
      const now = added[index] ?? "";
      const marks = wordHighlights(line, now);
      const words = (text: string, spans: { from: number; to: number }[]) =>
        spans.map(({ from, to }) => text.slice(from, to)).join("\n");
      return `-${words(line, marks.removed)}\n+${words(now, marks.added)}\n`;
    })
    .join("");
}

function wholeLines({ removed, added }: ChangedLines): string {
  return [...removed.map((line) => `-${line}\n`), ...added.map((line) => `+${line}\n`)].join("");
}
