import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { CheckAnswer, CheckStatus } from "#lib/check/model.ts";
import type { CreditPeriod, DailyCredits } from "#lib/credit/model.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import type { CheckPageAnswer, FoundPageAnswer, TrackedPageAnswer } from "#lib/page/model.ts";
import type {
  ApiKeyAnswer,
  InvitationAnswer,
  MeAnswer,
  MemberAnswer,
  SessionAnswer,
} from "#lib/team/model.ts";

/**
 * Every read of the dashboard. Keys begin with what a live notice names, so that one about a check reaches
 * exactly the reads it concerns: ["monitors"], ["monitor", id, …], ["check", id, …], ["credits"].
 */

export type MonitorListQuery = {
  limit: number;
  offset: number;
  search?: string | undefined;
  status?: "active" | "paused" | undefined;
  result?: "changed" | "failing" | undefined;
  /** Only these. */
  ids?: string[] | undefined;
  sort?: "newest" | "name" | "lastRun" | "nextRun" | "result" | "match" | undefined;
};

export const HISTORY_IN_LIST = 30;
export const HISTORY_ON_PAGE = 90;

function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return given.length > 0 ? `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}` : "";
}

export type MonitorList = { total: number; data: MonitorAnswer[] };

export const monitorsQuery = (list: MonitorListQuery) =>
  queryOptions({
    queryKey: ["monitors", list],
    queryFn: () =>
      api<MonitorList>(
        `/v2/monitor${query({ ...list, ids: list.ids?.join(","), history: HISTORY_IN_LIST })}`,
      ),
    placeholderData: keepPreviousData,
  });

export const monitorQuery = (monitorId: string) =>
  queryOptions({
    queryKey: ["monitor", monitorId, "self"],
    queryFn: async () =>
      (await api<{ data: MonitorAnswer }>(`/v2/monitor/${monitorId}${query({ history: HISTORY_ON_PAGE })}`))
        .data,
  });

export const checksQuery = (
  monitorId: string,
  list: { limit: number; offset: number; shown?: CheckStatus },
) =>
  queryOptions({
    queryKey: ["monitor", monitorId, "checks", list],
    queryFn: async () =>
      (await api<{ data: CheckAnswer[] }>(`/v2/monitor/${monitorId}/checks${query(list)}`)).data,
    placeholderData: keepPreviousData,
  });

export const trackedPagesQuery = (
  monitorId: string,
  list: { limit: number; offset: number; search?: string },
) =>
  queryOptions({
    queryKey: ["monitor", monitorId, "pages", list],
    queryFn: () =>
      api<{ total: number; data: TrackedPageAnswer[] }>(`/v2/monitor/${monitorId}/pages${query(list)}`),
    placeholderData: keepPreviousData,
  });

/** Pages whose text has the words of a search. */
export const textSearchQuery = (words: string, limit: number) =>
  queryOptions({
    queryKey: ["texts", words, limit],
    queryFn: async () =>
      (await api<{ data: FoundPageAnswer[] }>(`/v2/search${query({ q: words, limit })}`)).data,
    placeholderData: keepPreviousData,
  });

export type CheckDetail = CheckAnswer & { pages: CheckPageAnswer[]; next?: string };

/** The check itself, with no more than one of its pages: what its header shows. */
export const checkQuery = (monitorId: string, checkId: string) =>
  queryOptions({
    queryKey: ["check", checkId, "self"],
    queryFn: async () =>
      (await api<{ data: CheckDetail }>(`/v2/monitor/${monitorId}/checks/${checkId}${query({ limit: 1 })}`))
        .data,
  });

export type CreditUsageAnswer = {
  remainingCredits: number;
  planCredits: number;
  billingPeriodStart: string;
  billingPeriodEnd: string;
};

export const creditsQuery = () =>
  queryOptions({
    queryKey: ["credits", "usage"],
    queryFn: async () => (await api<{ data: CreditUsageAnswer }>("/v2/team/credit-usage")).data,
  });

export const dailyCreditsQuery = (days: number) =>
  queryOptions({
    queryKey: ["credits", "daily", days],
    queryFn: async () =>
      (await api<{ data: DailyCredits[] }>(`/v2/team/credit-usage/daily${query({ days })}`)).data,
  });

export const creditHistoryQuery = () =>
  queryOptions({
    queryKey: ["credits", "history"],
    queryFn: async () =>
      (await api<{ periods: CreditPeriod[] }>("/v2/team/credit-usage/historical?byApiKey=true")).periods,
  });

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ["api-keys"],
    queryFn: async () => (await api<{ data: ApiKeyAnswer[] }>("/v2/team/api-keys")).data,
  });

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: async () => (await api<{ data: SessionAnswer[] }>("/v2/team/sessions")).data,
  });

export const teamQuery = () =>
  queryOptions({
    queryKey: ["team"],
    queryFn: async () => (await api<{ data: { id: string; name: string } }>("/v2/team")).data,
  });

// Who is in the team is told of by one topic, `people:all`, with which the keys of these reads begin.

export const meQuery = () =>
  queryOptions({
    queryKey: ["people", "all", "me"],
    queryFn: async () => (await api<{ data: MeAnswer }>("/v2/team/me")).data,
  });

export const membersQuery = () =>
  queryOptions({
    queryKey: ["people", "all", "members"],
    queryFn: async () => (await api<{ data: MemberAnswer[] }>("/v2/team/members")).data,
  });

export const invitationsQuery = () =>
  queryOptions({
    queryKey: ["people", "all", "invitations"],
    queryFn: async () => (await api<{ data: InvitationAnswer[] }>("/v2/team/invitations")).data,
  });
