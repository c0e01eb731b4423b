import type { ReactNode } from "react";
import { shortTarget } from "#components/check/diff/markdown/short-target.ts";
import { safeHref } from "#components/check/url-text.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { Piece } from "#lib/page/diff/index.ts";

/** What a page wrote, as text in its own styles: never as markup, and nothing of it is fetched. */
export function Pieces({ pieces, targets = false }: { pieces: readonly Piece[]; targets?: boolean }) {
  // A line has its pieces in one order for good, and the same words may stand in it twice.
  return pieces.map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Styled key={at} piece={piece} hasTarget={targets && endsTarget(pieces, at)} />
  ));
}

/** The target is told once, after the last piece of a link. */
function endsTarget(pieces: readonly Piece[], at: number): boolean {
  const { target } = pieces[at] ?? {};
  return target !== undefined && pieces[at + 1]?.target !== target;
}

function Styled({ piece, hasTarget }: { piece: Piece; hasTarget: boolean }) {
  const words = wordsOf(piece);
  const href = piece.target === undefined || piece.image ? undefined : safeHref(piece.target);
  return (
    <>
      {href ? (
        <a
          href={href}
          title={href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-accent underline decoration-border-strong underline-offset-2 hover:decoration-current"
        >
          {words}
        </a>
      ) : (
        words
      )}
      {hasTarget && piece.target !== undefined && <Target>{shortTarget(piece.target)}</Target>}
    </>
  );
}

function wordsOf({ text, strong, emphasis, struck, code, image, target }: Piece): ReactNode {
  let words: ReactNode = text;
  if (code) words = <code className="rounded-sm bg-sunken px-1 font-mono text-[0.9em]">{words}</code>;
  if (image) {
    words = (
      <span title={target} className="rounded-sm border border-border-strong border-dashed px-1 text-muted">
        {words}
      </span>
    );
  }
  if (emphasis) words = <em>{words}</em>;
  if (strong) words = <strong className="font-semibold">{words}</strong>;
  if (struck) words = <s>{words}</s>;
  return words;
}

/** Where a link leads. It is no word of the page, so it is not found in it either. */
export function Target({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span data-aside className={cn("ml-1 font-mono text-muted text-xs [overflow-wrap:anywhere]", className)}>
      {children}
    </span>
  );
}
