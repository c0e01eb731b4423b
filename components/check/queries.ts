import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { CheckDetail } from "#components/data/queries.ts";
import type { CheckPageAnswer, PageStatus } from "#lib/page/model.ts";

/** Pages read at a time: a stretch of a list is asked for when it comes into sight. */
export const PAGES_AT_ONCE = 100;

/** A stretch of a check's pages, of one target and one outcome or (null) of all; without diffs, which are read when opened. */
export type Stretch = { target: string | null; status: PageStatus | null; skip: number };

export const checkPath = (monitorId: string, checkId: string) => `/v2/monitor/${monitorId}/checks/${checkId}`;

export const stretchQuery = (monitorId: string, checkId: string, stretch: Stretch) =>
  queryOptions({
    queryKey: ["check", checkId, "pages", stretch.target, stretch.status, stretch.skip],
    queryFn: async () =>
      (await api<{ data: CheckDetail }>(stretchPath(monitorId, checkId, stretch))).data.pages,
  });

export function stretchPath(monitorId: string, checkId: string, { target, status, skip }: Stretch): string {
  const which = new URLSearchParams({
    limit: String(PAGES_AT_ONCE),
    skip: String(skip),
    diffs: "false",
    ...(status && { status }),
    ...(target && { target }),
  });
  return `${checkPath(monitorId, checkId)}?${which}`;
}

export const checkPagePath = (monitorId: string, checkId: string, pageId: string) =>
  `${checkPath(monitorId, checkId)}?page=${pageId}`;

/**
 * One page of a check with its diff; null when the check has no such page. What was recorded never changes: its
 * key keeps it from being read again with every notice about the check, "static" from being so after a lost connection.
 */
export const checkPageQuery = (monitorId: string, checkId: string, pageId: string) =>
  queryOptions({
    queryKey: ["check-page", checkId, pageId],
    queryFn: async (): Promise<CheckPageAnswer | null> => {
      const { data } = await api<{ data: CheckDetail }>(checkPagePath(monitorId, checkId, pageId));
      return data.pages[0] ?? null;
    },
    staleTime: "static",
  });
