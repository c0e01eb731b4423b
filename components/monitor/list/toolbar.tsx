"use client";

import type { ReactNode } from "react";
import { FindBox } from "#components/keys/find-box.tsx";
import { type ListView, SORTS } from "#components/monitor/list/list-view.ts";
import type { ShowView } from "#components/monitor/list/use-list-view.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";

const FILTERS = [
  { status: undefined, label: "All" },
  { status: "failing", label: "Failing" },
  { status: "changed", label: "Changed" },
  { status: "active", label: "Active" },
  { status: "paused", label: "Paused" },
] as const;

/** Lets people choose which monitors are shown and in which order. */
export function Toolbar({
  view,
  show,
  selectAll,
  children,
}: {
  view: ListView;
  show: ShowView;
  selectAll: ReactNode;
  children?: ReactNode;
}) {
  return (
    <search aria-label="Monitors" className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <FindBox
        words={view.search}
        onWords={(search, how) => show({ search }, how)}
        label="Search monitors"
        placeholder="Search"
        className="sm:max-w-72"
      />
      {/* On a phone the order stands beside the search, and these have a line of their own. */}
      <span aria-hidden className="hidden max-sm:order-1 max-sm:block max-sm:basis-full" />
      {selectAll && <span className="max-sm:order-2">{selectAll}</span>}
      <fieldset className="flex h-8 max-sm:order-2 rounded-md border border-border-strong bg-surface p-px pointer-coarse:h-11">
        <legend className="sr-only">Show</legend>
        {FILTERS.map(({ status, label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={view.status === status}
            onClick={() => show({ status })}
            className={cn(
              "rounded-[5px] px-2.5 text-muted text-sm hover:text-foreground",
              view.status === status && "bg-sunken font-medium text-foreground",
            )}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {children}
      <select
        aria-label="Sort"
        value={view.sort}
        onChange={(event) => show({ sort: event.target.value as ListView["sort"] })}
        className={cn(filterClass, "ml-auto w-auto sm:ml-0 lg:hidden")}
      >
        {Object.entries(SORTS).map(([sort, label]) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </select>
    </search>
  );
}
