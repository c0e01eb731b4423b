"use client";

import { useQuery } from "@tanstack/react-query";
import { Pin } from "lucide-react";
import Link from "next/link";
import { Moment } from "#components/check/moment.tsx";
import { count } from "#components/check/words.ts";
import { keptQuery } from "#components/page/queries.ts";
import { nameOf, pageAddress } from "#components/page/version-links.tsx";

/** The versions that somebody keeps for good, of one page or of a monitor's pages: how many, and on a press which. */
export function KeptList({ monitorId, pageId }: { monitorId: string; pageId?: string }) {
  const { data } = useQuery(keptQuery(monitorId, pageId));
  if (!data || data.total === 0) return null;
  return (
    <details className="text-sm print:hidden">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-foreground pointer-coarse:py-2.5">
        <Pin aria-hidden className="mr-1.5 inline size-3.5 fill-current text-accent" />
        {count(data.total, "version")} kept for good
      </summary>
      <ul
        aria-label="Versions kept for good"
        className="mt-1.5 grid max-h-72 gap-1 overflow-y-auto border-l-2 pl-3"
      >
        {data.data.map(({ versionId, url, firstSeenAt, kept, ...version }) => (
          <li key={versionId} className="flex flex-wrap gap-x-2">
            <Link
              href={pageAddress(monitorId, version.pageId, { to: versionId })}
              prefetch={false}
              className="rounded-sm text-accent hover:underline pointer-coarse:py-2.5"
            >
              {!pageId && <span className="[overflow-wrap:anywhere]">{nameOf(url)}, </span>}
              <Moment iso={firstSeenAt} />
            </Link>
            <span className="text-muted">
              kept by {kept.by}, <Moment iso={kept.at} />
            </span>
            {kept.note && <bdi className="[overflow-wrap:anywhere]">{kept.note}</bdi>}
          </li>
        ))}
        {data.total > data.data.length && (
          <li className="text-muted">
            and {(data.total - data.data.length).toLocaleString("en")} more, by the API
          </li>
        )}
      </ul>
    </details>
  );
}
