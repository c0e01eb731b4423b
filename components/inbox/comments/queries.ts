import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { Person } from "#lib/inbox/bell/model.ts";
import type { CommentAnswer } from "#lib/inbox/comments/model.ts";

type CommentsPage = { data: CommentAnswer[]; nextCursor: string | null; total: number };

/** The comments of an item, newest first, a page at a time. Read again when a notice names the item. */
export const commentsQuery = (itemId: string) =>
  infiniteQueryOptions({
    queryKey: ["item", itemId, "comments"],
    queryFn: ({ pageParam }) =>
      api<CommentsPage>(`/v2/changes/${itemId}/comments${pageParam ? `?cursor=${pageParam}` : ""}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** The people who can be mentioned and assigned. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ["people"],
    queryFn: async () => (await api<{ data: Person[] }>("/v2/changes/people")).data,
  });
