import { Skeleton } from "#components/ui/skeleton.tsx";

const WIDTHS = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"];

/** A text that is on its way. */
export function ReaderSkeleton() {
  return (
    <div className="grid gap-3 py-4" role="status" aria-label="The change is being read">
      {WIDTHS.map((width) => (
        <Skeleton key={width} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}
