"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { bellQuery, markRead } from "#components/inbox/bell/queries.ts";
import { useMe } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BellAnswer } from "#lib/inbox/bell/model.ts";

/** What the bell has rung for. Following an entry marks it as read. */
export function BellList({ close }: { close: () => void }) {
  const client = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    bellQuery(useMe().id),
  );
  const { mutate: read, error: refused } = useMutation({
    mutationFn: (ids?: string[]) => markRead(ids),
    onSettled: () => client.invalidateQueries({ queryKey: ["bell"] }),
  });
  const entries = data?.pages.flatMap((page) => page.data) ?? [];
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <section
      aria-label="Mentions and assignments"
      className="fixed inset-x-3 top-13 z-50 flex max-h-[min(32rem,80vh)] animate-slide-in flex-col rounded-md border bg-raised shadow-lg sm:absolute sm:inset-x-auto sm:top-full sm:right-0 sm:mt-1 sm:w-96"
    >
      <header className="flex min-h-10 items-center justify-between gap-2 border-b px-3 py-1">
        <h2 className="font-semibold text-sm">For you</h2>
        <Button size="small" variant="quiet" disabled={unread === 0} onClick={() => read(undefined)}>
          Mark all read
        </Button>
      </header>
      <div className="min-h-0 overflow-y-auto p-1">
        {error && <ReadFailure what="What is for you" error={error} retry={refetch} />}
        {refused && (
          <p role="alert" className="px-2 py-1 text-error text-sm">
            {refused.message}
          </p>
        )}
        {!data && !error && <Skeleton className="m-2 h-10" />}
        {data && entries.length === 0 && (
          <p className="px-3 py-6 text-center text-muted text-sm">
            Nothing yet. When somebody mentions you in a comment or assigns a change to you, it shows here.
          </p>
        )}
        <ul>
          {entries.map((entry) => (
            <li key={entry.id}>
              <Entry
                entry={entry}
                follow={() => {
                  if (!entry.readAt) read([entry.id]);
                  close();
                }}
              />
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <Button
            size="small"
            variant="quiet"
            className="w-full"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            Show earlier
          </Button>
        )}
      </div>
    </section>
  );
}

const DID = { mention: "mentioned you", assigned: "assigned you" };

function Entry({ entry, follow }: { entry: BellAnswer; follow: () => void }) {
  const anchor = entry.commentId ? `#comment-${entry.commentId}` : "";
  return (
    <Link
      href={`/changes/${entry.itemId}${anchor}`}
      onClick={follow}
      className="grid grid-cols-[0.5rem_1fr] gap-x-2 rounded-sm px-2 py-2 text-sm hover:bg-sunken"
    >
      <span
        aria-hidden
        className={cn("mt-1.5 size-2 rounded-full", entry.readAt ? "bg-transparent" : "bg-accent")}
      />
      <span className="min-w-0">
        <span className="flex items-baseline gap-2">
          <span className={cn("min-w-0 flex-1 truncate", !entry.readAt && "font-semibold")}>
            {!entry.readAt && <span className="sr-only">Unread: </span>}
            {entry.by} {DID[entry.kind]}
          </span>
          <span className="shrink-0 text-muted text-xs">
            <Time iso={entry.createdAt} />
          </span>
        </span>
        <span className="block truncate text-muted">
          {entry.title}
          {entry.words && `: ${entry.words}`}
        </span>
      </span>
    </Link>
  );
}
