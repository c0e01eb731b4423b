"use client";

import { PAGE_SIZE } from "#components/monitor/list/list-view.ts";
import type { ShowView } from "#components/monitor/list/use-list-view.ts";
import { Pager as Paging } from "#components/ui/pager.tsx";

/** Leads through the pages of the list, which its address counts from 1. */
export function Pager({ page, total, show }: { page: number; total: number; show: ShowView }) {
  const from = (page - 1) * PAGE_SIZE;
  return (
    <Paging
      label="Pages of monitors"
      from={from}
      size={PAGE_SIZE}
      shown={Math.max(0, Math.min(PAGE_SIZE, total - from))}
      total={total}
      more={from + PAGE_SIZE < total}
      onMove={(next) => {
        show({ page: next / PAGE_SIZE + 1 });
        window.scrollTo({ top: 0 });
      }}
    />
  );
}
