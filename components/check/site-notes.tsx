import { count } from "#components/check/words.ts";
import type { CheckAnswer, TargetResult } from "#lib/check/model.ts";

/** What a reason of a page that was not reached means, in the words of its reader. */
const REASONS: Record<string, string> = {
  limit: "left out by the limit",
  robots: "forbidden by robots.txt",
  depth: "too deep",
  excluded: "excluded by a pattern",
  "not included": "matched by no pattern",
  "above the start": "above the start",
  "other site": "on another site",
  endless: "of a part without end",
  "site down": "since the site was down",
  "same answer": "since the site answered the same everywhere",
  moved: "since the site leads elsewhere",
  "sitemap could not be read": "since a sitemap could not be read",
  "crawl ended early": "since the crawl ended early",
};

/** Why targets could not be carried out as a whole: above the pages, since it says why there are so few. */
export function TargetFailures({ check }: { check: CheckAnswer }) {
  const failed = check.targetResults.filter(({ error }) => error);
  if (failed.length === 0) return null;
  return (
    <div className="grid gap-1 pb-2">
      {failed.map(({ targetId, error }) => (
        <p key={targetId} role="status" className="text-error text-sm">
          {error} What was known of the site is kept.
        </p>
      ))}
    </div>
  );
}

/** What was not reached and what was noticed of a site, below its pages. */
export function SiteNotes({ check }: { check: CheckAnswer }) {
  const told = check.targetResults.filter(
    ({ notReached, warnings }) => notReached?.count || warnings?.length,
  );
  if (told.length === 0) return null;
  return (
    <section aria-label="Not reached" className="mt-4 grid gap-2 border-t pt-3 text-sm">
      {told.map((result) => (
        <SiteNote key={result.targetId} result={result} />
      ))}
    </section>
  );
}

function SiteNote({ result: { notReached, warnings } }: { result: TargetResult }) {
  const reasons = Object.entries(notReached?.reasons ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <div className="grid gap-1">
      {notReached && notReached.count > 0 && (
        <>
          <p>
            <span className="font-medium">{count(notReached.count, "known page")} not reached</span>{" "}
            <span className="text-muted">Not gone, not compared, and not charged.</span>
          </p>
          <ul className="grid gap-0.5 text-muted">
            {reasons.map(([reason, pages]) => (
              <li key={reason} className="tabular-nums">
                {pages.toLocaleString("en")} {REASONS[reason] ?? reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {warnings?.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  );
}
