import { RowSkeleton } from "#components/inbox/list/row-skeleton.tsx";
import { ReaderSkeleton } from "#components/inbox/pane/reader-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["w-1/2", "w-2/5", "w-3/5", "w-1/3", "w-1/2", "w-2/5", "w-3/5", "w-1/3"];

/** A list that is on its way. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Reading the inbox" className="pt-7">
      {ROWS.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <RowSkeleton key={row} width={width} />
      ))}
    </div>
  );
}

/** The inbox while it is on its way, in its shape. */
export function DeskSkeleton() {
  return (
    <div className="-mt-3 -mb-8 grid grid-cols-[minmax(0,1fr)] min-[1100px]:grid-cols-[400px_minmax(0,1fr)]">
      <div className="h-[calc(100dvh-3rem-1px-var(--foot))] overflow-hidden pt-1.5 min-[1100px]:border-r min-[1100px]:pr-3">
        <div className="flex h-9 items-center gap-4 pointer-coarse:h-11">
          <Skeleton className="h-4 w-16" />
          <Skeleton className="h-4 w-14" />
          <Skeleton className="h-4 w-12" />
        </div>
        <Skeleton className="mb-1.5 h-8 pointer-coarse:h-11" />
        <ListSkeleton />
      </div>
      <div className="hidden pt-3 pl-5 min-[1100px]:block">
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="mt-3 h-4 w-1/3" />
        <Skeleton className="mt-4 h-8 w-96" />
        <ReaderSkeleton />
      </div>
    </div>
  );
}

/** A change on a page of its own, while it is on its way. */
export function ChangeSkeleton() {
  return (
    <div role="status" aria-label="Reading the change">
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="mt-2 h-4 w-1/3" />
      <Skeleton className="mt-4 h-8" />
      <ReaderSkeleton />
    </div>
  );
}
