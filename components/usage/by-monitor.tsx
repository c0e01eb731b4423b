"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { HISTORY_IN_LIST, monitorsQuery } from "#components/data/queries.ts";
import { HistoryStrip } from "#components/monitor/history-strip.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { type Series, TRIED } from "#components/usage/days.ts";
import { CreditTableHead } from "#components/usage/table-head.tsx";
import type { HistoryBar } from "#lib/monitor/model.ts";

const PAGE_SIZE = 25;

/** What each monitor cost, the dearest first. A page of them at a time, since each history is as large as all figures. */
export function ByMonitor({ monitors }: { monitors: Series[] }) {
  const [from, setFrom] = useState(0);
  const shown = monitors.slice(from, from + PAGE_SIZE);
  const histories = useHistories(shown);
  const most = monitors[0]?.total ?? 1;
  const all = monitors.reduce((sum, one) => sum + one.total, 0);
  return (
    <section aria-labelledby="by-monitor" className="grid gap-3">
      <h2 id="by-monitor" className="font-medium text-lg">
        By monitor
      </h2>
      <table className="w-full text-sm">
        <CreditTableHead>
          <th scope="col" className="w-full sm:w-auto">
            Monitor
          </th>
          <th scope="col" className="hidden w-[196px] md:table-cell">
            History
          </th>
          <th scope="col" className="hidden w-2/5 sm:table-cell">
            Share
          </th>
        </CreditTableHead>
        <tbody>
          {shown.map((one) => (
            <Row key={one.key} monitor={one} histories={histories} most={most} all={all} />
          ))}
        </tbody>
      </table>
      <Pager
        label="Pages of monitors"
        from={from}
        size={PAGE_SIZE}
        shown={shown.length}
        total={monitors.length}
        more={from + PAGE_SIZE < monitors.length}
        onMove={setFrom}
      />
    </section>
  );
}

type Histories = Map<string, HistoryBar[]> | undefined;

/** The last checks of these monitors; one that is missing there was deleted. Undefined until they are known. */
function useHistories(shown: Series[]): Histories {
  const ids = shown.map(({ key }) => key).filter((key) => key !== TRIED);
  const { data, isPlaceholderData } = useQuery({
    ...monitorsQuery({ limit: PAGE_SIZE, offset: 0, ids }),
    enabled: ids.length > 0,
  });
  if (!data || isPlaceholderData) return undefined;
  return new Map(data.data.map(({ id, recentChecks }) => [id, recentChecks ?? []]));
}

function Row({
  monitor: { key, name, total },
  histories,
  most,
  all,
}: {
  monitor: Series;
  histories: Histories;
  most: number;
  all: number;
}) {
  const isGone = key === TRIED || (histories !== undefined && !histories.has(key));
  const history = (className?: string) => <History id={key} histories={histories} className={className} />;
  return (
    <tr className="border-b [&_td]:py-2">
      <td className="max-w-0 pr-4 sm:max-w-none">
        <div className="truncate">
          {isGone ? (
            <span className="text-muted">{name}</span>
          ) : (
            <Link href={`/monitors/${key}`} className="hover:underline">
              {name}
            </Link>
          )}
        </div>
        <div className="md:hidden">{history("max-w-full justify-start")}</div>
      </td>
      <td className="hidden pr-4 md:table-cell">{history()}</td>
      <td className="hidden pr-4 sm:table-cell">
        <div className="flex items-center gap-3">
          <div className="min-w-0 flex-1">
            <div className="h-2 rounded-[1px] bg-accent/70" style={{ width: `${(total / most) * 100}%` }} />
          </div>
          <span className="w-16 shrink-0 whitespace-nowrap text-right text-muted text-xs tabular-nums">
            {total / all < 0.01 ? "under 1" : Math.round((total / all) * 100)} %
          </span>
        </div>
      </td>
      <td className="text-right tabular-nums">{total.toLocaleString("en")}</td>
    </tr>
  );
}

function History({
  id,
  histories,
  className,
}: {
  id: string;
  histories: Histories;
  className: string | undefined;
}) {
  if (id === TRIED || !histories) return null;
  const bars = histories.get(id);
  if (!bars) return <span className="text-muted text-xs">deleted</span>;
  return <HistoryStrip monitorId={id} bars={bars} slots={HISTORY_IN_LIST} className={className} />;
}
