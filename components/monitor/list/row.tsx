"use client";

import Link from "next/link";
import { memo } from "react";
import { HISTORY_IN_LIST } from "#components/data/queries.ts";
import { HistoryStrip } from "#components/monitor/history-strip.tsx";
import { MonitorMark } from "#components/monitor/list/monitor-mark.tsx";
import { RowMenu } from "#components/monitor/list/row-menu.tsx";
import { LastResult, NextRun, ScheduleWords, TargetWords } from "#components/monitor/list/row-words.tsx";
import { CELL, ROW, ROW_HEADER } from "#components/monitor/list/table-roles.ts";
import type { MonitorActions } from "#components/monitor/list/use-monitor-actions.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { SelectBox } from "#components/ui/select-box.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

export type RowProps = {
  monitor: MonitorAnswer;
  selected: boolean;
  toggle: (id: string, through?: boolean) => void;
  actions: MonitorActions;
  askDelete: (monitors: MonitorAnswer[]) => void;
};

/** One monitor as a line of the table, or as three short lines on a phone. */
export const Row = memo(function Row({ monitor, selected, toggle, actions, askDelete }: RowProps) {
  const paused = monitor.status === "paused";
  return (
    <tr
      {...ROW}
      className={cn(
        "relative flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b pt-1 pb-2 text-sm hover:bg-sunken/60 lg:table-row lg:py-0",
        selected && "bg-accent-soft/60 hover:bg-accent-soft/60",
      )}
    >
      <td {...CELL} className="-ml-2.5 lg:ml-0 lg:table-cell">
        <SelectBox
          label={`Select ${monitor.name}`}
          checked={selected}
          onToggle={(through) => toggle(monitor.id, through)}
        />
      </td>
      <th
        {...ROW_HEADER}
        className="-ml-3 order-1 min-w-0 flex-1 basis-[calc(100%-12rem)] sm:max-lg:basis-[calc(100%-23.5rem)] text-left font-medium lg:ml-0 lg:table-cell lg:pr-4"
      >
        <Link
          href={`/monitors/${monitor.id}`}
          prefetch={false}
          data-monitor={monitor.id}
          className="flex h-9 min-w-0 items-center gap-2 rounded-sm text-base -outline-offset-2 hover:text-accent lg:text-sm pointer-coarse:h-11"
        >
          <MonitorMark monitor={monitor} />
          <span className={cn("truncate", paused && "text-muted")}>{monitor.name}</span>
        </Link>
      </th>
      <td
        {...CELL}
        className="order-3 min-w-0 flex-1 basis-24 sm:max-lg:order-1 sm:max-lg:flex-none sm:max-lg:basis-44 lg:table-cell lg:pr-4"
      >
        <TargetWords monitor={monitor} />
        <span className="hidden truncate text-muted text-xs lg:max-xl:block">
          <ScheduleWords monitor={monitor} />
        </span>
      </td>
      <td
        {...CELL}
        className="order-3 truncate text-muted sm:max-lg:basis-40 lg:hidden lg:pr-4 lg:text-foreground xl:table-cell"
      >
        <ScheduleWords monitor={monitor} />
      </td>
      <td
        {...CELL}
        className="order-5 min-w-0 py-1 max-sm:basis-1/2 sm:max-lg:basis-[11.25rem] lg:table-cell lg:py-0 lg:pr-4"
      >
        <HistoryStrip monitorId={monitor.id} bars={monitor.recentChecks ?? []} slots={HISTORY_IN_LIST} />
      </td>
      <td
        {...CELL}
        className="order-5 min-w-0 flex-1 sm:max-lg:flex-none sm:max-lg:basis-44 lg:table-cell lg:pr-4"
      >
        <LastResult monitor={monitor} />
      </td>
      <td
        {...CELL}
        className="order-4 whitespace-nowrap text-right sm:max-lg:flex-1 sm:max-lg:text-left lg:table-cell lg:truncate lg:pr-3"
      >
        <NextRun monitor={monitor} />
      </td>
      <td {...CELL} className="-mr-2 order-2 lg:mr-0 lg:table-cell">
        <div className="flex items-center justify-end gap-1">
          {paused ? (
            <ActButton
              action="updateMonitor"
              size="small"
              aria-label={`Resume ${monitor.name}`}
              onClick={() => void actions.resume([monitor])}
            >
              Resume
            </ActButton>
          ) : (
            <ActButton
              action="runMonitor"
              size="small"
              aria-label={`Run ${monitor.name}`}
              aria-disabled={monitor.currentCheckId !== null}
              // The second click of a double click was not meant for what the button has become.
              onClick={(event) => event.detail < 2 && !monitor.currentCheckId && void actions.run([monitor])}
            >
              Run
            </ActButton>
          )}
          <RowMenu monitor={monitor} actions={actions} askDelete={askDelete} />
        </div>
      </td>
    </tr>
  );
});
