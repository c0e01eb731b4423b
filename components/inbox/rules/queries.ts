import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { RuleAnswer } from "#lib/inbox/hand-out/model.ts";

/** The rules by which new changes find somebody; whose turn it is moves on as they do. */
export const rulesQuery = () =>
  queryOptions({
    queryKey: ["changes", "rules"],
    queryFn: async () => (await api<{ data: RuleAnswer[] }>("/v2/changes/rules")).data,
  });
