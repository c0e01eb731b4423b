import { memo, type ReactNode, useState } from "react";
import { shortTarget, shortTargets } from "#components/check/diff/markdown/short-target.ts";
import { cut, isOnlyLook, type Merged, mergedOf } from "#components/check/diff/rendered/merged.ts";
import { Pieces, Target } from "#components/check/diff/rendered/pieces.tsx";
import { count } from "#components/check/words.ts";
import { type Piece, piecesOf, visibleText } from "#lib/page/diff/index.ts";

/** More of one line than anybody reads, and enough to slow a browser down. */
const SHOWN = 4000;

/** The words of a line, or of a cell, with what went and what came set in them. */
export const LineText = memo(function LineText({
  before,
  after,
}: {
  /** As stored; null where there is none. Equal ones did not change. */
  before: string | null;
  after: string | null;
}) {
  if (before === after && after !== null) return <Plain line={after} />;
  if (before === null || before === "") return <Came line={after ?? ""} />;
  if (after === null || after === "") return <Gone line={before} />;
  const [was, is] = [piecesOf(before), piecesOf(after)];
  const merged = mergedOf(was, is);
  if (!merged) {
    return (
      <>
        <Gone line={before} /> <Came line={after} />
      </>
    );
  }
  return <MergedText merged={merged} />;
});

const goneWords = "rounded-[3px] bg-gone-word decoration-error/60";
const cameWords = "rounded-[3px] bg-came-word no-underline";

function Plain({ line }: { line: string }) {
  return <Clipped pieces={piecesOf(line)}>{(pieces) => <Pieces pieces={pieces} />}</Clipped>;
}

function Gone({ line }: { line: string }) {
  return (
    <del className={goneWords}>
      <Clipped pieces={piecesOf(line)}>{(pieces) => <Pieces pieces={pieces} targets />}</Clipped>
    </del>
  );
}

function Came({ line }: { line: string }) {
  return (
    <ins className={cameWords}>
      <Clipped pieces={piecesOf(line)}>{(pieces) => <Pieces pieces={pieces} targets />}</Clipped>
    </ins>
  );
}

function MergedText({ merged }: { merged: Merged }) {
  if (isOnlyLook(merged)) {
    return (
      <>
        {merged.map((run, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a line keep their places
          <Run key={at} run={run} />
        ))}
        <Target className="font-sans">only how it looks has changed</Target>
      </>
    );
  }
  return merged.map((run, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a line keep their places
    <Run key={at} run={run} />
  ));
}

function Run({ run }: { run: Merged[number] }) {
  switch (run.kind) {
    case "same":
      return <Pieces pieces={run.pieces} />;
    case "removed":
      return (
        <del className={goneWords}>
          <Pieces pieces={run.pieces} targets />
        </del>
      );
    case "added":
      return (
        <ins className={cameWords}>
          <Pieces pieces={run.pieces} targets />
        </ins>
      );
    case "retargeted":
      return <NewTarget before={run.before} after={run.after} />;
  }
}

function NewTarget({ before, after }: { before: string | null; after: string }) {
  const [was, is] = before === null ? [null, shortTarget(after)] : shortTargets(before, after);
  return (
    <Target>
      {was !== null && (
        <>
          <del className={goneWords}>{was}</del>{" "}
        </>
      )}
      <ins className={cameWords}>{is}</ins>
    </Target>
  );
}

function Clipped({ pieces, children }: { pieces: Piece[]; children: (shown: Piece[]) => ReactNode }) {
  const [whole, setWhole] = useState(false);
  const { length } = visibleText(pieces);
  if (whole || length <= SHOWN) return children(pieces);
  return (
    <>
      {children(cut(pieces, { from: 0, to: SHOWN }))}
      <button
        type="button"
        onClick={() => setWhole(true)}
        className="ml-1 text-accent underline underline-offset-2"
      >
        show {count(length - SHOWN, "more character")}
      </button>
    </>
  );
}
