import type { Ref } from "react";
import { LineText } from "#components/check/diff/rendered/line-text.tsx";
import { Gutter, type LineProps, lookOf } from "#components/check/diff/rendered/rendered-line.tsx";
import type { RenderedLine as Line } from "#components/check/diff/rendered/rendered-rows.ts";
import { cn } from "#components/ui/class-names.ts";

/** The rows of a table that are in sight. Its columns are as wide whichever these are. */
export function RenderedTable({
  rows,
  widths,
  isCurrent,
  measure,
}: {
  rows: { index: number; row: Line }[];
  widths: number[];
  isCurrent: (row: Line) => boolean;
  measure: Ref<HTMLElement>;
}) {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return (
    <table
      className="w-full table-fixed border-collapse text-sm"
      style={{ maxWidth: Math.max(360, total * 9 + widths.length * 24 + 28) }}
    >
      <colgroup>
        <col className="w-7" />
        {widths.map((width, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
          <col key={at} style={{ width: `${(100 * width) / total}%` }} />
        ))}
      </colgroup>
      <tbody>
        {rows.map(({ index, row }) => (
          <TableRow key={index} index={index} row={row} current={isCurrent(row)} measure={measure} />
        ))}
      </tbody>
    </table>
  );
}

function TableRow({ index, row, current, measure }: LineProps) {
  const look = lookOf(row);
  const Cell = row.isHead ? "th" : "td";
  return (
    <tr
      ref={measure as Ref<HTMLTableRowElement>}
      data-index={index}
      tabIndex={row.same ? undefined : -1}
      className={cn("border-b align-top outline-none", look.line)}
    >
      <td className="relative p-0">
        <span className="absolute inset-0 flex">
          <Gutter {...look} current={current} />
        </span>
      </td>
      {cellsOf(row).map(({ before, after }, at) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its place
          key={at}
          {...(row.isHead && { scope: "col" })}
          className={cn(
            "whitespace-pre-line py-1 pr-3 text-left [overflow-wrap:anywhere]",
            row.isHead && "font-semibold",
          )}
          dir="auto"
        >
          <LineText before={before} after={after} />
        </Cell>
      ))}
    </tr>
  );
}

type Cell = { before: string | null; after: string | null };

function cellsOf({ block, was, same, after }: Line): Cell[] {
  if (block.kind !== "cells") return [];
  const before = was?.kind === "cells" ? was.cells : null;
  return block.cells.map((cell, at) => {
    if (same) return { before: cell, after: cell };
    if (before) return { before: before[at] ?? "", after: cell };
    return after ? { before: null, after: cell } : { before: cell, after: null };
  });
}
