import { Button } from "#components/ui/button.tsx";

/** Back and forth through a long list. */
export function Pager({
  label,
  from,
  size,
  shown,
  more,
  onMove,
}: {
  label: string;
  from: number;
  size: number;
  shown: string;
  more: boolean;
  onMove: (from: number) => void;
}) {
  if (from === 0 && !more) return null;
  return (
    <nav aria-label={label} className="mt-3 flex items-center justify-between gap-3 text-muted text-sm">
      <span>{shown}</span>
      <span className="flex gap-2">
        <Button size="small" disabled={from === 0} onClick={() => onMove(Math.max(0, from - size))}>
          Back
        </Button>
        <Button size="small" disabled={!more} onClick={() => onMove(from + size)}>
          Next
        </Button>
      </span>
    </nav>
  );
}
