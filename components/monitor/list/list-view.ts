import type { MonitorListQuery } from "#components/data/queries.ts";

/** What the list shows, as its address says it: every view can be linked to, and the back button leads back. */
export type ListView = {
  search: string;
  status: "active" | "paused" | undefined;
  sort: ListSort;
  /** From 1. */
  page: number;
};

export const SORTS = { newest: "Newest", name: "Name", lastRun: "Last result", nextRun: "Next run" } as const;
export type ListSort = keyof typeof SORTS;

export const PAGE_SIZE = 25;
const LONGEST_SEARCH = 256;
const LAST_PAGE = 1_000_000;

/** Reads an address; what it says wrongly counts as not said. */
export function readListView(params: URLSearchParams): ListView {
  const status = params.get("status");
  const sort = params.get("sort") ?? "";
  const page = Number(params.get("page") ?? 1);
  return {
    search: (params.get("q") ?? "").slice(0, LONGEST_SEARCH),
    status: status === "active" || status === "paused" ? status : undefined,
    sort: Object.hasOwn(SORTS, sort) ? (sort as ListSort) : "newest",
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  };
}

/** The address of a view, with nothing in it that goes without saying. */
export function listViewHref({ search, status, sort, page }: ListView): string {
  const params = new URLSearchParams();
  if (search.trim()) params.set("q", search);
  if (status) params.set("status", status);
  if (sort !== "newest") params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `/monitors?${params}` : "/monitors";
}

/** The read a view asks for; the server's first paint and the browser's reads must mean the same by it. */
export function listQueryOf({ search, status, sort, page }: ListView): MonitorListQuery {
  return {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    search: search.trim() || undefined,
    status,
    sort: sort === "newest" ? undefined : sort,
  };
}
