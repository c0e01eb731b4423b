import { Button } from "#components/ui/button.tsx";

/** Where in a long list one is, and the way on; nothing when all is in sight. */
export function Pager({
  label,
  from,
  size,
  shown,
  total,
  more,
  onMove,
}: {
  label: string;
  /** How many stand before the first one shown. */
  from: number;
  size: number;
  /** How many are shown. */
  shown: number;
  /** How many there are, when that is known. */
  total?: number;
  more: boolean;
  onMove: (from: number) => void;
}) {
  if (from === 0 && !more) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-end gap-2 py-3 text-sm">
      <span className="mr-1 text-muted tabular-nums">
        {shown > 0 && `${(from + 1).toLocaleString("en")}–${(from + shown).toLocaleString("en")}`}
        {shown > 0 && total !== undefined && ` of ${total.toLocaleString("en")}`}
      </span>
      <Button size="small" disabled={from === 0} onClick={() => onMove(Math.max(0, from - size))}>
        Previous
      </Button>
      <Button size="small" disabled={!more} onClick={() => onMove(from + size)}>
        Next
      </Button>
    </nav>
  );
}
