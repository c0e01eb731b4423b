import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { BellAnswer } from "#lib/inbox/bell/model.ts";

type BellPage = { data: BellAnswer[]; nextCursor: string | null; unread: number };

/** How many are unread: what the mark on the bell says. Read again when a notice names the reader's bell. */
export const unreadQuery = (meId: string) =>
  queryOptions({
    queryKey: ["bell", meId, "unread"],
    queryFn: async () => (await api<BellPage>("/v2/bell?limit=1")).unread,
  });

/** What the bell has rung for, newest first, a page at a time. */
export const bellQuery = (meId: string) =>
  infiniteQueryOptions({
    queryKey: ["bell", meId, "entries"],
    queryFn: ({ pageParam }) => api<BellPage>(`/v2/bell?limit=20${pageParam ? `&cursor=${pageParam}` : ""}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** @param ids which; without it all there are */
export const markRead = (ids?: string[]) =>
  api("/v2/bell/read", { method: "POST", body: ids ? { ids } : { all: true } });
