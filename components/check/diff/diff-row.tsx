import { memo, type Ref } from "react";
import { MarkedText } from "#components/check/diff/marked-text.tsx";
import type { DiffLine, DiffMode, DiffRow as Row, Side } from "#components/check/diff/rows.ts";
import { cn } from "#components/ui/class-names.ts";

type Sign = "-" | "+" | null;

const SIGNS = {
  "-": { shown: "−", word: "removed", line: "bg-gone-line", ink: "text-error" },
  "+": { shown: "+", word: "added", line: "bg-came-line", ink: "text-new" },
};

const number = "select-none px-2 text-right align-top text-muted tabular-nums";

/** One row of a diff: a line of one text or of both, or a fold of unchanged lines. */
export const DiffRow = memo(function DiffRow({
  row,
  index,
  mode,
  marked,
  current,
  measure,
}: {
  row: Row;
  index: number;
  mode: DiffMode;
  /** Whether differing words are marked; the search for them is bounded in time, so not while hydrating. */
  marked: boolean;
  /** Whether it belongs to the change the keyboard stands on. */
  current: boolean;
  measure: Ref<HTMLTableRowElement>;
}) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="group">
      {row.kind === "fold" ? (
        <td colSpan={mode === "split" ? 4 : 3} className="bg-sunken px-3 py-1 font-sans text-muted text-xs">
          {foldWords(row.hidden)}
        </td>
      ) : mode === "split" ? (
        <SplitCells row={row} marked={marked} current={current} />
      ) : (
        <UnifiedCells row={row} marked={marked} current={current} />
      )}
    </tr>
  );
});

function foldWords(hidden: number | null): string {
  if (hidden === null) return "… the rest is unchanged";
  return `… ${hidden.toLocaleString("en")} unchanged ${hidden === 1 ? "line" : "lines"}`;
}

const currentEdge = (current: boolean) => current && "shadow-[inset_3px_0_var(--accent)]";

type Cells = { row: DiffLine; marked: boolean; current: boolean };

function UnifiedCells({ row, marked, current }: Cells) {
  const sign: Sign = row.same ? null : row.before ? "-" : "+";
  const line = sign && SIGNS[sign].line;
  return (
    <>
      <td className={cn(number, line, currentEdge(current))}>{row.before?.line}</td>
      <td className={cn(number, line)}>{row.after?.line}</td>
      <TextCell side={row.before ?? row.after} partner={marked ? row.partner : null} sign={sign} />
    </>
  );
}

function SplitCells({ row, marked, current }: Cells) {
  const partnerOf = (side: Side | null) => (marked && !row.same ? (side?.text ?? null) : null);
  const before: Sign = row.same || !row.before ? null : "-";
  const after: Sign = row.same || !row.after ? null : "+";
  return (
    <>
      <td className={cn(number, before && SIGNS[before].line, currentEdge(current))}>{row.before?.line}</td>
      <TextCell side={row.before} partner={partnerOf(row.after)} sign={before} />
      <td className={cn(number, "border-l", after && SIGNS[after].line)}>{row.after?.line}</td>
      <TextCell side={row.after} partner={partnerOf(row.before)} sign={after} />
    </>
  );
}

function TextCell({ side, partner, sign }: { side: Side | null; partner: string | null; sign: Sign }) {
  const look = sign && SIGNS[sign];
  return (
    <td className={cn("relative py-px pr-3 pl-6 align-top", look?.line, !side && "bg-sunken/60")}>
      {look && (
        <span className={cn("absolute left-2 select-none", look.ink)}>
          <span aria-hidden>{look.shown}</span>
          <span className="sr-only">{look.word}: </span>
        </span>
      )}
      {side && (
        <span className="block min-h-[18px] whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
          <MarkedText text={side.text} partner={partner} sign={sign} />
        </span>
      )}
    </td>
  );
}
