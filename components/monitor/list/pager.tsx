"use client";

import { PAGE_SIZE } from "#components/monitor/list/list-view.ts";
import type { ShowView } from "#components/monitor/list/use-list-view.ts";
import { Button } from "#components/ui/button.tsx";

/** Where in a long list one is, and the way on; nothing when all is in sight. */
export function Pager({ page, total, show }: { page: number; total: number; show: ShowView }) {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (last === 1) return null;
  const from = (page - 1) * PAGE_SIZE + 1;
  const turn = (to: number) => {
    show({ page: to });
    window.scrollTo({ top: 0 });
  };
  return (
    <nav aria-label="Pages of monitors" className="flex items-center justify-end gap-2 py-3 text-sm">
      <span className="mr-1 text-muted tabular-nums">
        {from.toLocaleString("en")}–{Math.min(from + PAGE_SIZE - 1, total).toLocaleString("en")} of{" "}
        {total.toLocaleString("en")}
      </span>
      <Button size="small" disabled={page <= 1} onClick={() => turn(page - 1)}>
        Previous
      </Button>
      <Button size="small" disabled={page >= last} onClick={() => turn(page + 1)}>
        Next
      </Button>
    </nav>
  );
}
