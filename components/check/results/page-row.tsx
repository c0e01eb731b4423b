import { memo } from "react";
import { ChangeWords, LineCounts } from "#components/check/change-words.tsx";
import { OutcomeGlyph } from "#components/check/outcome.tsx";
import { OutsideLink } from "#components/check/outside-link.tsx";
import { UrlText } from "#components/check/url-text.tsx";
import { duration } from "#components/check/words.ts";
import { cn } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CheckPageAnswer } from "#lib/page/model.ts";

const number = (value: unknown) => (typeof value === "number" ? value : null);

/** One page of a check in a line; pressing it opens what is known of it. */
export const PageRow = memo(function PageRow({
  page,
  open,
  height,
  onToggle,
}: {
  page: CheckPageAnswer;
  open: boolean;
  height: number;
  onToggle: (page: CheckPageAnswer) => void;
}) {
  // Neither a transition nor an icon: many rows a frame come and go under the pointer while a list is scrolled.
  return (
    <div
      className={cn(
        "flex items-stretch border-b",
        open ? "sticky top-12 z-10 bg-background" : "hover:bg-sunken",
      )}
      style={page.error ? { minHeight: height } : { height }}
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onToggle(page)}
        className="flex min-w-0 flex-1 items-center gap-2.5 pr-1 pl-2 text-left -outline-offset-2 max-sm:pt-1 sm:pl-3"
      >
        <OutcomeGlyph status={page.status} />
        <span className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] sm:items-center">
          <UrlText
            url={page.url}
            className={cn("sm:text-sm", page.status === "same" && !open && "text-muted")}
          />
          <PageWords page={page} />
          <PageFigures page={page} />
        </span>
      </button>
      <OutsideLink url={page.url} className="w-9 shrink-0 -outline-offset-2 pointer-coarse:w-11" />
    </div>
  );
});

/** What the row has to say: what changed, why it failed, or what the page is called. */
function PageWords({ page }: { page: CheckPageAnswer }) {
  if (page.change) {
    return (
      <span className="flex min-w-0 items-baseline justify-between gap-3 text-sm">
        <ChangeWords change={page.change} />
        <LineCounts change={page.change} />
      </span>
    );
  }
  const words = page.error ?? page.metadata.title;
  return (
    <span
      title={words ?? undefined}
      className={cn(
        "min-w-0 text-sm",
        // On a phone a sentence has the lines that it needs.
        page.error ? "text-error max-sm:pb-1.5 sm:truncate" : "truncate text-muted",
      )}
    >
      <bdi>{words}</bdi>
    </span>
  );
}

/** How it was answered; the rest is told where the page is opened, as is this on a phone. */
function PageFigures({ page }: { page: CheckPageAnswer }) {
  const took = number(page.metadata.durationMs);
  return (
    <span className="hidden grid-cols-[2.25rem_3.5rem] gap-2 text-right text-muted text-sm tabular-nums sm:grid">
      <span className={cn(page.statusCode && page.statusCode >= 400 && "text-error")}>
        {page.statusCode ?? "—"}
      </span>
      <span>{took === null ? "—" : duration(took)}</span>
    </span>
  );
}

/** A row that is on its way. */
export function PageRowSkeleton({ height }: { height: number }) {
  return (
    <div className="flex items-center gap-2.5 border-b pl-3" style={{ height }}>
      <Skeleton className="size-3.5" />
      <Skeleton className="h-3 w-2/5" />
    </div>
  );
}
