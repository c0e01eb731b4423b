import { Skeleton } from "#components/ui/skeleton.tsx";

/** A page over time while it is on its way. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Reading the page" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <Skeleton className="my-1 h-3.5 w-40" />
        <Skeleton className="mt-2 h-5 w-96 max-w-full" />
      </div>
      <div className="flex gap-6">
        <Skeleton className="hidden h-96 w-80 lg:block" />
        <Skeleton className="h-96 flex-1" />
      </div>
    </div>
  );
}
