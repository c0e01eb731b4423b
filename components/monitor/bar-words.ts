import { CHECK_STATUS_WORDS } from "#components/check/check-status.tsx";
import { shownStatus } from "#components/check/finding.ts";
import { OUTCOME_ORDER, OUTCOMES } from "#components/check/outcome.tsx";
import { count } from "#components/check/words.ts";
import { ago, exactTime } from "#components/ui/time.tsx";
import type { HistoryBar } from "#lib/monitor/model.ts";

/** Counts the pages that a check has been through so far. */
export const pagesDone = (bar: HistoryBar) => bar.same + bar.changed + bar.new + bar.removed + bar.error;

/** Picks the checks that found a change. The new pages of a first snapshot are a beginning and no change. */
export function withChanges(bars: HistoryBar[]): HistoryBar[] {
  const first = bars.find((bar) => pagesDone(bar) > bar.error);
  const begins = (bar: HistoryBar) => bar === first && bar.new + bar.error === pagesDone(bar);
  return bars.filter((bar) => bar.changed + bar.removed + bar.new > 0 && !begins(bar));
}

/** Says a whole strip to those who hear the page: "30 checks, 4 with changes, last change 2 h ago". */
export function stripInWords(bars: HistoryBar[], now: number | null): string {
  const changed = withChanges(bars);
  const failed = bars.filter((bar) => bar.status === "failed" || bar.error > 0).length;
  const last = changed.at(-1);
  const parts = [
    count(bars.length, "check"),
    `${changed.length} with changes`,
    ...(failed > 0 ? [`${failed} with errors`] : []),
    ...(last && now !== null ? [`last change ${ago(Date.parse(last.at), now)}`] : []),
  ];
  return parts.join(", ");
}

/** Says of checks without a changed page "5 checks since then found the same", or what else some of them found. */
export function quietInWords(since: HistoryBar[]): string {
  const found = [
    [since.filter((bar) => bar.new > 0).length, "found new pages"],
    [since.filter((bar) => bar.error > 0).length, "could not read every page"],
  ] as const;
  const exceptions = found.filter(([checks]) => checks > 0).map(([checks, what]) => `${checks} ${what}`);
  const checks = `${count(since.length, "check")} since then`;
  return exceptions.length > 0 ? `of ${checks}, ${exceptions.join(" and ")}` : `${checks} found the same`;
}

/** Says one bar to those who hear the page: "23 Nov 2026, 14:05:09 CET, scheduled, completed: 2 changed, 57 same". */
export function barInWords(bar: HistoryBar, inBrowser: boolean): string {
  const found = OUTCOME_ORDER.filter((status) => bar[status] > 0).map((status) =>
    status === "error" ? count(bar.error, "error") : `${bar[status]} ${OUTCOMES[status].word.toLowerCase()}`,
  );
  const when = inBrowser ? `${exactTime(new Date(bar.at))}, ` : "";
  const how = `${bar.trigger}, ${CHECK_STATUS_WORDS[shownStatus(bar.status, bar)].toLowerCase()}`;
  return `Check ${when}${how}${found.length > 0 ? `: ${found.join(", ")}` : ""}`;
}
