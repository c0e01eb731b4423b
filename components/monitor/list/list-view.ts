import type { MonitorListQuery } from "#components/data/queries.ts";

/** What the list shows. It is kept in the address, so every view can be linked to and the back button works. */
export type ListView = {
  search: string;
  status: ListFilter | undefined;
  sort: ListSort;
  /** The number of the page, counted from 1. */
  page: number;
};

const FILTERS = ["active", "paused", "changed", "failing"] as const;
export type ListFilter = (typeof FILTERS)[number];

export const SORTS = {
  result: "Needs a look",
  newest: "Newest",
  name: "Name",
  lastRun: "Last check",
  nextRun: "Next run",
} as const;
/** Without another wish the list begins with what needs a look. */
const FIRST_SORT = "result";
export type ListSort = keyof typeof SORTS;

export const PAGE_SIZE = 25;
const LONGEST_SEARCH = 256;
const LAST_PAGE = 1_000_000;

/** Reads a view from an address. A value that makes no sense counts as missing. */
export function readListView(params: URLSearchParams): ListView {
  const status = FILTERS.find((one) => one === params.get("status"));
  const sort = params.get("sort") ?? "";
  const page = Number(params.get("page") ?? 1);
  return {
    search: (params.get("q") ?? "").slice(0, LONGEST_SEARCH),
    status,
    sort: Object.hasOwn(SORTS, sort) ? (sort as ListSort) : FIRST_SORT,
    page: Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1,
  };
}

/** Writes the address of a view, without the values that are assumed anyway. */
export function listViewHref({ search, status, sort, page }: ListView): string {
  const params = new URLSearchParams();
  if (search.trim()) params.set("q", search);
  if (status) params.set("status", status);
  if (sort !== FIRST_SORT) params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `/monitors?${params}` : "/monitors";
}

/** The query of a view. The server's first drawing and the browser's reads must ask for the same. */
export function listQueryOf({ search, status, sort, page }: ListView): MonitorListQuery {
  return {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    search: search.trim() || undefined,
    status: status === "active" || status === "paused" ? status : undefined,
    result: status === "changed" || status === "failing" ? status : undefined,
    sort: sort === "newest" ? undefined : sort,
  };
}
