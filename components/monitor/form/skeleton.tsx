import { Skeleton } from "#components/ui/skeleton.tsx";

const FIELDS = ["h-9", "h-28", "h-20", "h-24", "h-9"];

/** A monitor's form while what it is filled in with is on its way. */
export function FormSkeleton() {
  return (
    <div
      role="status"
      aria-label="Reading the monitor"
      className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,42rem)_20rem]"
    >
      <div className="grid max-w-2xl content-start gap-6">
        {FIELDS.map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
          <div key={index} className="grid gap-1.5">
            <Skeleton className="h-4 w-24" />
            <Skeleton className={height} />
          </div>
        ))}
      </div>
      <div className="grid max-w-2xl content-start gap-8">
        <Skeleton className="h-32" />
        <Skeleton className="h-56" />
      </div>
    </div>
  );
}
