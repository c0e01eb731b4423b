"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { PageLine } from "#components/check/page-line.tsx";
import { count } from "#components/check/words.ts";
import { quietInWords } from "#components/monitor/bar-words.ts";
import { lastChangeQuery } from "#components/monitor/page/last-change-query.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";

/** Shows what changed last, which is the reason why people come to this page. */
export function LastChange({ monitor }: { monitor: MonitorAnswer }) {
  const bars = monitor.recentChecks ?? [];
  const last = bars.findLast((bar) => bar.changed > 0);
  if (last) return <Changes monitorId={monitor.id} bar={last} />;
  return <Quiet bars={bars} monitorId={monitor.id} />;
}

function Changes({ monitorId, bar }: { monitorId: string; bar: HistoryBar }) {
  const { data, error, refetch } = useQuery(lastChangeQuery(monitorId, bar.id));
  const href = `/monitors/${monitorId}/checks/${bar.id}`;
  const more = data ? bar.changed - data.length : 0;
  return (
    <section aria-labelledby="last-change">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-b-border-strong pb-1.5">
        <h2 id="last-change" className="font-semibold text-lg">
          Changed <Time iso={bar.at} />
        </h2>
        <OutcomeCounts counts={bar} />
        <Link href={href} className="ml-auto rounded-sm text-accent text-sm hover:underline">
          Read the diff
        </Link>
      </div>
      {data && (
        <ul>
          {data.map((line) => (
            <PageLine key={line.id} line={line} checkHref={href} />
          ))}
        </ul>
      )}
      {!data && !error && <Skeleton className="my-2 h-6 w-2/3" />}
      {!data && error && (
        <div className="pt-2">
          <ReadFailure what="What changed" error={error} retry={refetch} />
        </div>
      )}
      {more > 0 && (
        <Link
          href={`${href}?status=changed`}
          className="inline-block rounded-sm py-1.5 pl-6 text-muted text-sm hover:text-foreground hover:underline"
        >
          and {count(more, "more page")}
        </Link>
      )}
    </section>
  );
}

function Quiet({ bars, monitorId }: { bars: HistoryBar[]; monitorId: string }) {
  const read = bars.filter((bar) => bar.status === "completed" || bar.status === "partial");
  const start = read.findIndex((bar) => bar.new > 0);
  const [first, ...since] = start < 0 ? [] : read.slice(start);
  if (!first) return read.some((bar) => bar.same > 0) && <LongQuiet checks={read.length} />;
  return (
    <p className="border-y py-3 text-muted">
      <strong className="font-medium text-foreground">Nothing has changed yet.</strong>{" "}
      <Link href={`/monitors/${monitorId}/checks/${first.id}`} className="text-accent hover:underline">
        The first check
      </Link>{" "}
      took a snapshot of {count(first.new, "page")}
      {since.length > 0
        ? `; ${quietInWords(since)}.`
        : "; the next one is compared with it. Press Run now whenever you want to know."}
    </p>
  );
}

/** Says that nothing changed where the first snapshot lies further back than the history that is shown. */
function LongQuiet({ checks }: { checks: number }) {
  return (
    <p className="border-y py-3 text-muted">
      <strong className="font-medium text-foreground">
        Nothing has changed in the last {count(checks, "check")}.
      </strong>
    </p>
  );
}
