import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { FeedAnswer } from "#lib/feed/model.ts";

export const feedsQuery = () =>
  queryOptions({
    queryKey: ["feeds"],
    queryFn: async () => (await api<{ data: FeedAnswer[] }>("/v2/team/feeds")).data,
  });
