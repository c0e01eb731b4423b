import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { ReviewNumbers } from "#lib/inbox/review/model.ts";

/** How the team keeps up: of all monitors, or of one. Not read again at every change: it looks back over 30 days. */
export const numbersQuery = (monitorId?: string) =>
  queryOptions({
    queryKey: ["numbers", monitorId ?? "all"],
    queryFn: async () =>
      (await api<{ data: ReviewNumbers }>(`/v2/changes/numbers${monitorId ? `?monitor=${monitorId}` : ""}`))
        .data,
    staleTime: 60_000,
  });
