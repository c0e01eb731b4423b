"use client";

import { lazy, Suspense } from "react";
import type { Trial } from "#components/first-steps/use-trial.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";

const PreviewedText = lazy(async () => ({
  default: (await import("#components/monitor/form/previewed-text.tsx")).PreviewedText,
}));

/** The text of the page that was tried, below the line it was asked for on. */
export function TriedPage({ trial: { url, seen } }: { trial: Trial }) {
  if (url === null) return null;
  return (
    <section
      aria-label={`Text of ${url}`}
      aria-busy={seen === null}
      className="mt-2 grid gap-2 border-t pt-2 pr-1 text-sm"
    >
      <div role="status" className="grid gap-2">
        <p className="truncate text-muted">
          {seen ? "What every check would compare of " : "Reading "}
          <span className="text-foreground">{url}</span>
          {seen ? "" : " …"}
        </p>
        {seen ? (
          <Suspense fallback={<Skeleton className="h-24" />}>
            <PreviewedText seen={seen} />
          </Suspense>
        ) : (
          <Skeleton className="h-24" />
        )}
      </div>
    </section>
  );
}
