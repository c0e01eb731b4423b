import { count, isLive } from "#components/check/words.ts";
import type { CheckAnswer, CheckStatus } from "#lib/check/model.ts";
import type { PageStatus } from "#lib/page/model.ts";

type Counts = Record<PageStatus, number>;

export const NOTHING_READ = "no page could be read";

/**
 * The status that is shown of a check. One that went through all its pages and could read none of them is "partial" in
 * the API; to whoever watches those pages it failed.
 */
export function shownStatus(status: CheckStatus, counts: Counts): CheckStatus {
  return status === "partial" && isUnread(counts) ? "failed" : status;
}

export const isUnread = ({ error, same, changed, new: fresh, removed }: Counts) =>
  error > 0 && same + changed + fresh + removed === 0;

const SKIPPED = {
  skipped_overlap: "Skipped: the one before was still running",
  skipped_no_credits: "Skipped: not enough credits",
};

/** What a check found, as its title: "3 pages changed, 1 failed". */
export function findingInWords(check: Pick<CheckAnswer, "status" | "summary" | "expectedPages">): string {
  const { status, summary, expectedPages } = check;
  if (status === "skipped_overlap" || status === "skipped_no_credits") return SKIPPED[status];
  if (shownStatus(status, summary) === "failed") return failureInWords(status, summary.totalPages);
  const parts = foundInWords(summary);
  if (parts.length > 0) return parts.join(", ");
  if (isLive(check)) {
    return expectedPages === null ? "Waiting to be checked" : `Checking ${count(expectedPages, "page")}`;
  }
  return summary.totalPages > 0 ? "Nothing changed" : "No page to read";
}

function failureInWords(status: CheckStatus, done: number): string {
  if (status === "partial") return `Failed: ${NOTHING_READ}`;
  return done > 0 ? `Failed after ${count(done, "page")}` : "Failed";
}

function foundInWords(summary: CheckAnswer["summary"]): string[] {
  const words: [PageStatus, string][] = [
    ["changed", "changed"],
    ["new", "new"],
    ["removed", "removed"],
    ["error", "failed"],
  ];
  return words
    .filter(([outcome]) => summary[outcome] > 0)
    .map(([outcome, word], index) => {
      const amount = summary[outcome];
      if (index > 0) return `${amount.toLocaleString("en")} ${word}`;
      return outcome === "new" ? count(amount, "new page") : `${count(amount, "page")} ${word}`;
    });
}
