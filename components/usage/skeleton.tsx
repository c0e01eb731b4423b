import { Skeleton } from "#components/ui/skeleton.tsx";

/** Holds the places of the usage page while it is read. */
export function UsageSkeleton() {
  return (
    <div role="status" aria-label="Reading the usage" className="grid grid-cols-1 gap-8">
      <h1 className="font-semibold text-xl">Usage</h1>
      <div className="grid max-w-2xl gap-2">
        <Skeleton className="h-8 w-64 max-w-full" />
        <Skeleton className="h-2 w-full" />
      </div>
      <div className="grid gap-3">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-64 w-full" />
      </div>
    </div>
  );
}
