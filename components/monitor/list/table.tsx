"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import { type ListSort, SORTS } from "#components/monitor/list/list-view.ts";
import { Row, type RowProps } from "#components/monitor/list/row.tsx";
import { CELL, ROW, ROW_GROUP, TABLE } from "#components/monitor/list/table-roles.ts";
import type { ShowView } from "#components/monitor/list/use-list-view.ts";
import type { useSelection } from "#components/monitor/list/use-selection.ts";
import { cn } from "#components/ui/class-names.ts";
import { SelectBox } from "#components/ui/select-box.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

type Props = Pick<RowProps, "actions" | "askDelete"> & {
  monitors: MonitorAnswer[];
  selection: ReturnType<typeof useSelection>;
  sort: ListSort;
  show: ShowView;
  /** Whether the monitors are those of the view before, since this one's answer is not there yet. */
  old: boolean;
};

/** The monitors as a table. j and k walk the rows, on a name the arrow keys, too; there x ticks one and r runs it. */
export function Table({ monitors, selection, sort, show, old, ...doing }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset.monitor : undefined;
    const monitor = monitors.find((one) => one.id === id);
    if (!monitor || event.metaKey || event.ctrlKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    walk(step);
    event.preventDefault();
  };
  const walk = (step: number) => {
    const names = [...(body.current?.querySelectorAll<HTMLElement>("[data-monitor]") ?? [])];
    const at = names.indexOf(document.activeElement as HTMLElement);
    names[at < 0 ? 0 : at + step]?.focus();
  };
  const focused = () => {
    const name = document.activeElement;
    return name instanceof HTMLElement ? monitors.find(({ id }) => id === name.dataset.monitor) : undefined;
  };
  useKeys({
    next: () => walk(1),
    previous: () => walk(-1),
    select: () => {
      const monitor = focused();
      if (monitor) selection.toggle(monitor.id);
    },
    run: () => {
      const monitor = focused();
      if (monitor) void doing.actions.run([monitor]);
    },
  });
  const all = selection.selected.length === monitors.length;
  return (
    <table
      {...TABLE}
      aria-label="Monitors"
      aria-busy={old}
      className={cn("block w-full transition-opacity lg:table lg:table-fixed", old && "opacity-60")}
    >
      <thead {...ROW_GROUP} className="hidden lg:table-header-group">
        <tr {...ROW} className="h-8 border-b text-left text-muted text-xs">
          <td {...CELL} className="w-10">
            <SelectBox
              label="Select all on this page"
              checked={all}
              some={!all && selection.selected.length > 0}
              onToggle={selection.toggleAll}
            />
          </td>
          <SortHead label="Name" by="name" down={false} sort={sort} show={show} />
          <Head label="Targets" className="w-[150px] xl:w-[184px] 2xl:w-60" />
          <Head label="Schedule" className="hidden w-[176px] xl:table-cell 2xl:w-56" />
          <Head label="History" className="w-[196px] pr-4 text-right" />
          <SortHead label="Last result" by="result" down sort={sort} show={show} className="w-[184px]" />
          <SortHead
            label="Next run"
            by="nextRun"
            down={false}
            sort={sort}
            show={show}
            className="w-[88px] pr-3 text-right [&>button]:ml-auto"
          />
          <td {...CELL} className="w-[116px]" />
        </tr>
      </thead>
      <tbody {...ROW_GROUP} ref={body} onKeyDown={onKeyDown} className="block lg:table-row-group">
        {monitors.map((monitor) => (
          <Row
            key={monitor.id}
            monitor={monitor}
            selected={selection.ids.has(monitor.id)}
            toggle={selection.toggle}
            {...doing}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({ label, className }: { label: string; className?: string }) {
  return (
    <th scope="col" className={cn("font-normal", className)}>
      {label}
    </th>
  );
}

function SortHead({
  label,
  by,
  down,
  sort,
  show,
  className,
}: {
  label: string;
  by: ListSort;
  down: boolean;
  sort: ListSort;
  show: ShowView;
  className?: string;
}) {
  const on = sort === by;
  const other = by === "result" ? "newest" : "result";
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={on ? (down ? "descending" : "ascending") : "none"}
      className={cn("font-normal", className)}
    >
      <button
        type="button"
        title={on ? `Sort by ${SORTS[other].toLowerCase()}` : `Sort by ${label.toLowerCase()}`}
        onClick={() => show({ sort: on ? other : by })}
        className={cn(
          "flex items-center gap-1 rounded-sm hover:text-foreground",
          on && "font-medium text-foreground",
        )}
      >
        {label}
        {on && <Arrow aria-hidden className="size-3" />}
      </button>
    </th>
  );
}
