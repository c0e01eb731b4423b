import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { serverNow } from "#components/data/server-clock.ts";
import { apiQueryOf, type DeskView, type Filters, type View } from "#components/inbox/desk-view.ts";
import type { ItemAnswer, ItemDetail, PersonAnswer } from "#components/inbox/model.ts";

/** Items read at a time: more than any window shows. */
export const ITEMS_AT_ONCE = 50;

export type ItemPage = { data: ItemAnswer[]; next?: string | undefined };

function pageOf(view: DeskView, cursor: string): Promise<ItemPage> {
  const asked = apiQueryOf(view, serverNow());
  asked.set("limit", String(ITEMS_AT_ONCE));
  if (cursor) asked.set("cursor", cursor);
  return api<ItemPage>(`/v2/changes?${asked}`);
}

export const cursorOf = ({ next }: ItemPage): string | null =>
  next ? new URL(next).searchParams.get("cursor") : null;

/**
 * A list as far as somebody has scrolled it. It never changes by itself, since somebody may be reading in it: what
 * has changed is told by `livePageQuery`, and let in where nothing is moved by it.
 */
export const itemsQuery = (view: DeskView) =>
  infiniteQueryOptions({
    queryKey: ["inbox", view.view, view.filters],
    queryFn: ({ pageParam }) => pageOf(view, pageParam),
    initialPageParam: "",
    getNextPageParam: cursorOf,
    staleTime: "static",
  });

/** A page of a list as it is now; the first one has no cursor. */
export const livePageQuery = (view: DeskView, cursor: string) =>
  queryOptions({
    queryKey: ["changes", "page", view.view, view.filters, cursor],
    queryFn: () => pageOf(view, cursor),
  });

export type Counts = Record<View, number> & { unread: number };

/** How many items each list has, narrowed as the list on screen is. */
export const countsQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ["changes", "counts", filters],
    queryFn: async () => {
      const asked = apiQueryOf({ view: "open", filters }, serverNow());
      asked.delete("view");
      return (await api<{ data: Counts }>(`/v2/changes/counts?${asked}`)).data;
    },
    placeholderData: keepPreviousData,
  });

/** One item with what it gathers, and its neighbours in a list. */
export const itemQuery = (id: string, view: DeskView) =>
  queryOptions({
    queryKey: ["item", id, "self", view.view, view.filters],
    queryFn: async () =>
      (await api<{ data: ItemDetail }>(`/v2/changes/${id}?${apiQueryOf(view, serverNow())}`)).data,
  });

/** Whom an item can be given to. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ["people"],
    queryFn: async () => (await api<{ data: PersonAnswer[] }>("/v2/changes/people")).data,
  });
