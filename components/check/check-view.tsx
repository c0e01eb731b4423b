"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CancelCheck } from "#components/check/cancel-check.tsx";
import { CheckHeader } from "#components/check/check-header.tsx";
import { CreditsPanel } from "#components/check/credits-panel.tsx";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { EndedWords } from "#components/check/ended-words.tsx";
import { LatestPages } from "#components/check/latest-pages.tsx";
import { LinkedPage } from "#components/check/linked-page.tsx";
import { OUTCOME_ORDER } from "#components/check/outcome.tsx";
import { ProgressBar, ProgressWords } from "#components/check/progress.tsx";
import { PageList } from "#components/check/results/page-list.tsx";
import { useOpenPages } from "#components/check/results/use-open-pages.ts";
import { StatusFilter } from "#components/check/status-filter.tsx";
import { isLive } from "#components/check/words.ts";
import { isMissing } from "#components/data/api.ts";
import { checkQuery, monitorQuery } from "#components/data/queries.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { NotHere } from "#components/shell/not-here.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

const POLL_MS = 2000;

/** One check: what changed, page by page; how it ran; what it cost. */
export function CheckView({
  monitorId,
  checkId,
  startedBy,
  pinned,
}: {
  monitorId: string;
  checkId: string;
  startedBy: string | null;
  /** The page the address named when the screen was opened, when it stands far down the list. */
  pinned: string | null;
}) {
  const checkRead = useQuery({
    ...checkQuery(monitorId, checkId),
    // Notices come at once; this is for when they cannot.
    refetchInterval: ({ state }) => (state.data && isLive(state.data) ? POLL_MS : false),
  });
  const monitorRead = useQuery(monitorQuery(monitorId));
  if (isMissing(checkRead.error) || isMissing(monitorRead.error)) return <NotHere />;
  const failed = [checkRead, monitorRead].find(({ error }) => error);
  const failure = failed?.error && (
    <ReadFailure what="This check" error={failed.error} retry={failed.refetch} />
  );
  const { data: check } = checkRead;
  const { data: monitor } = monitorRead;
  if (!check || !monitor) return failure;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {failure}
      <CheckHeader check={check} monitor={monitor} startedBy={startedBy} />
      {isLive(check) && <LivePart check={check} />}
      <EndedWords check={check} />
      {check.status.startsWith("skipped") ? null : <Results check={check} pinned={pinned} />}
    </div>
  );
}

function LivePart({ check }: { check: CheckAnswer }) {
  return (
    <section
      aria-label="Progress"
      className="grid grid-cols-[minmax(0,1fr)] gap-2.5 rounded-md border bg-surface px-3 py-2.5"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ProgressWords check={check} />
        <CancelCheck check={check} />
      </div>
      <ProgressBar check={check} />
      <LatestPages check={check} />
    </section>
  );
}

function Results({ check, pinned }: { check: CheckAnswer; pinned: string | null }) {
  const url = useUrlState();
  const pages = useOpenPages(check, url);
  const chosen = OUTCOME_ORDER.find((status) => status === url.get("status"));
  const [linked] = useState(() => linkedChange(url.get("page"), url.get("change")));
  return (
    <Readings linked={linked} onPlace={(page, change) => url.set({ page, change: String(change + 1) })}>
      <Find>
        <CreditsPanel check={check} />
        {pinned && <LinkedPage check={check} pageId={pinned} pages={pages} />}
        <section aria-labelledby="results">
          <h2 id="results" className="sr-only">
            Results
          </h2>
          <div className="flex flex-wrap items-center justify-between gap-2 pb-2">
            <StatusFilter
              summary={check.summary}
              chosen={chosen}
              onChoose={(status) => url.set({ status: status ?? null })}
            />
            <ReadingBar />
          </div>
          {chosen && check.summary[chosen] === 0 ? (
            <p className="border-t py-6 text-muted text-sm">
              No page of this check is “{chosen}”.{" "}
              <button
                type="button"
                className="text-accent underline"
                onClick={() => url.set({ status: null })}
              >
                Show all pages
              </button>
            </p>
          ) : (
            <PageList check={check} status={chosen} pages={pages} />
          )}
        </section>
        <CopyChangeLink addressOf={(page, change) => addressWith({ page, change })} />
      </Find>
    </Readings>
  );
}
