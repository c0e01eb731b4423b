import { memo, type ReactNode, type Ref } from "react";
import type { DiffLook } from "#components/check/diff/diff-table.tsx";
import { FoldBar } from "#components/check/diff/fold-bar.tsx";
import type { OpenBy } from "#components/check/diff/folds.ts";
import { MarkedText } from "#components/check/diff/marked-text.tsx";
import type { DiffLine, Fold, DiffRow as Row, Side } from "#components/check/diff/rows.ts";
import { cn } from "#components/ui/class-names.ts";

type Sign = "-" | "+" | null;

const SIGNS = {
  "-": { shown: "−", word: "removed", line: "bg-gone-line", ink: "text-error" },
  "+": { shown: "+", word: "added", line: "bg-came-line", ink: "text-new" },
};

const number = "select-none px-2 text-right align-top text-muted tabular-nums";
const COLUMNS: Record<DiffLook, number> = { split: 4, unified: 3, narrow: 2 };

/** One row of a diff: a line of one text or of both, or a fold of unchanged lines. */
export const DiffRow = memo(function DiffRow({
  row,
  index,
  look,
  marked,
  current,
  measure,
  onOpen,
}: {
  row: Row;
  index: number;
  look: DiffLook;
  /** Whether differing words are marked; the search for them is bounded in time, so not while hydrating. */
  marked: boolean;
  /** Whether it belongs to the change the keyboard stands on. */
  current: boolean;
  measure: Ref<HTMLTableRowElement>;
  onOpen: ((fold: Fold, by: OpenBy) => void) | null;
}) {
  const isChange = row.kind === "line" && !row.same;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      // Where the focus is brought to.
      tabIndex={isChange ? -1 : undefined}
      className="outline-none"
    >
      {row.kind === "fold" ? (
        <td colSpan={COLUMNS[look]} className="bg-sunken px-3 py-0.5">
          <FoldBar fold={row} onOpen={onOpen} />
        </td>
      ) : (
        <Cells row={row} look={look} marked={marked} current={current} />
      )}
    </tr>
  );
});

const currentEdge = (current: boolean) => current && "shadow-[inset_3px_0_var(--accent)] print:shadow-none";

type CellsProps = { row: DiffLine; marked: boolean; current: boolean };

function Cells({ look, ...cells }: CellsProps & { look: DiffLook }): ReactNode {
  if (look === "split") return <SplitCells {...cells} />;
  return look === "unified" ? <UnifiedCells {...cells} /> : <NarrowCells {...cells} />;
}

const signOf = (row: DiffLine): Sign => (row.same ? null : row.before ? "-" : "+");

function UnifiedCells({ row, marked, current }: CellsProps) {
  const sign = signOf(row);
  const line = sign && SIGNS[sign].line;
  return (
    <>
      <td className={cn(number, line, currentEdge(current))}>{row.before?.line}</td>
      <td className={cn(number, line)}>{row.after?.line}</td>
      <TextCell side={row.before ?? row.after} partner={marked ? row.partner : null} sign={sign} />
    </>
  );
}

/** On a phone a line has one number, its sign before it: the width is for the text. */
function NarrowCells({ row, marked, current }: CellsProps) {
  const sign = signOf(row);
  const look = sign && SIGNS[sign];
  const side = row.after ?? row.before;
  return (
    <>
      <td
        className={cn(
          "select-none overflow-hidden whitespace-nowrap pr-1 text-right align-top text-[10px] text-muted tabular-nums",
          look?.line,
          currentEdge(current),
        )}
      >
        {look && <SignMark sign={look} />}
        {side?.line}
      </td>
      <td className={cn("py-px pr-1.5 pl-1 align-top", look?.line)}>
        {side && <Words side={side} partner={marked ? row.partner : null} sign={sign} />}
      </td>
    </>
  );
}

function SplitCells({ row, marked, current }: CellsProps) {
  const partnerOf = (side: Side | null) => (marked && !row.same ? (side?.text ?? null) : null);
  const before: Sign = row.same || !row.before ? null : "-";
  const after: Sign = row.same || !row.after ? null : "+";
  return (
    <>
      <td className={cn(number, before && SIGNS[before].line, currentEdge(current))}>{row.before?.line}</td>
      <TextCell side={row.before} partner={partnerOf(row.after)} sign={before} of="before" />
      <td className={cn(number, "border-l", after && SIGNS[after].line)}>{row.after?.line}</td>
      <TextCell side={row.after} partner={partnerOf(row.before)} sign={after} of="after" />
    </>
  );
}

function TextCell({
  side,
  partner,
  sign,
  of,
}: {
  side: Side | null;
  partner: string | null;
  sign: Sign;
  /** Which text it is of, where both stand side by side. */
  of?: "before" | "after";
}) {
  const look = sign && SIGNS[sign];
  return (
    <td
      data-side={of}
      className={cn("relative py-px pr-3 pl-6 align-top", look?.line, !side && "bg-sunken/60")}
    >
      {look && (
        <span className="absolute left-2">
          <SignMark sign={look} />
        </span>
      )}
      {side && <Words side={side} partner={partner} sign={sign} />}
    </td>
  );
}

function SignMark({ sign }: { sign: (typeof SIGNS)["-"] }) {
  return (
    <span data-aside className={cn("select-none", sign.ink)}>
      <span aria-hidden>{sign.shown}</span>
      <span className="sr-only">{sign.word}: </span>
    </span>
  );
}

function Words({ side, partner, sign }: { side: Side; partner: string | null; sign: Sign }) {
  return (
    <span data-words className="block min-h-[18px] whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      <MarkedText text={side.text} partner={partner} sign={sign} />
    </span>
  );
}
