"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { CHECK_STATUS_WORDS, CheckStatusMark } from "#components/check/check-status.tsx";
import { isUnread, shownStatus } from "#components/check/finding.ts";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { chargedCredits, duration, tookMs } from "#components/check/words.ts";
import { checksQuery } from "#components/data/queries.ts";
import { useArrivals } from "#components/hooks/use-arrivals.ts";
import { usePointedAt } from "#components/hooks/use-pointed-at.ts";
import { useScrolled } from "#components/hooks/use-scrolled.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import { CHECKS_AT_ONCE, checksList } from "#components/monitor/page/checks-list.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CheckAnswer, CheckStatus } from "#lib/check/model.ts";

const STATUSES = Object.keys(CHECK_STATUS_WORDS) as CheckStatus[];

/** Lists every check of a monitor, the newest first. New ones wait while somebody reads the list. */
export function ChecksTable({ monitorId, live }: { monitorId: string; live: boolean }) {
  const url = useUrlState();
  const from = Number(url.get("from")) || 0;
  const status = STATUSES.find((one) => one === url.get("status"));
  const { data, error } = useQuery(checksQuery(monitorId, checksList(from, status)));
  const [pointedAt, pointing] = usePointedAt();
  const scrolled = useScrolled();
  const { shown, waiting, admit } = useArrivals(
    `${from} ${status}`,
    data?.slice(0, CHECKS_AT_ONCE),
    pointedAt || scrolled,
  );
  return (
    <>
      <div className="flex items-center justify-between gap-3 pb-2">
        <label className="flex items-center gap-2 text-muted text-sm">
          Status
          <select
            className={filterClass}
            value={status ?? ""}
            onChange={(event) => url.set({ status: event.target.value, from: null })}
          >
            <option value="">All</option>
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {CHECK_STATUS_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        {waiting > 0 && (
          <Button size="small" onClick={admit}>
            {waiting} new ↑
          </Button>
        )}
      </div>
      {error && !data && (
        <p role="alert" className="py-4 text-error text-sm">
          {error.message}
        </p>
      )}
      {!shown && !error && <Skeleton className="h-64" />}
      {shown?.length === 0 && (
        <p className="border-t py-6 text-muted text-sm">{emptyWords(status, from, live)}</p>
      )}
      {shown && shown.length > 0 && (
        <div {...pointing}>
          <Table checks={shown} />
        </div>
      )}
      <Pager
        label="Pages of checks"
        from={from}
        size={CHECKS_AT_ONCE}
        shown={shown?.length ?? 0}
        more={(data?.length ?? 0) > CHECKS_AT_ONCE}
        onMove={(next) => url.set({ from: next === 0 ? null : String(next) })}
      />
    </>
  );
}

function emptyWords(status: CheckStatus | undefined, from: number, live: boolean): string {
  if (status) return `No check of this monitor is “${CHECK_STATUS_WORDS[status].toLowerCase()}”.`;
  if (from > 0) return "There are no checks here.";
  return live ? "The first check is under way." : "No check yet. Each will be a line here.";
}

const wide = "hidden sm:table-cell";
const HEADS = [
  ["Status", ""],
  ["When", ""],
  ["Trigger", wide],
  ["Found", ""],
  ["Took", cn(wide, "text-right")],
  ["Credits", "text-right"],
];

function Table({ checks }: { checks: CheckAnswer[] }) {
  return (
    <table className="w-full text-left text-sm">
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
        {checks.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </tbody>
    </table>
  );
}

const cell = "h-9 align-middle py-1 pr-3 last:pr-0 pointer-coarse:h-11";

function CheckRow({ check }: { check: CheckAnswer }) {
  const took = tookMs(check);
  const status = shownStatus(check.status, check.summary);
  const unread = status === "failed" && isUnread(check.summary) ? "No page could be read." : null;
  const sentence = check.summary.totalPages === 0 ? check.error : unread;
  return (
    <tr className="relative border-t hover:bg-sunken">
      <td className={cell}>
        <CheckStatusMark status={status} wraps />
      </td>
      <td className={cn(cell, "whitespace-nowrap")}>
        {/* The whole row leads to the check; the time lies above it, or nobody could point at it for the exact one. */}
        <Link
          href={`/monitors/${check.monitorId}/checks/${check.id}`}
          prefetch={false}
          className="after:absolute after:inset-0"
        >
          <Time iso={check.startedAt ?? check.createdAt} className="relative z-10" />
        </Link>
      </td>
      <td className={cn(cell, wide, "text-muted")}>{check.trigger}</td>
      <td className={cn(cell, "w-2/5")}>
        {sentence ? (
          <span className="line-clamp-2 text-error sm:line-clamp-1">{sentence}</span>
        ) : (
          <OutcomeCounts counts={check.summary} />
        )}
      </td>
      <td className={cn(cell, wide, "text-right tabular-nums")}>{took === null ? "—" : duration(took)}</td>
      <td className={cn(cell, "text-right tabular-nums")}>{chargedCredits(check).toLocaleString("en")}</td>
    </tr>
  );
}
