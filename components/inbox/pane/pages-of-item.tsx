"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ItemAnswer, ItemChange } from "#components/inbox/model.ts";
import { itemQuery } from "#components/inbox/queries.ts";
import { cn } from "#components/ui/class-names.ts";

const ANY = { view: "all", filters: {} } as const;

/** The pages that have the same difference, each of which can be read here; the check has all of them. */
export function PagesOfItem({
  item,
  chosen,
  choose,
}: {
  item: ItemAnswer;
  chosen: ItemChange | null;
  choose: (change: ItemChange | null) => void;
}) {
  const { data } = useQuery(itemQuery(item.id, ANY));
  const read = chosen?.id ?? item.changeId;
  const more = item.pages - (data?.gathered.length ?? 0);
  return (
    <nav aria-label="Pages with this difference" className="flex flex-wrap items-center gap-1 py-1.5 text-sm">
      {data?.gathered.map((change) => (
        <button
          key={change.id}
          type="button"
          aria-pressed={change.id === read}
          title={change.page?.url}
          onClick={() => choose(change.id === item.changeId ? null : change)}
          className={cn(
            "max-w-60 truncate rounded-sm border px-1.5 py-0.5 hover:bg-sunken pointer-coarse:min-h-11",
            change.id === read && "border-accent bg-accent-soft font-medium",
          )}
        >
          {change.page ? pathOf(change.page.url) : "a page no longer watched"}
        </button>
      ))}
      {data && more > 0 && (
        <Link
          href={`/monitors/${item.monitor.id}/checks/${item.checkId}`}
          className="px-1.5 text-accent underline-offset-2 hover:underline"
        >
          {more.toLocaleString("en")} more in the check
        </Link>
      )}
    </nav>
  );
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
