import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { ChannelAnswer, ChannelRule } from "#lib/channel/model.ts";

export const channelsQuery = () =>
  queryOptions({
    queryKey: ["channels"],
    queryFn: async () => (await api<{ data: ChannelAnswer[] }>("/v2/team/channels")).data,
  });

export type WouldSend = { days: number; changes: number; of: number; isMore: boolean };

/** Of how many changes of the last days a rule would have told. */
export const wouldSendQuery = (rule: ChannelRule, monitorIds: string[] | null) =>
  queryOptions({
    queryKey: ["channels", "rule", rule, monitorIds],
    queryFn: async () =>
      (
        await api<{ data: WouldSend }>("/v2/team/channels/rule", {
          method: "POST",
          body: { rule, monitorIds },
        })
      ).data,
    placeholderData: keepPreviousData,
    retry: false,
  });
