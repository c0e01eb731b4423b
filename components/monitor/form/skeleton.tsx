import { FormBar } from "#components/monitor/form/form-bar.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const FIELDS = ["h-28", "h-9", "h-11", "h-9", "h-20", "h-9"];

/** A monitor's form while what it is filled in with is on its way. */
export function FormSkeleton() {
  return (
    <div role="status" aria-label="Reading the monitor" className="-mt-3">
      <FormBar title="Edit monitor" above={<Skeleton className="my-0.5 h-3 w-40" />}>
        <Skeleton className="h-8 w-36" />
      </FormBar>
      <div className="grid max-w-[1100px] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid content-start gap-6">
          {FIELDS.map((height, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
            <div key={index} className="grid gap-1.5">
              <Skeleton className="h-4 w-24" />
              <Skeleton className={height} />
            </div>
          ))}
        </div>
        <div className="grid content-start gap-8">
          <Skeleton className="h-24" />
          <Skeleton className="h-32" />
          <Skeleton className="h-56" />
        </div>
      </div>
    </div>
  );
}
