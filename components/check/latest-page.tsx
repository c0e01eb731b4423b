"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { ChangeWords } from "#components/check/change-words.tsx";
import { latestPagesQuery } from "#components/check/latest.ts";
import { OutcomeGlyph } from "#components/check/outcome.tsx";
import { UrlText } from "#components/check/url-text.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { CheckAnswer } from "#lib/check/model.ts";

/** The page of a live check that landed last, in one line: each takes the place of the one before, and none moves. */
export function LatestPage({ check }: { check: CheckAnswer }) {
  const client = useQueryClient();
  const { data } = useQuery({
    ...latestPagesQuery(client, check.monitorId, check.id),
    refetchInterval: ({ state }) => ((state.data?.read ?? 0) < check.summary.totalPages ? 1000 : false),
  });
  const line = data?.lines.at(-1);
  if (!line) return null;
  const words = line.error ?? line.title;
  return (
    <ul aria-label="Latest pages" className="min-w-0">
      <li key={line.id}>
        <Link
          href={`/monitors/${check.monitorId}/checks/${check.id}?page=${line.id}`}
          prefetch={false}
          className="flex min-w-0 animate-slide-in items-baseline gap-2 rounded-sm text-sm hover:text-accent"
        >
          <span className="sr-only">Latest page:</span>
          <OutcomeGlyph status={line.status} />
          <UrlText url={line.url} className="max-w-80 shrink-0" />
          {line.change ? (
            <ChangeWords change={line.change} />
          ) : (
            <bdi className={cn("truncate", line.error ? "text-error" : "text-muted")}>{words}</bdi>
          )}
        </Link>
      </li>
    </ul>
  );
}
