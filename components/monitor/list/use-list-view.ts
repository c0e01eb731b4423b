"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type ListView, listViewHref, readListView } from "#components/monitor/list/list-view.ts";

export type ShowView = (change: Partial<ListView>, how?: "push" | "replace") => void;

/** Reads the view from the address. Changing it asks the server for data only, not for a page. */
export function useListView(): [ListView, ShowView] {
  const params = useSearchParams();
  const view = useMemo(() => readListView(new URLSearchParams(params)), [params]);
  const show = useCallback<ShowView>(
    (change, how = "push") => {
      // Another search, filter or order begins at its first page.
      const href = listViewHref({ ...view, page: 1, ...change });
      window.history[how === "push" ? "pushState" : "replaceState"](null, "", href);
    },
    [view],
  );
  return [view, show];
}
