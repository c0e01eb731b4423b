import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type {
  BlameAnswer,
  FoundInVersionsAnswer,
  KeptVersionAnswer,
  PageTimelineAnswer,
  PageVersionAnswer,
  PageVersionTextAnswer,
  TrackedPageAnswer,
} from "#lib/page/model.ts";

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

export const timelineQuery = (monitorId: string, pageId: string) =>
  queryOptions({
    queryKey: ["monitor", monitorId, "page", pageId, "timeline"],
    queryFn: async () =>
      (await api<{ data: PageTimelineAnswer }>(`${pagePath(monitorId, pageId)}/timeline`)).data,
  });

/** Since when each line of a version stands there. What came before a version never changes; it only goes. */
export const blameQuery = (monitorId: string, pageId: string, versionId: string) =>
  queryOptions({
    queryKey: ["page-version", pageId, versionId, "blame"],
    queryFn: async () =>
      (await api<{ data: BlameAnswer }>(`${pagePath(monitorId, pageId)}/versions/${versionId}/blame`)).data,
    staleTime: "static",
  });

/**
 * Which versions have some words, as far back as somebody has asked for. Of no monitor's key: to look through a history
 * again with each check that runs would be much work for nobody.
 */
export const foundQuery = (monitorId: string, pageId: string, words: string, matchCase: boolean) =>
  infiniteQueryOptions({
    queryKey: ["page-found", pageId, words, matchCase],
    queryFn: async ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        q: words,
        ...(matchCase && { matchCase: "true" }),
        ...(pageParam && { cursor: pageParam }),
      });
      const path = `${pagePath(monitorId, pageId)}/find?${asked}`;
      signal.throwIfAborted();
      return (await api<{ data: FoundInVersionsAnswer }>(path)).data;
    },
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor,
  });

export const keepPath = (monitorId: string, pageId: string, versionId: string) =>
  `${pagePath(monitorId, pageId)}/versions/${versionId}/keep`;

export type KeptList = { total: number; data: KeptVersionAnswer[] };
export const MOST_KEPT_SHOWN = 100;

/** The versions that are kept for good, of a page or of a whole monitor. */
export const keptQuery = (monitorId: string, pageId?: string) =>
  queryOptions({
    queryKey: ["monitor", monitorId, "kept", pageId ?? "all"],
    queryFn: () =>
      api<KeptList>(
        `/v2/monitor/${monitorId}/kept-versions?limit=${MOST_KEPT_SHOWN}${pageId ? `&pageId=${pageId}` : ""}`,
      ),
  });
