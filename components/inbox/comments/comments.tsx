"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { type Ref, useId } from "react";
import { api } from "#components/data/api.ts";
import { useNamedPlace } from "#components/hooks/use-named-place.ts";
import { CommentView } from "#components/inbox/comments/comment.tsx";
import { Compose, type ComposeHandle } from "#components/inbox/comments/compose.tsx";
import { commentsQuery } from "#components/inbox/comments/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/**
 * What the team says of an item, and a field to say more.
 * @param handle lets the screen put the focus into the field, as the key c does
 */
export function Comments({ itemId, handle }: { itemId: string; handle?: Ref<ComposeHandle> }) {
  const id = useId();
  const client = useQueryClient();
  const query = commentsQuery(itemId);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(query);
  useNamedPlace(data !== undefined);
  const readAgain = () => client.invalidateQueries({ queryKey: query.queryKey });
  const send = async (text: string) => {
    await api(`/v2/changes/${itemId}/comments`, { method: "POST", body: { text } });
    await readAgain();
  };
  const comments = data?.pages.flatMap((page) => page.data).reverse() ?? [];
  const total = data?.pages[0]?.total ?? 0;
  return (
    <section aria-labelledby={id} className="print:hidden grid gap-3">
      <h2 id={id} className="font-semibold text-sm">
        Comments{total > 0 && <span className="ml-1.5 font-normal text-muted">{total}</span>}
      </h2>
      {error && <ReadFailure what="The comments" error={error} retry={refetch} />}
      {!data && !error && <Skeleton className="h-10 w-full" />}
      {hasNextPage && (
        <Button
          size="small"
          className="justify-self-start"
          onClick={() => void fetchNextPage()}
          disabled={isFetchingNextPage}
        >
          {isFetchingNextPage ? "Reading…" : `Show earlier, ${total - comments.length} more`}
        </Button>
      )}
      {comments.length > 0 && (
        <ol className="grid gap-3">
          {comments.map((comment) => (
            <CommentView key={comment.id} comment={comment} changed={readAgain} />
          ))}
        </ol>
      )}
      <Compose
        key={itemId}
        draftOf={itemId}
        label="Write a comment"
        verb="Comment"
        send={send}
        {...(handle && { handle })}
      />
    </section>
  );
}
