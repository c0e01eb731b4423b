"use client";

import { useState } from "react";
import type { Preview } from "#components/monitor/form/use-preview.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PreviewAnswer } from "#lib/preview/model.ts";

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
        {!isPending && !error && tried && <Seen seen={tried} isStale={isStale} again={() => run()} />}
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

function Seen({ seen, isStale, again }: { seen: PreviewAnswer; isStale: boolean; again: () => void }) {
  const { text, warnings } = seen;
  const isUnread = text === "";
  return (
    <>
      <p className="text-muted tabular-nums">
        {factsOf(seen).join(" · ")}
        {seen.title && <span className="block truncate font-medium text-foreground">{seen.title}</span>}
      </p>
      {isStale && (
        <p className="flex items-center justify-between gap-2 rounded-md bg-sunken px-2.5 py-1">
          Something was changed since.
          <Button variant="quiet" size="small" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      {warnings.length > 0 && (
        <ul
          className={cn(
            "grid gap-1 rounded-md px-2.5 py-1.5 [overflow-wrap:anywhere]",
            isUnread ? "bg-error-soft text-error" : "bg-changed-soft text-changed",
          )}
        >
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {!isUnread && <Text text={text} />}
      {seen.dropped?.map(({ by, lines, text: dropped }) => (
        <details key={by} className="group border-t pt-1.5">
          <summary className="cursor-pointer rounded-sm text-muted">
            {lines === 1 ? "1 line is" : `${lines.toLocaleString("en")} lines are`} left out
            {by === "onlyMainContent" ? ", as not of the main content" : " by “Leave out”"}
          </summary>
          <pre className="mt-1.5 max-h-48 overflow-auto whitespace-pre-wrap font-mono text-muted text-xs [overflow-wrap:anywhere]">
            {dropped}
          </pre>
        </details>
      ))}
    </>
  );
}

function factsOf({ statusCode, text, credits }: PreviewAnswer): string[] {
  const lines = text === "" ? 0 : text.split("\n").length;
  return [
    statusCode === null ? "no answer" : String(statusCode),
    ...(lines > 0 ? [lines === 1 ? "1 line" : `${lines.toLocaleString("en")} lines`] : []),
    credits === 1 ? "1 credit" : `${credits} credits`,
  ];
}

/** A browser lays out so much without anybody noticing. */
const SHOWN_AT_FIRST = 20_000;

function Text({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? text : text.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        aria-label="The text that would be compared"
        className="max-h-[48vh] min-h-0 overflow-auto whitespace-pre-wrap rounded-md border bg-surface px-3 py-2 font-mono text-xs leading-relaxed [overflow-wrap:anywhere]"
      >
        {shown}
      </section>
      {shown.length < text.length && (
        <Button variant="quiet" size="small" onClick={() => setWhole(true)} className="justify-self-start">
          Show all of it
        </Button>
      )}
    </>
  );
}
