import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["w-2/5", "w-1/3", "w-1/2", "w-1/4", "w-2/5", "w-1/3", "w-1/2", "w-1/4"];

/** A check while it is on its way. */
export function CheckSkeleton() {
  return (
    <div role="status" aria-label="Reading the check" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <Skeleton className="my-1 h-3.5 w-40" />
        <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
          <Skeleton className="h-5 w-72 max-w-full" />
          <Skeleton className="h-8 w-44" />
        </div>
      </div>
      <div className="border-y py-3">
        <Skeleton className="h-3.5 w-96 max-w-full" />
      </div>
      <div>
        <Skeleton className="mb-2 h-8 w-full max-w-xl" />
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
