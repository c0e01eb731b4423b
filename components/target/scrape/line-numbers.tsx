import { cn } from "#components/ui/class-names.ts";

/** Of a line, and of the room above the first, as the text area beside it has them. */
const LINE = 24;
const ABOVE = 8;

/** The numbers of the lines in sight of a text area scrolled to `top`; ten thousand lines cost no more than ten. */
export function LineNumbers({
  total,
  rows,
  top,
  bad,
}: {
  total: number;
  rows: number;
  top: number;
  bad: ReadonlySet<number>;
}) {
  const first = Math.max(0, Math.floor((top - ABOVE) / LINE));
  const last = Math.min(total, first + rows + 2);
  const numbers = Array.from({ length: last - first }, (_, index) => first + index + 1);
  return (
    <div
      aria-hidden
      className="shrink-0 select-none overflow-hidden border-r bg-sunken text-right text-muted text-xs"
      style={{ maxHeight: rows * LINE + 2 * ABOVE, minWidth: `${Math.max(5, String(total).length + 3)}ch` }}
    >
      <div style={{ transform: `translateY(${first * LINE + ABOVE - top}px)` }}>
        {numbers.map((number) => (
          <div
            key={number}
            className={cn("px-2 leading-6", bad.has(number) && "bg-error-soft font-semibold text-error")}
          >
            {number}
          </div>
        ))}
      </div>
    </div>
  );
}
