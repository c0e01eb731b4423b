import { memo, type ReactNode, type Ref } from "react";
import { LineText } from "#components/check/diff/rendered/line-text.tsx";
import type { RenderedLine as Line, ShownBlock } from "#components/check/diff/rendered/rendered-rows.ts";
import { cn } from "#components/ui/class-names.ts";

/** How a line stands beside the one before: said by a sign, a colour and, to those who see neither, a word. */
export function lookOf(row: Line) {
  if (row.same) return { sign: "", word: "", line: "", bar: "" };
  if (row.was) return { sign: "±", word: "changed", line: "", bar: "bg-changed-bar" };
  return row.after
    ? { sign: "+", word: "added", line: "bg-came-line", bar: "bg-new-bar" }
    : { sign: "−", word: "removed", line: "bg-gone-line", bar: "bg-error-bar" };
}

const HEADINGS = [
  "text-xl leading-7",
  "text-lg leading-6",
  "text-base",
  "text-base",
  "text-base",
  "text-base",
];

/** A line at its place in the text, and whether it is of the change that is being read. */
export type LineProps = { index: number; row: Line; current: boolean; measure: Ref<HTMLElement> };

/** One line of a text that stands in no table. */
export const RenderedLine = memo(function RenderedLine({ index, row, current, measure }: LineProps) {
  const look = lookOf(row);
  return (
    <div
      ref={measure as Ref<HTMLDivElement>}
      data-index={index}
      tabIndex={row.same ? undefined : -1}
      className={cn("relative flex outline-none", look.line)}
    >
      <Gutter {...look} current={current} />
      <div className="min-w-0 flex-1 pr-3 [overflow-wrap:anywhere]" dir="auto">
        <Body row={row} />
      </div>
    </div>
  );
});

/** The sign before a line; the change one stands on has a stronger edge. */
export function Gutter({ sign, word, bar, current }: ReturnType<typeof lookOf> & { current: boolean }) {
  const edge = current ? "w-1.5 bg-accent print:w-[3px]" : cn("w-[3px]", bar);
  return (
    <span data-aside className="relative w-7 shrink-0 select-none pt-0.5 text-center text-muted text-xs">
      {bar && <span aria-hidden className={cn("absolute inset-y-0 left-0", edge)} />}
      <span aria-hidden>{sign}</span>
      {word && <span className="sr-only">{word}: </span>}
    </span>
  );
}

function Body({ row }: { row: Line }): ReactNode {
  const { block, was } = row;
  const words = <Words block={block} was={was} isGone={row.after === null} same={row.same} />;
  switch (block.kind) {
    case "heading":
      return <Heading level={block.level}>{words}</Heading>;
    case "item":
      return (
        <div className="flex max-w-[110ch] gap-2 py-0.5" style={{ paddingLeft: block.depth * 20 }}>
          <span data-aside className="min-w-4 shrink-0 text-right text-muted">
            {block.marker}
          </span>
          <span className="min-w-0">{words}</span>
        </div>
      );
    case "quote":
      return (
        <div className="max-w-[110ch] border-border-strong border-l-2 py-0.5 pl-3 text-muted">{words}</div>
      );
    case "code":
      return <pre className="whitespace-pre-wrap px-1 font-mono text-[13px] leading-5">{words}</pre>;
    case "rule":
      return <hr className="my-3 border-border" />;
    case "cells":
      return null;
    case "paragraph":
      return <p className="max-w-[110ch] whitespace-pre-line py-0.5">{words}</p>;
  }
}

/** Below the headings of our own page, whatever the other page took itself for. */
function Heading({ level, children }: { level: number; children: ReactNode }) {
  const Tag = (["h3", "h4", "h5", "h6", "h6", "h6"] as const)[level - 1] ?? "h6";
  const size = HEADINGS[level - 1];
  return <Tag className={cn("max-w-[110ch] pt-3 pb-0.5 font-semibold", size)}>{children}</Tag>;
}

function Words({
  block,
  was,
  isGone,
  same,
}: {
  block: ShownBlock;
  was: ShownBlock | null;
  isGone: boolean;
  same: boolean;
}) {
  const after = bodyOf(block);
  if (block.kind === "code") {
    if (same) return after;
    return isGone ? (
      <del className="no-underline">{after}</del>
    ) : (
      <CodeNow before={was && bodyOf(was)} after={after} />
    );
  }
  if (same) return <LineText before={after} after={after} />;
  if (was) return <LineText before={bodyOf(was)} after={after} />;
  return isGone ? <LineText before={after} after={null} /> : <LineText before={null} after={after} />;
}

/** Code is read letter by letter: both versions stand there whole. */
function CodeNow({ before, after }: { before: string | null; after: string }) {
  return (
    <>
      {before !== null && <del className="block bg-gone-line no-underline">{before}</del>}
      <ins className="block bg-came-line no-underline">{after}</ins>
    </>
  );
}

const bodyOf = (block: ShownBlock) => ("body" in block ? block.body : "");
