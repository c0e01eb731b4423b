import { Skeleton } from "#components/ui/skeleton.tsx";

/** Holds the places of the first entries while they are read. */
export function AuditRows() {
  return (
    <div role="status" aria-label="Reading the audit log" className="rounded-md border bg-surface">
      {[..."12345678"].map((row) => (
        <div key={row} className="flex items-center gap-4 border-t px-3 py-3 first:border-t-0">
          <Skeleton className="h-4 w-10" />
          <Skeleton className="h-4 w-full max-w-96" />
        </div>
      ))}
    </div>
  );
}

/** The page of the log while it is read. */
export function AuditSkeleton() {
  return (
    <div className="grid max-w-[1100px] gap-4">
      <Skeleton className="h-8 w-full max-w-2xl" />
      <AuditRows />
    </div>
  );
}
