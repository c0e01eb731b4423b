import { memo } from "react";
import { OutcomeGlyph } from "#components/check/outcome.tsx";
import { safeHref, UrlText } from "#components/check/url-text.tsx";
import { bytes, count, duration } from "#components/check/words.ts";
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
  const href = safeHref(page.url);
  // Neither a transition nor an icon: many rows a frame come and go under the pointer while a list is scrolled.
  return (
    <div
      className={cn(
        "flex items-stretch border-b",
        open ? "sticky top-12 z-10 bg-background" : "hover:bg-sunken",
      )}
      style={{ height }}
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onToggle(page)}
        className="flex min-w-0 flex-1 items-center gap-2.5 pr-1 pl-2 text-left -outline-offset-2 sm:pl-3"
      >
        <OutcomeGlyph status={page.status} />
        <span className="min-w-0 flex-1 sm:flex sm:items-center sm:gap-4">
          <UrlText
            url={page.url}
            className={cn("sm:text-sm", page.status === "same" && !open && "text-muted")}
          />
          <Aside page={page} />
          <PageFigures page={page} />
        </span>
      </button>
      {href && (
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          aria-label={`Open ${page.url} in a new tab`}
          title="Open the page in a new tab"
          className="grid w-9 shrink-0 place-items-center text-muted -outline-offset-2 hover:text-accent pointer-coarse:w-11"
        >
          ↗
        </a>
      )}
    </div>
  );
});

function Aside({ page }: { page: CheckPageAnswer }) {
  const title = page.error ?? page.metadata.title;
  return title ? (
    <span
      className={cn(
        "hidden min-w-0 flex-1 truncate text-sm md:block",
        page.error ? "text-error" : "text-muted",
      )}
    >
      <bdi>{title}</bdi>
    </span>
  ) : null;
}

const cell = "sm:text-right";

function PageFigures({ page }: { page: CheckPageAnswer }) {
  const took = number(page.metadata.durationMs);
  const size = number(page.metadata.size);
  return (
    <span className="mt-0.5 flex gap-3 text-muted text-xs tabular-nums sm:mt-0 sm:ml-auto sm:grid sm:grid-cols-[2.5rem_3.5rem_4.5rem_5rem] sm:gap-2 sm:text-sm">
      <span className={cn(cell, page.statusCode && page.statusCode >= 400 && "text-error")}>
        {page.statusCode ?? "—"}
      </span>
      <span className={cell}>{took === null ? "—" : duration(took)}</span>
      <span className={cell}>{size === null ? "—" : bytes(size)}</span>
      <span className={cell}>{count(page.credits.total, "credit")}</span>
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
