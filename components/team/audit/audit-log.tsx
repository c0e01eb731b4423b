"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { AuditFilters } from "#components/team/audit/audit-filters.tsx";
import { auditQuery, FILTER_NAMES, filterOf } from "#components/team/audit/audit-query.ts";
import { AuditRow } from "#components/team/audit/audit-row.tsx";
import { AuditRows } from "#components/team/audit/audit-skeleton.tsx";
import { ExportMenu } from "#components/team/audit/export-menu.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import type { AuditEntryAnswer } from "#lib/audit/model.ts";

/** Who did what, newest first, by the day. */
export function AuditLog({ keptDays }: { keptDays: number }) {
  const filter = filterOf(useSearchParams());
  const log = useInfiniteQuery(auditQuery(filter));
  const entries = useMemo(() => log.data?.pages.flatMap(({ data }) => data) ?? [], [log.data]);
  const people = log.data?.pages[0]?.people ?? [];
  return (
    <div className="grid max-w-[1100px] grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-start gap-2">
        <AuditFilters filter={filter} people={people} />
        <ExportMenu filter={filter} />
      </div>
      {log.error && <ReadFailure what="The audit log" error={log.error} retry={() => log.refetch()} />}
      {log.isPending && <AuditRows />}
      {log.data && entries.length === 0 && <Nothing isNarrowed={Object.keys(filter).length > 0} />}
      <div className={cn("grid gap-5", log.isPlaceholderData && "opacity-60")} aria-busy={log.isFetching}>
        <Days entries={entries} />
      </div>
      {entries.length > 0 && (
        <div className="flex flex-wrap items-center gap-3 text-muted text-sm">
          {log.hasNextPage && (
            <Button disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {log.isFetchingNextPage ? "Loading…" : "Load more"}
            </Button>
          )}
          <p>Nobody can change an entry. Each is kept for {keptDays} days.</p>
        </div>
      )}
    </div>
  );
}

function Days({ entries }: { entries: AuditEntryAnswer[] }) {
  const here = useHydrated();
  const days = Map.groupBy(entries, ({ createdAt }) => dayOf(createdAt, here));
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={day}>
      <h2 className="mb-1.5 font-medium text-muted text-sm">{day}</h2>
      <ol className="rounded-md border bg-surface">
        {ofDay.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

/** The day in the reader's zone, which only the browser knows. */
function dayOf(iso: string, here: boolean): string {
  const at = new Date(iso);
  return at.toLocaleDateString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(!here && { timeZone: "UTC" }),
  });
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  const { set } = useUrlState();
  return (
    <div className="grid justify-items-center gap-3 rounded-md border border-dashed p-8 text-center text-muted">
      {isNarrowed ? (
        <>
          <p>Nothing that was done passes these filters.</p>
          <Button onClick={() => set(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])))}>
            Show all
          </Button>
        </>
      ) : (
        <p>
          Nothing has been done since the log began. Signing in, editing a monitor, running it: each will
          stand here.
        </p>
      )}
    </div>
  );
}
