import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { PageVersionAnswer, PageVersionTextAnswer, TrackedPageAnswer } from "#lib/page/model.ts";

export const pagePath = (monitorId: string, pageId: string) => `/v2/monitor/${monitorId}/pages/${pageId}`;

export const pageQuery = (monitorId: string, pageId: string) =>
  queryOptions({
    queryKey: ["monitor", monitorId, "page", pageId],
    queryFn: async () => (await api<{ data: TrackedPageAnswer }>(pagePath(monitorId, pageId))).data,
  });

export const VERSIONS_AT_ONCE = 50;
export type VersionList = { data: PageVersionAnswer[]; next?: string | undefined };

/** The versions of a page, newest first, as far as somebody has asked for them. */
export const versionsQuery = (monitorId: string, pageId: string) =>
  infiniteQueryOptions({
    queryKey: ["monitor", monitorId, "page", pageId, "versions"],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({
        limit: String(VERSIONS_AT_ONCE),
        ...(pageParam && { cursor: pageParam }),
      });
      return api<VersionList>(`${pagePath(monitorId, pageId)}/versions?${asked}`);
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => (next ? new URL(next).searchParams.get("cursor") : null),
  });

/** A version with its text. What was captured never changes. */
export const versionQuery = (monitorId: string, pageId: string, versionId: string) =>
  queryOptions({
    queryKey: ["page-version", pageId, versionId],
    queryFn: async () =>
      (await api<{ data: PageVersionTextAnswer }>(`${pagePath(monitorId, pageId)}/versions/${versionId}`))
        .data,
    staleTime: "static",
  });
