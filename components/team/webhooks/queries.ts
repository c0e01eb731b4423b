import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { DeliveryAnswer, DeliveryDetail } from "#lib/delivery/model.ts";

type Page = { data: DeliveryAnswer[]; next?: string };
/** While something waits for its next try, the list is looked at so often. */
const LOOK_MS = 5000;

/** What was told, newest first; of one status, where one is named. */
export const deliveriesQuery = (status: string) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", "list", status],
    queryFn: ({ pageParam }) =>
      api<Page>(
        `/v2/deliveries?${new URLSearchParams({ limit: "25", ...(status && { status }), ...(pageParam && { cursor: pageParam }) })}`,
      ),
    initialPageParam: "",
    getNextPageParam: ({ next, data }) => (next ? (data.at(-1)?.id ?? null) : null),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some((one) => one.status === "queued")) ? LOOK_MS : false,
  });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["deliveries", "one", id],
    queryFn: async () => (await api<{ data: DeliveryDetail }>(`/v2/deliveries/${id}`)).data,
  });

export type SecretState = {
  createdAt: string;
  shown: boolean;
  usable: boolean;
  previousUntil: string | null;
};

export const secretQuery = () =>
  queryOptions({
    queryKey: ["webhook secret"],
    queryFn: async () => (await api<{ data: SecretState }>("/v2/team/webhook-secret")).data,
    retry: false,
  });
