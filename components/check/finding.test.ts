import { expect, test } from "vitest";
import { CHECK_STATUSES, type CheckStatus } from "#lib/check/model.ts";
import { findingInWords, isUnread, shownStatus } from "./finding.ts";

const NONE = { same: 0, changed: 0, new: 0, removed: 0, error: 0 };
type Counts = Partial<typeof NONE>;

const found = (status: CheckStatus, counts: Counts, expectedPages: number | null = null) => {
  const summary = { ...NONE, ...counts };
  const totalPages = Object.values(summary).reduce((sum, one) => sum + one, 0);
  return findingInWords({ status, expectedPages, summary: { ...summary, totalPages } });
};

test.each<[CheckStatus, Counts, string]>([
  ["completed", { changed: 3, same: 9 }, "3 pages changed"],
  ["completed", { changed: 1 }, "1 page changed"],
  ["partial", { changed: 3, error: 1, same: 5 }, "3 pages changed, 1 failed"],
  ["completed", { changed: 1200, new: 1, removed: 2 }, "1,200 pages changed, 1 new, 2 removed"],
  ["completed", { new: 3 }, "3 new pages"],
  ["partial", { error: 2, same: 1 }, "2 pages failed"],
  ["completed", { same: 4 }, "Nothing changed"],
  ["completed", {}, "No page to read"],
  ["partial", { error: 2 }, "Failed: no page could be read"],
  ["partial", { error: 1 }, "Failed: no page could be read"],
  ["failed", {}, "Failed"],
  ["failed", { changed: 1, same: 1 }, "Failed after 2 pages"],
  ["skipped_overlap", {}, "Skipped: the one before was still running"],
  ["skipped_no_credits", {}, "Skipped: not enough credits"],
  ["queued", {}, "Waiting to be checked"],
  ["running", { changed: 1 }, "1 page changed"],
])("a check that is %s with %o is titled by what it found: %s", (status, counts, words) => {
  expect(found(status, counts)).toBe(words);
});

test("one that has found nothing yet says what it does", () => {
  expect(found("running", { same: 2 }, 12)).toBe("Checking 12 pages");
});

test("of all statuses only a partial check without a page read is shown as another one", () => {
  const unread = { ...NONE, error: 3 };
  for (const status of CHECK_STATUSES) {
    expect(shownStatus(status, unread)).toBe(status === "partial" ? "failed" : status);
    expect(shownStatus(status, { ...unread, same: 1 })).toBe(status);
  }
  expect(isUnread(NONE)).toBe(false);
});
