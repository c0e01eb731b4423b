"use client";

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type OpenNext, useReadings } from "#components/check/diff/reading/readings.tsx";
import { checkPath } from "#components/check/queries.ts";
import { PageDetail } from "#components/check/results/page-detail.tsx";
import { PageRow, PageRowSkeleton } from "#components/check/results/page-row.tsx";
import { type Listing, listingOf, type Order, sectionAt } from "#components/check/results/sections.ts";
import { TargetRow } from "#components/check/results/target-row.tsx";
import type { OpenPages } from "#components/check/results/use-open-pages.ts";
import { usePageRows } from "#components/check/results/use-page-rows.ts";
import { usePrint } from "#components/check/results/use-print.ts";
import { useRowHeight } from "#components/check/results/use-row-height.ts";
import { useTop } from "#components/check/results/use-top.ts";
import { PRINTED_ROWS } from "#components/hooks/use-printing.ts";
import { useWindowRows } from "#components/hooks/use-window-rows.ts";
import { Button } from "#components/ui/button.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { PageStatus } from "#lib/page/model.ts";

const NONE: ReadonlySet<string> = new Set();

/** So far below the window's top a row that is walked to begins: under the app's bar. */
const BELOW_BARS = 48 + 24;

/** A check's pages. Only the rows in sight exist; they are read as they come. */
export function PageList({
  check,
  status,
  order,
  pages,
}: {
  check: CheckAnswer;
  status: PageStatus | undefined;
  order: Order;
  pages: OpenPages;
}) {
  const [folded, fold] = useFolded();
  const print = usePrint(check, () => listingOf(check, status, NONE, order));
  const hidden = print ? NONE : folded;
  const listing = useMemo(() => listingOf(check, status, hidden, order), [check, status, hidden, order]);
  const height = useRowHeight();
  const list = useRef<HTMLUListElement>(null);
  const start = useTop(list);
  // Another function would have every row measured anew at every frame.
  const key = useCallback((index: number) => keyOf(listing, index), [listing]);
  const virtual = useWindowRows<HTMLLIElement>({
    count: listing.length,
    estimateSize: () => height,
    getItemKey: key,
    scrollMargin: start,
    overscan: 6,
  });
  // A diff that grows above the reader's eye moves the window itself: two would move it twice.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  const items = virtual.getVirtualItems();
  const rows = usePageRows(check, listing, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const { rowAt, error, retry } = rows;
  const openNext: OpenNext = async (by, from, expect) => {
    const standing = items.find(({ index }) => from !== undefined && rowAt(index)?.id === from);
    const begin = standing ? standing.index + by : (virtual.range?.startIndex ?? 0);
    // What is open on screen has been walked already, or has nothing to walk.
    const walked = (index: number) => {
      const page = items.some((item) => item.index === index) ? rowAt(index) : undefined;
      return page !== undefined && pages.isOpen(page);
    };
    const changed = (index: number) =>
      (sectionAt(listing, index)?.status ?? rowAt(index)?.status) === "changed" && !walked(index);
    const at = nearest(changed, begin, by, listing.length);
    if (at === undefined) return;
    window.scrollTo({ top: (virtual.measurementsCache[at]?.start ?? start) - BELOW_BARS });
    const page = await rows.readRowAt(at);
    if (!page) return;
    expect(page.id);
    pages.open(page);
  };
  const readings = useReadings();
  useEffect(() => {
    readings.openNext.current = openNext;
  });
  const draw = (index: number, top: number): ReactNode => {
    const heading = listing.headings.find(({ at }) => at === index);
    if (heading) {
      const id = heading.target.targetId;
      return (
        <TargetRow heading={heading} folded={folded.has(id)} height={height} onToggle={() => fold(id)} />
      );
    }
    const page = rowAt(index);
    if (!page) return <PageRowSkeleton height={height} />;
    const open = pages.isOpen(page) || print?.open.has(page.id) === true;
    return (
      <>
        <PageRow page={page} open={open} height={height} onToggle={pages.toggle} />
        {open && <PageDetail monitorId={check.monitorId} checkId={check.id} page={page} top={top + height} />}
      </>
    );
  };
  const last = items.at(-1);
  return (
    <>
      {error && <NotRead error={error} retry={retry} />}
      <ul
        ref={list}
        aria-label="Pages of this check"
        style={{
          paddingTop: (items[0]?.start ?? start) - start,
          paddingBottom: virtual.getTotalSize() - ((last?.end ?? start) - start),
        }}
      >
        {items.map(({ index, key, start: top }) => (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={listing.length}
            aria-posinset={index + 1}
            className="[contain:layout_style]"
          >
            {draw(index, top)}
          </li>
        ))}
      </ul>
      {print && !print.isWhole && <RestElsewhere check={check} />}
    </>
  );
}

/** A book is no print: its end says where all of it is. */
function RestElsewhere({ check }: { check: CheckAnswer }) {
  const address = `${window.location.origin}/api${checkPath(check.monitorId, check.id)}`;
  return (
    <p className="py-3 text-sm">
      This check has more than a print holds ({PRINTED_ROWS.toLocaleString("en")} lines). All of it:{" "}
      <a href={address} className="underline [overflow-wrap:anywhere]">
        {address}
      </a>
    </p>
  );
}

function NotRead({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <p role="alert" className="flex flex-wrap items-center gap-3 border-t py-2.5 text-error text-sm">
      Some pages of this check could not be read. {error.message}
      <Button size="small" onClick={retry}>
        Read them again
      </Button>
    </p>
  );
}

/** A row keeps its key, and so its measure, while pages land above it. */
function keyOf(listing: Listing, index: number): string {
  const section = sectionAt(listing, index);
  if (!section) return `heading ${listing.headings.find(({ at }) => at === index)?.target.targetId}`;
  return `${section.target?.targetId} ${section.status} ${index - section.from}`;
}

/** The nearest row that is wanted, from a row on, also where nothing has been read yet. */
function nearest(
  wanted: (index: number) => boolean,
  from: number,
  by: 1 | -1,
  length: number,
): number | undefined {
  for (let index = from; index >= 0 && index < length; index += by) if (wanted(index)) return index;
  return undefined;
}

function useFolded(): [ReadonlySet<string>, (id: string) => void] {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const fold = (id: string) =>
    setFolded((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return [folded, fold];
}
