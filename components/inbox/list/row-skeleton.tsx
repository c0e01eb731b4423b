import { cn } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A row that is on its way. */
export function RowSkeleton({ width = "w-1/2" }: { width?: string }) {
  return (
    <div className="grid h-[60px] content-center gap-2 border-b pr-3 pl-9">
      <Skeleton className={cn("h-3.5", width)} />
      <Skeleton className="h-3 w-4/5" />
    </div>
  );
}
