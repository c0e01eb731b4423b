"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { checkPageQuery } from "#components/check/queries.ts";
import { type DeskView, deskAddress } from "#components/inbox/desk-view.ts";
import { itemQuery } from "#components/inbox/queries.ts";
import { KEYS } from "#components/keys/map.ts";
import { Button } from "#components/ui/button.tsx";

type Neighbours = {
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
};

/**
 * The ways to the items beside one, in the list that it was opened from. The screen stays, and only its address and what it
 * shows are other ones; the next one is read beforehand.
 */
export function useNeighbours(id: string, view: DeskView, go: (id: string) => void): Neighbours {
  const client = useQueryClient();
  const { data } = useQuery(itemQuery(id, view));
  const nextId = data?.nextId;
  const previousId = data?.previousId;
  useEffect(() => {
    if (!nextId) return;
    void client
      .ensureQueryData(itemQuery(nextId, view))
      .then(({ monitor, checkId, checkPageId }) =>
        client.prefetchQuery(checkPageQuery(monitor.id, checkId, checkPageId)),
      )
      // It is read when one comes to it, which also says why it cannot be.
      .catch(() => {});
  }, [client, nextId, view]);
  return {
    next: nextId ? () => go(nextId) : undefined,
    previous: previousId ? () => go(previousId) : undefined,
  };
}

/** Back to the list, and on to the items beside this one. */
export function ChangeSteps({ view, id, next, previous }: Neighbours & { view: DeskView; id: string }) {
  return (
    <nav aria-label="Changes" className="-mt-1 flex items-center gap-1 text-sm print:hidden">
      <Link
        href={deskAddress(view, id)}
        className="rounded-sm py-1 pr-2 text-accent hover:underline max-sm:flex-1 pointer-coarse:py-3"
      >
        <span aria-hidden>‹ </span>Changes
      </Link>
      <Button
        variant="quiet"
        size="icon"
        className="size-7"
        aria-label="Previous item"
        title={`Previous item (${KEYS.previousItem.key})`}
        disabled={!previous}
        onClick={previous}
      >
        <ChevronLeft />
      </Button>
      <Button
        variant="quiet"
        size="icon"
        className="size-7"
        aria-label="Next item"
        title={`Next item (${KEYS.nextItem.key})`}
        disabled={!next}
        onClick={next}
      >
        <ChevronRight />
      </Button>
    </nav>
  );
}
