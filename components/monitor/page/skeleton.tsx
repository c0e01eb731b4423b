import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = [64, 48, 56, 40, 60, 44];

/** Holds the places of a monitor's page while the monitor is read. */
export function MonitorSkeleton() {
  return (
    <div role="status" aria-label="Reading the monitor" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <Skeleton className="my-1 h-5 w-52" />
          <Skeleton className="my-1 h-3.5 w-72 max-w-full" />
        </div>
        <Skeleton className="h-8 w-64 max-w-full" />
      </div>
      <div className="flex h-10 items-center border-y pointer-coarse:h-12">
        <Skeleton className="h-3.5 w-64 max-w-full" />
      </div>
      <Skeleton className="h-7 w-[540px] max-w-full" />
      <div className="min-h-38 md:min-h-28">
        <div className="border-b border-b-border-strong pb-2">
          <Skeleton className="h-4 w-44" />
        </div>
        <Skeleton className="my-3 h-3.5 w-2/3" />
      </div>
      <div>
        <div className="flex h-9 items-center gap-6 border-b px-3">
          <Skeleton className="h-3.5 w-14" />
          <Skeleton className="h-3.5 w-12" />
          <Skeleton className="h-3.5 w-16" />
        </div>
        {ROWS.map((width) => (
          <div key={width} className="flex h-9 items-center gap-6 border-b">
            <Skeleton className="h-3.5 w-24" />
            <Skeleton className="h-3.5 w-20" />
            <Skeleton className="hidden h-3.5 w-16 sm:block" />
          </div>
        ))}
      </div>
    </div>
  );
}
