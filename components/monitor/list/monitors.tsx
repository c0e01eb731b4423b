"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type MonitorList, monitorsQuery } from "#components/data/queries.ts";
import { DeleteDialog } from "#components/monitor/delete-dialog.tsx";
import { BulkBar } from "#components/monitor/list/bulk-bar.tsx";
import { NoMonitors, NothingFound, Unreadable } from "#components/monitor/list/empty.tsx";
import { type ListView, listQueryOf, listViewHref } from "#components/monitor/list/list-view.ts";
import { Pager } from "#components/monitor/list/pager.tsx";
import { ListSkeleton } from "#components/monitor/list/skeleton.tsx";
import { Table } from "#components/monitor/list/table.tsx";
import { Toolbar } from "#components/monitor/list/toolbar.tsx";
import { useHeldOrder } from "#components/monitor/list/use-held-order.ts";
import { useListView } from "#components/monitor/list/use-list-view.ts";
import { useMonitorActions } from "#components/monitor/list/use-monitor-actions.ts";
import { useSelection } from "#components/monitor/list/use-selection.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Notice, useNotice } from "#components/ui/notice.tsx";
import { SelectBox } from "#components/ui/select-box.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

type FirstPaint = { view: ListView; list: MonitorList; at: number };

const NONE: MonitorAnswer[] = [];
const POLL_MS = 2000;

const isLive = (monitor: MonitorAnswer) => monitor.currentCheckId !== null;

/** Whether a reason has been told already, as that of an action that was refused for the same. */
const isSaid = ({ message }: Error, told = "") => told.includes(message.replace(/\.$/, ""));

/** The list of monitors, where one finds them, sees how they are, and acts on one or several. */
export function Monitors({ first }: { first: FirstPaint }) {
  const [view, show] = useListView();
  const isFirst = listViewHref(view) === listViewHref(first.view);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...monitorsQuery(listQueryOf(view)),
    ...(isFirst && { initialData: first.list, initialDataUpdatedAt: first.at }),
    // Live notices make the list read anew at once; polling is for when no notice can reach it.
    refetchInterval: ({ state }) => (state.data?.data.some(isLive) ? POLL_MS : false),
  });
  const { announce, ...notice } = useNotice();
  const actions = useMonitorActions(announce);
  const { monitors, reordered, renew } = useHeldOrder(view, data, isPlaceholderData);
  const total = data?.total ?? 0;
  const selection = useSelection(monitors);
  const { selected } = selection;
  const [deleting, setDeleting] = useState(NONE);
  const section = useRef<HTMLElement>(null);

  const remove = async (chosen: MonitorAnswer[]) => {
    await actions.remove(chosen);
    setDeleting(NONE);
    // The focus was in a row that is gone, so the section takes it.
    setTimeout(() => section.current?.focus(), 50);
  };

  const all = !view.search && !view.status;
  if (data && total === 0 && all) {
    return (
      <>
        <NoMonitors />
        <Notice {...notice} />
      </>
    );
  }
  const selectAll = monitors.length > 0 && (
    <SelectBox
      label="Select all on this page"
      checked={selected.length === monitors.length}
      some={selected.length > 0 && selected.length < monitors.length}
      onToggle={selection.toggleAll}
      className="-mx-2.5 lg:hidden"
    />
  );
  return (
    <section ref={section} tabIndex={-1} aria-label="Monitors" className="outline-none">
      <div
        className={cn(
          "z-20 flex min-h-12 items-center bg-background py-2 max-sm:min-h-[88px] sm:sticky sm:top-12 max-sm:pointer-coarse:min-h-28",
          // A phone has no room to keep the search in sight, but the actions on the selection must stay.
          selected.length > 0 && "sticky top-12",
        )}
      >
        {selected.length > 0 ? (
          <BulkBar
            selected={selected}
            actions={actions}
            askDelete={setDeleting}
            clear={selection.clear}
            selectAll={selectAll}
          />
        ) : (
          <Toolbar view={view} show={show} selectAll={selectAll}>
            {reordered && (
              <Button
                size="small"
                variant="quiet"
                onClick={renew}
                title="Checks have ended since; sort the list anew"
              >
                Sort again
              </Button>
            )}
          </Toolbar>
        )}
      </div>
      {error && data && !isSaid(error, notice.announcement?.text) && (
        <p role="alert" className="mb-2 rounded-md bg-error-soft px-3 py-2 text-error text-sm">
          {error.message}
        </p>
      )}
      {!data && !error && <ListSkeleton />}
      {!data && error && <Unreadable error={error} retry={() => void refetch()} />}
      {data && monitors.length === 0 && <NothingFound view={view} total={total} show={show} />}
      {monitors.length > 0 && (
        <Table
          monitors={monitors}
          selection={selection}
          sort={view.sort}
          show={show}
          old={isPlaceholderData}
          actions={actions}
          askDelete={setDeleting}
        />
      )}
      <Pager page={view.page} total={total} show={show} />
      <DeleteDialog monitors={deleting} remove={remove} close={() => setDeleting(NONE)} />
      <Notice {...notice} />
    </section>
  );
}
