import Link from "next/link";
import { ChangeWords, LineCounts } from "#components/check/change-words.tsx";
import type { PageLine as Line } from "#components/check/latest.ts";
import { OutcomeGlyph } from "#components/check/outcome.tsx";
import { UrlText } from "#components/check/url-text.tsx";
import { cn } from "#components/ui/class-names.ts";

/** One page result in a line, leading to its place in the check. */
export function PageLine({ line, checkHref }: { line: Line; checkHref: string }) {
  return (
    <li className="border-t first:border-t-0">
      <Link
        href={`${checkHref}?page=${line.id}`}
        prefetch={false}
        className="grid min-h-9 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-sm py-1 text-sm -outline-offset-2 hover:bg-sunken md:grid-cols-[auto_minmax(0,2fr)_minmax(0,3fr)_auto] pointer-coarse:min-h-11"
      >
        <OutcomeGlyph status={line.status} />
        <UrlText url={line.url} />
        <span className="col-start-2 col-end-4 flex min-w-0 text-sm md:col-auto">
          <LineWords line={line} />
        </span>
        <span className="col-start-3 row-start-1 text-right md:col-start-4">
          {line.change && <LineCounts change={line.change} />}
        </span>
      </Link>
    </li>
  );
}

function LineWords({ line }: { line: Line }) {
  if (line.change) return <ChangeWords change={line.change} />;
  const words = line.error ?? line.title;
  return <bdi className={cn("truncate", line.error ? "text-error" : "text-muted")}>{words}</bdi>;
}
