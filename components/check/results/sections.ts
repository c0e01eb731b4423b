import { OUTCOME_ORDER } from "#components/check/outcome.tsx";
import { PAGES_AT_ONCE, type Stretch } from "#components/check/queries.ts";
import type { CheckAnswer, TargetResult } from "#lib/check/model.ts";
import type { PageStatus } from "#lib/page/model.ts";

/**
 * Pages that stand together: where they begin in the list, and how many there are. Of one target and one outcome, or
 * (null) of all.
 */
export type Section = { target: TargetResult | null; status: PageStatus | null; from: number; count: number };
export type TargetHeading = { target: TargetResult; number: number; at: number };

/** A check's pages as one list. */
export type Listing = { headings: TargetHeading[]; sections: Section[]; length: number };

/**
 * Per target, what changed first and what stayed the same last; or as they were recorded, so that a page that lands
 * moves none of those that are being read.
 */
export type Order = "outcome" | "recorded";

type Listed = Pick<CheckAnswer, "targetResults" | "summary">;

export function listingOf(
  check: Listed,
  status: PageStatus | undefined,
  folded: ReadonlySet<string>,
  order: Order = "outcome",
): Listing {
  return order === "recorded" ? asRecorded(check, status) : byOutcome(check, status, folded);
}

function asRecorded({ summary }: Listed, status: PageStatus | undefined): Listing {
  const count = status ? summary[status] : summary.totalPages;
  const sections = count > 0 ? [{ target: null, status: status ?? null, from: 0, count }] : [];
  return { headings: [], sections, length: count };
}

function byOutcome(
  { targetResults }: Listed,
  status: PageStatus | undefined,
  folded: ReadonlySet<string>,
): Listing {
  const headings: TargetHeading[] = [];
  const sections: Section[] = [];
  let length = 0;
  targetResults.forEach((target, index) => {
    const shown = OUTCOME_ORDER.filter((one) => !status || one === status);
    if (shown.every((one) => target.summary[one] === 0)) return;
    // One target alone need not be told from others.
    if (targetResults.length > 1) headings.push({ target, number: index + 1, at: length++ });
    if (folded.has(target.targetId)) return;
    for (const one of shown) {
      const count = target.summary[one];
      if (count > 0) sections.push({ target, status: one, from: length, count });
      length += count;
    }
  });
  return { headings, sections, length };
}

export function sectionAt(listing: Listing, index: number): Section | undefined {
  return listing.sections.find(({ from, count }) => index >= from && index < from + count);
}

/** A stretch, and how many pages the check's own counts say it has. */
type WantedStretch = Stretch & { expected: number };

/** The stretches to read so that rows `first` to `last` can be shown. */
export function stretchesIn(listing: Listing, first: number, last: number): WantedStretch[] {
  return listing.sections.flatMap(({ target, status, from, count }) => {
    const begin = Math.max(first, from) - from;
    const end = Math.min(last, from + count - 1) - from;
    const stretches: WantedStretch[] = [];
    for (let skip = startOf(begin); skip <= end; skip += PAGES_AT_ONCE) {
      const expected = Math.min(PAGES_AT_ONCE, count - skip);
      stretches.push({ target: target?.targetId ?? null, status, skip, expected });
    }
    return stretches;
  });
}

/** Where the stretch that holds a section's row begins. */
export const startOf = (row: number) => row - (row % PAGES_AT_ONCE);
