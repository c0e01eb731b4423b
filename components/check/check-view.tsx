"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CheckHeader } from "#components/check/check-header.tsx";
import { CheckLine } from "#components/check/check-line.tsx";
import { CreditsLine } from "#components/check/credits-line.tsx";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { EndedWords } from "#components/check/ended-words.tsx";
import { LinkedPage } from "#components/check/linked-page.tsx";
import { OUTCOME_ORDER, OUTCOMES } from "#components/check/outcome.tsx";
import { RawJson } from "#components/check/raw-json.tsx";
import { PageList } from "#components/check/results/page-list.tsx";
import type { Order } from "#components/check/results/sections.ts";
import { useOpenPages } from "#components/check/results/use-open-pages.ts";
import { SiteNotes, TargetFailures } from "#components/check/site-notes.tsx";
import { StatusFilter } from "#components/check/status-filter.tsx";
import { isLive } from "#components/check/words.ts";
import { isMissing } from "#components/data/api.ts";
import { checkQuery, monitorQuery } from "#components/data/queries.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { NotHere } from "#components/shell/not-here.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
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
  const isCurrent = useIsCurrent(checkRead);
  if (isMissing(checkRead.error) || isMissing(monitorRead.error)) return <NotHere />;
  const failed = [checkRead, monitorRead].find(({ error }) => error);
  const failure = failed?.error && (
    <ReadFailure what="This check" error={failed.error} retry={failed.refetch} />
  );
  const { data: check } = checkRead;
  const { data: monitor } = monitorRead;
  if (!check || !monitor) return failure;
  const skipped = check.status.startsWith("skipped");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)]">
      {failure}
      <CheckHeader check={check} monitor={monitor} said={failed?.error?.message} />
      {skipped ? (
        <>
          <CheckLine check={check} startedBy={startedBy} />
          <EndedWords check={check} />
        </>
      ) : (
        <Results key={String(isCurrent)} check={check} startedBy={startedBy} pinned={pinned} />
      )}
      {/* While rows still land above, a line below them would be pushed down by each. */}
      {!isLive(check) && <SiteNotes check={check} />}
      {!isLive(check) && (
        <CreditsLine check={check}>
          <RawJson check={check} />
        </CreditsLine>
      )}
    </div>
  );
}

/**
 * Whether a read says how things stand, or is one of before this screen, when the check may have run that has ended since:
 * nobody has watched its rows land then.
 */
function useIsCurrent({ isStale, dataUpdatedAt }: { isStale: boolean; dataUpdatedAt: number }): boolean {
  const [first] = useState({ isStale, dataUpdatedAt });
  return !first.isStale || dataUpdatedAt > first.dataUpdatedAt;
}

function Results({
  check,
  startedBy,
  pinned,
}: {
  check: CheckAnswer;
  startedBy: string | null;
  pinned: string | null;
}) {
  const url = useUrlState();
  // Who saw the check run keeps its rows where they landed, until they ask for another order.
  const [order, setOrder] = useState<Order>(isLive(check) ? "recorded" : "outcome");
  const pages = useOpenPages(check, url, order);
  const chosen = OUTCOME_ORDER.find((status) => status === url.get("status"));
  const [linked] = useState(() => linkedChange(url.get("page"), url.get("change")));
  // Room for the filters that come with the second outcome.
  const reserved = order === "recorded" && check.expectedPages !== 1;
  const reordered = order === "recorded" && !isLive(check) && check.summary.totalPages > 1;
  return (
    <Readings linked={linked} onPlace={(page, change) => url.set({ page, change: String(change + 1) })}>
      <Find>
        <div className="flex flex-wrap items-center justify-between gap-x-4 pb-1">
          <div className="min-w-0 flex-1 max-xl:basis-full">
            <CheckLine check={check} startedBy={startedBy} />
          </div>
          <div
            className={cn(
              "flex min-w-0 items-center gap-2 max-xl:flex-1 max-xl:justify-between xl:min-h-8",
              reserved && "min-h-8 pointer-coarse:min-h-11",
            )}
          >
            <StatusFilter
              summary={check.summary}
              chosen={chosen}
              onChoose={(status) => url.set({ status: status ?? null })}
            />
            {reordered && (
              <Button size="small" onClick={() => setOrder("outcome")}>
                Changes first
              </Button>
            )}
            <ReadingBar />
          </div>
        </div>
        <EndedWords check={check} />
        <TargetFailures check={check} />
        {pinned && <LinkedPage check={check} pageId={pinned} pages={pages} />}
        <section aria-labelledby="results" className="border-t">
          <h2 id="results" className="sr-only">
            Results
          </h2>
          {chosen && check.summary[chosen] === 0 ? (
            <p className="py-6 text-muted text-sm">
              No page of this check is “{OUTCOMES[chosen].word.toLowerCase()}”.{" "}
              <button
                type="button"
                className="text-accent underline"
                onClick={() => url.set({ status: null })}
              >
                Show all pages
              </button>
            </p>
          ) : (
            <PageList check={check} status={chosen} order={order} pages={pages} />
          )}
        </section>
        <CopyChangeLink addressOf={(page, change) => addressWith({ page, change })} />
      </Find>
    </Readings>
  );
}
