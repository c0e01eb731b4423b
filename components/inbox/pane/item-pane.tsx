"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { useTop } from "#components/check/results/use-top.ts";
import { ActButtons } from "#components/inbox/acts/act-buttons.tsx";
import type { ItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { Talk } from "#components/inbox/comments/talk.tsx";
import { counted } from "#components/inbox/counted.ts";
import { type DeskView, itemAddress } from "#components/inbox/desk-view.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { NoiseNudge } from "#components/inbox/numbers/noise-nudge.tsx";
import { ItemHeading } from "#components/inbox/pane/item-heading.tsx";
import { ItemReader } from "#components/inbox/pane/item-reader.tsx";
import { useRead } from "#components/inbox/pane/use-read.ts";
import { itemQuery } from "#components/inbox/queries.ts";
import { Button } from "#components/ui/button.tsx";

/** The item one stands on, beside the list: read and dealt with without leaving. */
export function ItemPane({
  item: known,
  view,
  acts,
  position,
  step,
}: {
  /** As the list shows it. */
  item: ItemAnswer;
  view: DeskView;
  acts: ItemActs;
  /** Which of how many it is. */
  position: { at: number; of: number };
  step: (by: 1 | -1) => void;
}) {
  const { data: detail } = useQuery(itemQuery(known.id, view));
  const item = { ...detail, ...known };
  useRead(known);
  const body = useRef<HTMLDivElement>(null);
  const top = useTop(body);
  const address = itemAddress(item.id, view);
  return (
    <article aria-label={`${item.monitor.name}, the change`} className="min-w-0">
      <Readings linked={null} onPlace={() => {}} walksByKey={false}>
        <Find byKey={false}>
          <ItemHeading item={item} level={2}>
            <span className="flex shrink-0 items-center text-muted text-sm tabular-nums">
              <span className="px-1.5">
                {position.at.toLocaleString("en")} of {counted(position.of)}
              </span>
              <Button variant="quiet" size="icon" aria-label="Previous item" onClick={() => step(-1)}>
                <ChevronLeft />
              </Button>
              <Button variant="quiet" size="icon" aria-label="Next item" onClick={() => step(1)}>
                <ChevronRight />
              </Button>
            </span>
          </ItemHeading>
          <div className="sticky top-12 z-20 flex flex-wrap items-center gap-x-1.5 gap-y-1 border-b bg-background py-1.5 print:hidden">
            <ActButtons items={[item]} acts={acts} />
            <Button variant="quiet" size="icon" asChild title="Open (o)">
              <Link href={address} prefetch={false} aria-label="Open the change on a page of its own">
                <ArrowUpRight />
              </Link>
            </Button>
            <div className="ml-auto">
              <ReadingBar compact />
            </div>
          </div>
          <div ref={body}>
            <ItemReader item={item} top={top} />
          </div>
          <NoiseNudge monitorId={item.monitor.id} />
          <Talk itemId={item.id} />
          <CopyChangeLink addressOf={(_, change) => withChange(address, change)} />
        </Find>
      </Readings>
    </article>
  );
}

function withChange(address: string, change: number | null): string {
  const url = new URL(address, window.location.origin);
  url.search = change === null ? "" : `?change=${change + 1}`;
  return url.href;
}
