import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = [56, 40, 64, 48, 52, 44, 60, 36];

/** Holds the places of the list while it is read. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label="Reading the monitors" className="lg:pt-8">
      {ROWS.map((width) => (
        <div key={width} className="flex h-[92px] items-center gap-6 border-b lg:h-[37px]">
          <Skeleton className="size-4" />
          <div className="flex-1">
            <Skeleton className="h-3.5" />
          </div>
          <Skeleton className="hidden h-3.5 w-40 lg:block" />
          <Skeleton className="h-3.5 w-44" />
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
