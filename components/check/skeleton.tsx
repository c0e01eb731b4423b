import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["w-2/5", "w-1/3", "w-1/2", "w-1/4", "w-2/5", "w-1/3", "w-1/2", "w-1/4"];

/** A check while it is on its way. */
export function CheckSkeleton() {
  return (
    <div role="status" aria-label="Reading the check" className="grid grid-cols-[minmax(0,1fr)]">
      <div>
        <Skeleton className="my-0.5 h-3.5 w-40 lg:hidden" />
        <div className="flex h-9 items-center justify-between gap-3 pointer-coarse:h-11">
          <Skeleton className="h-5 w-72 max-w-full" />
          <Skeleton className="h-8 w-28" />
        </div>
        <div className="flex h-8 items-center pb-1 pointer-coarse:h-11">
          <Skeleton className="h-3.5 w-64 max-w-full" />
        </div>
      </div>
      <div className="border-t">
        {ROWS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
          <div key={index} className="flex h-9 items-center gap-2.5 border-b pl-3 pointer-coarse:h-11">
            <Skeleton className="size-3.5" />
            <Skeleton className={`h-3 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
