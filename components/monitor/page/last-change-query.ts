import { queryOptions } from "@tanstack/react-query";
import { lineOf, type PageLine } from "#components/check/latest.ts";
import { checkPath } from "#components/check/queries.ts";
import { api } from "#components/data/api.ts";
import type { CheckDetail } from "#components/data/queries.ts";

/** So many changed pages get a line each; the others are a click away. */
export const LINES = 3;

/** Reads the first changed pages of a check, each with the first words that changed. */
export const lastChangeQuery = (monitorId: string, checkId: string) =>
  queryOptions({
    queryKey: ["check", checkId, "changes", LINES],
    queryFn: async (): Promise<PageLine[]> => {
      const which = `limit=${LINES}&status=changed&diffs=false`;
      const { data } = await api<{ data: CheckDetail }>(`${checkPath(monitorId, checkId)}?${which}`);
      return data.pages.map(lineOf);
    },
  });
