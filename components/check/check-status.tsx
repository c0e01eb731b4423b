import { cn } from "#components/ui/class-names.ts";
import type { CheckStatus } from "#lib/check/model.ts";

/** Each status as people read it. */
export const CHECK_STATUS_WORDS: Record<CheckStatus, string> = {
  queued: "Queued",
  running: "Running",
  completed: "Completed",
  partial: "Partial",
  failed: "Failed",
  skipped_overlap: "Skipped, overlap",
  skipped_no_credits: "Skipped, no credits",
};

/** Not the outcomes' colours, which say what was found; only what failed is red as errors are. */
const COLOURS: Record<CheckStatus, string> = {
  queued: "text-muted",
  running: "text-accent",
  completed: "text-accent",
  partial: "text-accent",
  failed: "text-error",
  skipped_overlap: "text-muted",
  skipped_no_credits: "text-muted",
};

/** How a check stands: a glyph of its own and its word; the running one breathes. */
export function CheckStatusMark({
  status,
  wraps = false,
  className,
}: {
  status: CheckStatus;
  /** Long words may break in a narrow column. */
  wraps?: boolean;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex min-w-0 items-center gap-1.5 align-middle",
        !wraps && "whitespace-nowrap",
        className,
      )}
    >
      <svg
        viewBox="0 0 16 16"
        aria-hidden
        className={cn("size-3.5 shrink-0", COLOURS[status], status === "running" && "animate-tide")}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <Glyph status={status} />
      </svg>
      <span className={cn(!wraps && "truncate")}>{CHECK_STATUS_WORDS[status]}</span>
    </span>
  );
}

function Glyph({ status }: { status: CheckStatus }) {
  switch (status) {
    case "queued":
      return <circle cx="8" cy="8" r="5" />;
    case "running":
      return <circle cx="8" cy="8" r="5" fill="currentColor" />;
    case "completed":
      return <path d="M3 8.5 6.5 12 13 4.5" />;
    case "partial":
      return (
        <>
          <path d="M6.5 12 13 4.5" opacity="0.35" />
          <path d="M3 8.5 6.5 12" />
        </>
      );
    case "failed":
      return <path d="m4 4 8 8M12 4l-8 8" />;
    default:
      return <path d="M3.5 8h9" />;
  }
}
