import type { MonitorListQuery } from "#components/data/queries.ts";

/** What the list shows. It is kept in the address, so every view can be linked to and the back button works. */
export type ListView = {
  search: string;
  status: "active" | "paused" | undefined;
  sort: ListSort;
  /** The number of the page, counted from 1. */
  page: number;
};

export const SORTS = { newest: "Newest", name: "Name", lastRun: "Last result", nextRun: "Next run" } as const;
export type ListSort = keyof typeof SORTS;

export const PAGE_SIZE = 25;
const LONGEST_SEARCH = 256;
const LAST_PAGE = 1_000_000;

/** Reads a view from an address. A value that makes no sense counts as missing. */
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

/** Writes the address of a view, without the values that are assumed anyway. */
export function listViewHref({ search, status, sort, page }: ListView): string {
  const params = new URLSearchParams();
  if (search.trim()) params.set("q", search);
  if (status) params.set("status", status);
  if (sort !== "newest") params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `/monitors?${params}` : "/monitors";
}

/** The query of a view. The server's first drawing and the browser's reads must ask for the same. */
export function listQueryOf({ search, status, sort, page }: ListView): MonitorListQuery {
  return {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    search: search.trim() || undefined,
    status,
    sort: sort === "newest" ? undefined : sort,
  };
}
