"use client";

import { CheckStatusMark } from "#components/check/check-status.tsx";
import { isUnread, NOTHING_READ, shownStatus } from "#components/check/finding.ts";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { useNow } from "#components/hooks/use-now.ts";
import { pagesDone } from "#components/monitor/bar-words.ts";
import { Elapsed } from "#components/monitor/list/elapsed.tsx";
import { useScheduleWords } from "#components/monitor/schedule-words.ts";
import { knownPages, targetsInWords, targetsTitle } from "#components/monitor/targets.ts";
import { spoken, useBrowserZone } from "#components/monitor/time-zone.ts";
import { ahead, exactTime, Time } from "#components/ui/time.tsx";
import type { HistoryBar, MonitorAnswer } from "#lib/monitor/model.ts";

/** Says what is watched, as "acme.com · 3 pages", with the addresses on hover. */
export function TargetWords({ monitor }: { monitor: MonitorAnswer }) {
  const { place, amount } = targetsInWords(monitor.targets);
  return (
    <span title={targetsTitle(monitor.targets)} className="flex min-w-0">
      <span className="truncate">{place}</span>
      <span className="shrink-0 whitespace-pre text-muted"> · {amount}</span>
    </span>
  );
}

const INTERVAL = /^every (\d+ )?(minute|hour)s?( (at|starting at) :\d\d)?$/;

/**
 * Says the schedule, as "every 30 minutes", with the cron on hover. An hour of another zone than the reader's names
 * its city.
 */
export function ScheduleWords({ monitor: { schedule } }: { monitor: MonitorAnswer }) {
  const readerZone = useBrowserZone();
  const zone = spoken(schedule.timezone);
  const words = useScheduleWords(schedule.cron);
  const city = zone.split("/").at(-1);
  const elsewhere = schedule.timezone !== readerZone && !INTERVAL.test(words);
  return <span title={`${schedule.cron} · ${zone}`}>{elsewhere ? `${words}, ${city}` : words}</span>;
}

/** Says when the monitor runs next, as "in 12 min", with the exact moment on hover. */
export function NextRun({ monitor }: { monitor: MonitorAnswer }) {
  const now = useNow();
  if (monitor.status === "paused") return <span className="text-muted">paused</span>;
  if (!monitor.nextRunAt) return null;
  const at = new Date(monitor.nextRunAt);
  return (
    // The server's words may be a second older than the browser's, as those of Time.
    <time
      dateTime={monitor.nextRunAt}
      title={now === null ? undefined : `Next run ${exactTime(at)}`}
      suppressHydrationWarning
    >
      {ahead(at.getTime(), now ?? Date.now())}
    </time>
  );
}

function LiveResult({ monitor, bar }: { monitor: MonitorAnswer; bar: HistoryBar | undefined }) {
  if (bar?.status !== "running") return <span className="text-accent">queued</span>;
  const expected = knownPages(monitor.targets);
  const done = pagesDone(bar);
  return (
    <span className="whitespace-nowrap">
      <span className="text-accent">
        running <Elapsed since={bar.at} />
      </span>
      <span className="text-muted"> · {expected === null ? `${done} pages` : `${done} of ${expected}`}</span>
    </span>
  );
}

const UNFINISHED = ["failed", "skipped_overlap", "skipped_no_credits"];

/** Shows what the last check found and when, or how far the running one has come. */
export function LastResult({ monitor }: { monitor: MonitorAnswer }) {
  const checks = monitor.recentChecks ?? [];
  if (monitor.currentCheckId) {
    return <LiveResult monitor={monitor} bar={checks.find((bar) => bar.id === monitor.currentCheckId)} />;
  }
  const last = checks.at(-1);
  if (!last) return <span className="text-muted">not checked yet</span>;
  const status = shownStatus(last.status, last);
  return (
    <span className="flex min-w-0 items-center gap-x-2">
      {UNFINISHED.includes(status) ? (
        <span className="min-w-0 truncate" title={isUnread(last) ? `Failed: ${NOTHING_READ}` : undefined}>
          <CheckStatusMark status={status} />
        </span>
      ) : (
        <OutcomeCounts counts={last} className="whitespace-nowrap text-sm" />
      )}
      <Time iso={last.at} className="ml-auto shrink-0 text-muted" />
    </span>
  );
}
