import { mergeWords, type Piece, type Span, visibleText } from "#lib/page/diff/index.ts";

/** A stretch of a line of which both versions are read as one. */
type MergedRun = {
  kind: "same" | "removed" | "added";
  pieces: Piece[];
};
/** A link that leads elsewhere than before, after the words that were kept. */
type Retargeted = { kind: "retargeted"; before: string | null; after: string };

export type Merged = (MergedRun | Retargeted)[];

/** Both versions of a line as one; null when they have too little in common for that. */
export function mergedOf(before: Piece[], after: Piece[]): Merged | null {
  const runs = mergeWords(visibleText(before), visibleText(after));
  return (
    runs?.flatMap((run): Merged => {
      if (run.kind === "removed") return [{ kind: "removed", pieces: cut(before, run.span) }];
      if (run.kind === "added") return [{ kind: "added", pieces: cut(after, run.span) }];
      return kept(before, after, run.before, run.after);
    }) ?? null
  );
}

/** Whether nothing of it is another word, nor another target: only how it looks has changed. */
export const isOnlyLook = (merged: Merged) => merged.every(({ kind }) => kind === "same");

function kept(before: Piece[], after: Piece[], was: Span, is: Span): Merged {
  const out: Merged = [];
  let at = 0;
  for (const piece of after) {
    const [from, to] = [Math.max(at, is.from), Math.min(at + piece.text.length, is.to)];
    const end = at + piece.text.length;
    at = end;
    if (to <= from) continue;
    out.push({ kind: "same", pieces: cut(after, { from, to }) });
    const target = pieceAt(before, was.from + (from - is.from))?.target;
    if (to === end && piece.target !== undefined && target !== piece.target) {
      out.push({ kind: "retargeted", before: target ?? null, after: piece.target });
    }
  }
  return out;
}

function pieceAt(pieces: Piece[], offset: number): Piece | undefined {
  let at = 0;
  return pieces.find(({ text }) => {
    at += text.length;
    return offset < at;
  });
}

/** Pieces between two places of their visible text. */
export function cut(pieces: Piece[], { from, to }: Span): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const text = piece.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text) out.push({ ...piece, text });
    at += piece.text.length;
  }
  return out;
}
