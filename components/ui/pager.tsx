import { Button } from "#components/ui/button.tsx";

/** Says where in a long list one is, and leads on. It shows nothing when the whole list is in sight. */
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
  /** The number of entries before the first one shown. */
  from: number;
  size: number;
  /** The number of entries shown. */
  shown: number;
  /** The number of all entries, when it is known. */
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
