import Link from "next/link";
import { Moment } from "#components/check/moment.tsx";
import { OutsideLink } from "#components/check/outside-link.tsx";
import { count } from "#components/check/words.ts";
import { KeptList } from "#components/page/kept-list.tsx";
import { nameOf } from "#components/page/version-links.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import type { TrackedPageAnswer, VersionMark } from "#lib/page/model.ts";

/** Which page it is, how often it changed, and whether it can be read now. */
export function PageHeader({
  monitor,
  page,
  versions,
  more,
}: {
  monitor: MonitorAnswer;
  page: TrackedPageAnswer;
  /** The newest first. */
  versions: readonly VersionMark[];
  /** Whether there are more versions than these. */
  more: boolean;
}) {
  const first = versions.at(-1);
  return (
    <header>
      <nav aria-label="Breadcrumb" className="text-sm">
        <Link href={`/monitors/${monitor.id}?tab=pages`} className="rounded-sm text-accent hover:underline">
          {monitor.name}
        </Link>
      </nav>
      <h1 className="mt-0.5 font-semibold text-xl [overflow-wrap:anywhere]">
        {nameOf(page.url)} <OutsideLink url={page.url} className="inline-grid rounded-sm print:hidden" />
      </h1>
      <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-muted text-sm">
        {page.title && <bdi className="text-foreground">{page.title}</bdi>}
        {first && (
          <span>
            {page.title && "· "}
            {count(versions.length, "version")}
            {more && " and more"} since <Moment iso={first.firstSeenAt} />
          </span>
        )}
        {page.lastChangedAt && (
          <span>
            · last changed <Time iso={page.lastChangedAt} />
          </span>
        )}
        {page.lastCheckedAt && (
          <span>
            · looked at <Time iso={page.lastCheckedAt} />
          </span>
        )}
      </p>
      <KeptList monitorId={monitor.id} pageId={page.id} />
      {page.failingSince && <Failing page={page} since={page.failingSince} />}
    </header>
  );
}

/** Why the page cannot be read now, and since when; what is shown below is the last that could. */
function Failing({ page, since }: { page: TrackedPageAnswer; since: string }) {
  return (
    <p className="mt-2 rounded-md bg-error-soft px-3 py-2 text-sm">
      <strong className="font-medium text-error">
        Failing since <Moment iso={since} />:
      </strong>{" "}
      {page.lastError ?? "the page cannot be read."}
      {page.lastChangedAt && (
        <span className="text-muted"> The last good version is what you read here.</span>
      )}
    </p>
  );
}
