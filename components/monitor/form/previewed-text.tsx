"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { PreviewAnswer } from "#lib/preview/model.ts";

/** What a preview answered: the text that would be compared, what is left out of it, and what to know of it. */
export function PreviewedText({
  seen,
  isStale = false,
  again,
}: {
  seen: PreviewAnswer;
  isStale?: boolean;
  again?: () => void;
}) {
  const { text, warnings } = seen;
  const isUnread = text === "";
  return (
    <>
      <p className="text-muted tabular-nums">
        {factsOf(seen).join(" · ")}
        {seen.title && <span className="block truncate font-medium text-foreground">{seen.title}</span>}
      </p>
      {isStale && again && (
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
