"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Moment } from "#components/check/moment.tsx";
import { OUTCOMES, OutcomeGlyph } from "#components/check/outcome.tsx";
import { OutsideLink } from "#components/check/outside-link.tsx";
import { UrlText } from "#components/check/url-text.tsx";
import { bytes } from "#components/check/words.ts";
import { trackedPagesQuery } from "#components/data/queries.ts";
import { useSteadyOrder } from "#components/hooks/use-steady-order.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { KeptList } from "#components/page/kept-list.tsx";
import { pageAddress } from "#components/page/version-links.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TrackedPageAnswer } from "#lib/page/model.ts";

const AT_ONCE = 50;
const TYPING_MS = 200;

/** Lists the pages that a monitor has seen, the latest change first as it was when the list was opened. */
export function PagesTable({ monitorId }: { monitorId: string }) {
  const url = useUrlState();
  const from = Number(url.get("from")) || 0;
  const search = url.get("search") ?? "";
  const { data, error, isPlaceholderData } = useQuery(
    trackedPagesQuery(monitorId, { limit: AT_ONCE, offset: from, ...(search && { search }) }),
  );
  const { shown, reordered, renew } = useSteadyOrder(`${from} ${search}`, data?.data, {
    old: isPlaceholderData,
    room: AT_ONCE,
  });
  return (
    <>
      <div className="mb-2 flex items-center gap-3">
        <SearchField value={search} onChange={(words) => url.set({ search: words || null, from: null })} />
        {reordered && (
          <Button size="small" variant="quiet" onClick={renew}>
            Latest changes first
          </Button>
        )}
      </div>
      <div className="mb-2 empty:hidden">
        <KeptList monitorId={monitorId} />
      </div>
      {error && !data && (
        <p role="alert" className="py-4 text-error text-sm">
          {error.message}
        </p>
      )}
      {!data && !error && <Skeleton className="h-64" />}
      {data?.data.length === 0 && (
        <p className="border-t py-6 text-muted text-sm">
          {search
            ? `No page of this monitor has “${search}” in its URL.`
            : "No page has been seen yet. The first check finds them."}
        </p>
      )}
      {shown && shown.length > 0 && <Table monitorId={monitorId} pages={shown} />}
      <Pager
        label="Pages of tracked pages"
        from={from}
        size={AT_ONCE}
        shown={data?.data.length ?? 0}
        {...(data && { total: data.total })}
        more={(data?.total ?? 0) > from + AT_ONCE}
        onMove={(next) => url.set({ from: next === 0 ? null : String(next) })}
      />
    </>
  );
}

/** Waits for a pause in typing before it asks the server. */
function SearchField({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      aria-label="Search pages by URL"
      placeholder="Search by URL"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      className={cn(filterClass, "w-full max-w-80")}
    />
  );
}

const wide = "hidden sm:table-cell";
const HEADS = [
  ["Page", ""],
  ["Title", "hidden lg:table-cell"],
  ["Last status", ""],
  ["Last changed", wide],
  ["Size", cn(wide, "text-right")],
];

function Table({ monitorId, pages }: { monitorId: string; pages: TrackedPageAnswer[] }) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <colgroup>
        <col />
        <col className="hidden w-[28%] lg:table-column" />
        <col className="w-28 sm:w-40" />
        <col className="hidden w-32 sm:table-column" />
        <col className="hidden w-24 sm:table-column" />
      </colgroup>
      <thead className="text-muted text-xs">
        <tr>
          {HEADS.map(([word, look]) => (
            <th key={word} scope="col" className={cn("h-8 pr-3 font-medium last:pr-0", look)}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pages.map((page) => (
          <PageRow key={page.id} monitorId={monitorId} page={page} />
        ))}
      </tbody>
    </table>
  );
}

const cell = "h-9 py-1 pr-3 last:pr-0 pointer-coarse:h-11";

function PageRow({ monitorId, page }: { monitorId: string; page: TrackedPageAnswer }) {
  return (
    <tr className="border-t align-top">
      <td className={cell}>
        <span className="flex min-w-0 items-center gap-1">
          <Link
            href={pageAddress(monitorId, page.id)}
            prefetch={false}
            className="flex min-w-0 rounded-sm hover:text-accent pointer-coarse:py-2"
          >
            <UrlText url={page.url} />
          </Link>
          <OutsideLink url={page.url} className="shrink-0 rounded-sm px-1.5 pointer-coarse:size-11" />
        </span>
        {page.failingSince && (
          <span className="mt-0.5 block text-error text-sm [overflow-wrap:anywhere]">
            {page.lastError ?? "Cannot be read"}{" "}
            <span className="text-muted">
              · failing since <Moment iso={page.failingSince} />
            </span>
          </span>
        )}
      </td>
      <td className={cn(cell, "hidden truncate text-muted lg:table-cell")} title={page.title ?? undefined}>
        <bdi>{page.title ?? "—"}</bdi>
      </td>
      <td className={cell} title={page.lastError ?? undefined}>
        <LastStatus monitorId={monitorId} page={page} />
      </td>
      <td className={cn(cell, wide, "text-muted")}>
        {page.lastChangedAt ? <Time iso={page.lastChangedAt} /> : "—"}
      </td>
      <td className={cn(cell, wide, "text-right text-muted tabular-nums")}>
        {page.size === null ? "—" : bytes(page.size)}
      </td>
    </tr>
  );
}

function LastStatus({ monitorId, page }: { monitorId: string; page: TrackedPageAnswer }) {
  if (!page.lastStatus) return <span className="text-muted">not read yet</span>;
  const words = (
    <>
      <OutcomeGlyph status={page.lastStatus} />
      <span aria-hidden>{OUTCOMES[page.lastStatus].word}</span>
      {page.lastCheckedAt && <Time iso={page.lastCheckedAt} className="hidden text-muted lg:inline" />}
    </>
  );
  return page.lastCheckId ? (
    <Link
      href={`/monitors/${monitorId}/checks/${page.lastCheckId}?status=${page.lastStatus}`}
      prefetch={false}
      className="flex w-fit items-center gap-1.5 whitespace-nowrap rounded-sm hover:underline"
    >
      {words}
    </Link>
  ) : (
    <span className="flex items-center gap-1.5">{words}</span>
  );
}
