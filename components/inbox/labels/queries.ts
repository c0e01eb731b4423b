import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { InboxSettings, LabelAnswer } from "#lib/inbox/labels/model.ts";

/** The labels that the team gives. */
export const labelsQuery = () =>
  queryOptions({
    queryKey: ["changes", "labels"],
    queryFn: async () => (await api<{ data: LabelAnswer[] }>("/v2/changes/labels")).data,
  });

/** How the team works through its inbox. */
export const inboxSettingsQuery = () =>
  queryOptions({
    queryKey: ["changes", "settings"],
    queryFn: async () => (await api<{ data: InboxSettings }>("/v2/changes/settings")).data,
  });
