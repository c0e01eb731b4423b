import { CHECK_STATUS_WORDS } from "#components/check/check-status.tsx";
import { OUTCOME_ORDER, OUTCOMES } from "#components/check/outcome.tsx";
import { count } from "#components/check/words.ts";
import { exactTime, relativeTime } from "#components/ui/time.tsx";
import type { HistoryBar } from "#lib/monitor/model.ts";

/** Pages a check has been through so far. */
export const pagesDone = (bar: HistoryBar) => bar.same + bar.changed + bar.new + bar.removed + bar.error;

const moved = (bar: HistoryBar) => bar.changed + bar.new + bar.removed;

/** "30 checks, 4 with changes, last change 2 h ago": a strip for those who hear it. */
export function stripInWords(bars: HistoryBar[], now: number | null): string {
  const withChanges = bars.filter((bar) => moved(bar) > 0);
  const failed = bars.filter((bar) => bar.status === "failed" || bar.error > 0).length;
  const last = withChanges.at(-1);
  const parts = [
    count(bars.length, "check"),
    `${withChanges.length} with changes`,
    ...(failed > 0 ? [`${failed} with errors`] : []),
    ...(last && now !== null ? [`last change ${relativeTime(Date.parse(last.at), now)}`] : []),
  ];
  return parts.join(", ");
}

/** "23 Nov 2026, 14:05:09 CET, scheduled, completed: 2 changed, 57 same": one bar for those who hear it. */
export function barInWords(bar: HistoryBar, here: boolean): string {
  const found = OUTCOME_ORDER.filter((status) => bar[status] > 0).map((status) =>
    status === "error" ? count(bar.error, "error") : `${bar[status]} ${OUTCOMES[status].word.toLowerCase()}`,
  );
  const when = here ? `${exactTime(new Date(bar.at))}, ` : "";
  const how = `${bar.trigger}, ${CHECK_STATUS_WORDS[bar.status].toLowerCase()}`;
  return `Check ${when}${how}${found.length > 0 ? `: ${found.join(", ")}` : ""}`;
}
