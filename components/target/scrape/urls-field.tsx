"use client";

import { memo, useDeferredValue, useMemo, useState } from "react";
import { type Line, lineNumbers, linesOf } from "#components/target/lines.ts";
import { LineNumbers } from "#components/target/scrape/line-numbers.tsx";
import { readUrl } from "#components/target/scrape/read-url.ts";
import { cn } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";

const FEWEST_ROWS = 3;
const MOST_ROWS = 14;

type Read = { bad: Line[]; repeated: Line[]; count: number };

function read(lines: Line[]): Read {
  const seen = new Set<string>();
  const result: Read = { bad: [], repeated: [], count: 0 };
  for (const line of lines) {
    const url = readUrl(line.text);
    const href = url && new URL(url).href;
    if (!href) result.bad.push(line);
    else if (seen.has(href)) result.repeated.push(line);
    else seen.add(href);
  }
  result.count = seen.size;
  return result;
}

const numbersOf = (lines: Line[]) => lineNumbers(lines.map((line) => line.number));

const NONE: ReadonlySet<number> = new Set();

/**
 * The pages to watch, with numbered lines, so that a wrong one can be named. What is typed shows at once, also among
 * ten thousand lines; what it means follows when there is time.
 */
export const UrlsField = memo(function UrlsField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const [top, setTop] = useState(0);
  const settled = useDeferredValue(value);
  const found = useMemo(() => {
    const lines = linesOf(settled);
    return lines.length > 0 ? read(lines) : null;
  }, [settled]);
  const bad = useMemo(() => (found ? new Set(found.bad.map((line) => line.number)) : NONE), [found]);
  const total = useMemo(() => value.split("\n").length, [value]);
  const rows = Math.min(Math.max(total + 1, FEWEST_ROWS), MOST_ROWS);
  return (
    <Field
      label="URLs — one per line"
      error={error}
      hint={
        found ? (
          <Findings {...found} />
        ) : (
          "Every page listed is read at each check and compared with its last version."
        )
      }
    >
      {(wiring) => (
        <div
          className={cn(
            "flex overflow-hidden rounded-md border bg-surface font-mono text-sm leading-6 focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2",
            error ? "border-error" : "border-border-strong",
          )}
        >
          <LineNumbers total={total} rows={rows} top={top} bad={bad} />
          <textarea
            {...wiring}
            value={value}
            rows={rows}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            placeholder={"https://example.com/pricing\nhttps://example.com/changelog"}
            onChange={(event) => onChange(event.target.value)}
            onScroll={(event) => setTop(event.currentTarget.scrollTop)}
            className="min-w-0 flex-1 resize-none bg-transparent px-2.5 py-2 leading-6 outline-none placeholder:text-muted/80 pointer-coarse:text-[16px]"
          />
        </div>
      )}
    </Field>
  );
});

function Findings({ count, bad, repeated }: Read) {
  return (
    <span aria-live="polite">
      {count === 1 ? "1 page" : `${count.toLocaleString("en")} pages`}
      {repeated.length > 0 && ` · ${numbersOf(repeated)} said before, read once`}
      {bad.length > 0 && (
        <span className="text-error">
          {` · ${numbersOf(bad)} ${bad.length > 1 ? "are no web addresses" : "is no web address"}`}
        </span>
      )}
    </span>
  );
}
