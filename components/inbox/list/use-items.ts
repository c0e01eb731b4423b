"use client";

import { useInfiniteQuery, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import type { DeskView } from "#components/inbox/desk-view.ts";
import { differs, heldList } from "#components/inbox/list/merge.ts";
import { itemsQuery, livePageQuery } from "#components/inbox/queries.ts";

/**
 * The items of a list, kept true. While it is held, since somebody reads in it, rows stay where they are and new ones
 * wait until they are asked for.
 * @param inSight the first and the last item in sight, by their place in the list
 */
export function useItems(view: DeskView, held: boolean, inSight: readonly [number, number]) {
  const client = useQueryClient();
  const list = useInfiniteQuery(itemsQuery(view));
  const read = list.data?.pages;
  const cursors = useMemo(() => cursorsInSight(list.data, inSight), [list.data, inSight]);
  const live = useQueries({
    queries: cursors.map(({ cursor }) => livePageQuery(view, cursor)),
    combine: (results) => results.map(({ data, dataUpdatedAt }) => ({ data, dataUpdatedAt })),
  });
  const head = live[0]?.data;
  const readAt = list.dataUpdatedAt;

  const admit = useCallback(() => {
    const now = client.getQueryData(livePageQuery(view, "").queryKey);
    if (now) client.setQueryData(itemsQuery(view).queryKey, { pages: [now], pageParams: [""] });
  }, [client, view]);

  // Nobody looks further than what is known now, and nothing that is read can be moved.
  const stale = !held && read !== undefined && head !== undefined && differs(read, head);
  useEffect(() => {
    if (stale) admit();
  }, [stale, admit]);

  const shown = useMemo(() => {
    if (!read) return null;
    const known = new Map(
      cursors.flatMap(({ place }, index) => {
        const page = live[index];
        // An answer from before the list was read says nothing of it.
        return page?.data && page.dataUpdatedAt >= readAt ? [[place, page.data] as const] : [];
      }),
    );
    return heldList(read, known);
  }, [read, live, cursors, readAt]);

  return { shown, admit, list };
}

type Read = { pages: { data: unknown[] }[]; pageParams: unknown[] };

/** The pages of which something is in sight, and the first one always: new items come there. */
function cursorsInSight(read: Read | undefined, [first, last]: readonly [number, number]) {
  let from = 0;
  const cursors = [{ place: 0, cursor: "" }];
  read?.pages.forEach(({ data }, place) => {
    const to = from + data.length;
    if (place > 0 && from <= last && to > first) {
      cursors.push({ place, cursor: String(read.pageParams[place]) });
    }
    from = to;
  });
  return cursors;
}
