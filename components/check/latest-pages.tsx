"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { latestPagesQuery } from "#components/check/latest.ts";
import { PageLine } from "#components/check/page-line.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** The last pages of a live check as they land, the newest on top. */
export function LatestPages({ check }: { check: CheckAnswer }) {
  const client = useQueryClient();
  const { data } = useQuery({
    ...latestPagesQuery(client, check.monitorId, check.id),
    refetchInterval: ({ state }) => ((state.data?.read ?? 0) < check.summary.totalPages ? 1000 : false),
  });
  if (!data || data.lines.length === 0) return null;
  return (
    <ul aria-label="Latest pages">
      {data.lines.toReversed().map((line) => (
        <PageLine
          key={line.id}
          line={line}
          checkHref={`/monitors/${check.monitorId}/checks/${check.id}`}
          lands
        />
      ))}
    </ul>
  );
}
