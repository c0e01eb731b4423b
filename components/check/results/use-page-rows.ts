"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { PAGES_AT_ONCE, stretchQuery } from "#components/check/queries.ts";
import { type Listing, sectionAt, startOf, stretchesIn } from "#components/check/results/sections.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

const MISSING_MS = 1000;

type PageRows = {
  /** What is known of a row; undefined while it is on its way. */
  rowAt: (index: number) => CheckPageAnswer | undefined;
  /** A row wherever it stands; undefined when it cannot be read now. */
  readRowAt: (index: number) => Promise<CheckPageAnswer | undefined>;
  /** Why some rows in sight cannot be shown, and how to ask for them again. */
  error: Error | null;
  retry: () => void;
};

/** Reads the rows in sight. */
export function usePageRows(check: CheckAnswer, listing: Listing, first: number, last: number): PageRows {
  const client = useQueryClient();
  const reads = useQueries({
    queries: stretchesIn(listing, first, last).map(({ expected, ...stretch }) => ({
      ...stretchQuery(check.monitorId, check.id, stretch),
      // The counts know of pages that these rows do not: no notice came, so ask.
      refetchInterval: ({ state }: { state: { data?: CheckPageAnswer[] | undefined } }) =>
        (state.data?.length ?? expected) < expected ? MISSING_MS : false,
    })),
  });
  const failed = reads.filter(({ data, error }) => error && !data);
  return {
    rowAt: (index) => {
      const place = placeOf(check, listing, index);
      return place && client.getQueryData(place.query.queryKey)?.[place.at];
    },
    readRowAt: async (index) => {
      const place = placeOf(check, listing, index);
      const pages = place && (await client.ensureQueryData(place.query).catch(() => undefined));
      return pages?.[place?.at ?? 0];
    },
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const { refetch } of failed) void refetch();
    },
  };
}

/** The read that brings a row, and where in its answer the row is. */
function placeOf(check: CheckAnswer, listing: Listing, index: number) {
  const section = sectionAt(listing, index);
  if (!section) return undefined;
  const at = index - section.from;
  const query = stretchQuery(check.monitorId, check.id, {
    target: section.target?.targetId ?? null,
    status: section.status,
    skip: startOf(at),
  });
  return { query, at: at % PAGES_AT_ONCE };
}
