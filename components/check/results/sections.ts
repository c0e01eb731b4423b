import { OUTCOME_ORDER } from "#components/check/outcome.tsx";
import { PAGES_AT_ONCE, type Stretch } from "#components/check/queries.ts";
import type { CheckAnswer, TargetResult } from "#lib/check/model.ts";
import type { PageStatus } from "#lib/page/model.ts";

/** The pages of one target with one outcome: where they begin in the list, and how many there are. */
export type Section = { target: TargetResult; status: PageStatus; from: number; count: number };
export type TargetHeading = { target: TargetResult; number: number; at: number };

/** A check's pages as one list: per target, what changed first and what stayed the same last. */
export type Listing = { headings: TargetHeading[]; sections: Section[]; length: number };

export function listingOf(
  check: Pick<CheckAnswer, "targetResults">,
  status: PageStatus | undefined,
  folded: ReadonlySet<string>,
): Listing {
  const headings: TargetHeading[] = [];
  const sections: Section[] = [];
  let length = 0;
  check.targetResults.forEach((target, index) => {
    const shown = OUTCOME_ORDER.filter((one) => !status || one === status);
    if (shown.every((one) => target.summary[one] === 0)) return;
    headings.push({ target, number: index + 1, at: length++ });
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
export type WantedStretch = Stretch & { expected: number };

/** The stretches to read so that rows `first` to `last` can be shown. */
export function stretchesIn(listing: Listing, first: number, last: number): WantedStretch[] {
  return listing.sections.flatMap(({ target, status, from, count }) => {
    const begin = Math.max(first, from) - from;
    const end = Math.min(last, from + count - 1) - from;
    const stretches: WantedStretch[] = [];
    for (let skip = startOf(begin); skip <= end; skip += PAGES_AT_ONCE) {
      const expected = Math.min(PAGES_AT_ONCE, count - skip);
      stretches.push({ target: target.targetId, status, skip, expected });
    }
    return stretches;
  });
}

/** Where the stretch that holds a section's row begins. */
export const startOf = (row: number) => row - (row % PAGES_AT_ONCE);
