"use client";

import { PreviewedText } from "#components/monitor/form/previewed-text.tsx";
import type { Preview } from "#components/monitor/form/use-preview.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Pages that are offered; of more, those further down are tried by moving them up. */
const MOST_PAGES = 50;

/** The text that would be compared, as it is now. */
export function PreviewPane({
  preview,
  pages,
  className,
}: {
  preview: Preview;
  pages: string[];
  className?: string;
}) {
  const { tried, isPending, error, isStale, run, wanted } = preview;
  const shown = wanted !== null && pages.includes(wanted) ? wanted : (pages[0] ?? "");
  return (
    <section
      aria-labelledby="preview"
      aria-busy={isPending}
      className={cn("flex min-h-0 flex-col gap-2", className)}
    >
      <div className="flex min-h-8 items-center justify-between gap-3 border-b pb-1.5">
        <h2 id="preview" className="font-medium text-sm">
          Preview
        </h2>
        {pages.length > 1 && (
          <select
            aria-label="Page to try"
            value={shown}
            disabled={isPending}
            onChange={(event) => run(event.target.value)}
            className={cn(filterClass, "min-w-0 max-w-64 flex-1 truncate")}
          >
            {pages.slice(0, MOST_PAGES).map((url, index) => (
              <option key={url} value={url}>
                {`${index + 1} of ${pages.length.toLocaleString("en")}  ${shortened(url)}`}
              </option>
            ))}
          </select>
        )}
      </div>
      <div role="status" className="flex min-h-0 flex-col gap-2 text-sm">
        {isPending && <Fetching url={wanted ?? ""} />}
        {!isPending && error && (
          <p className="rounded-md bg-error-soft px-2.5 py-1.5 text-error">{error.message}</p>
        )}
        {!isPending && !error && !tried && <Invitation />}
        {!isPending && !error && tried && (
          <PreviewedText seen={tried} isStale={isStale} again={() => run()} />
        )}
      </div>
    </section>
  );
}

const shortened = (url: string) => url.replace(/^https?:\/\/(www\.)?/, "");

function Invitation() {
  return (
    <p className="text-muted">
      <strong className="font-medium text-foreground">Try</strong> reads the page now, as set here, and shows
      the text that every check would compare. It costs what the page costs in a check; nothing is saved.
    </p>
  );
}

function Fetching({ url }: { url: string }) {
  return (
    <>
      <p className="truncate text-muted">Reading {shortened(url)} …</p>
      {["w-3/4", "w-full", "w-5/6", "w-2/3"].map((width) => (
        <Skeleton key={width} className={cn("h-3.5", width)} />
      ))}
    </>
  );
}
