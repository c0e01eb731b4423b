import { queryOptions } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { type DeskView, deskAddress, readDeskView } from "#components/inbox/desk-view.ts";
import type { ViewAnswer } from "#lib/inbox/views/model.ts";

/** The reader's saved views and the team's, with their counts. Read again when a notice says that items changed. */
export const viewsQuery = () =>
  queryOptions({
    queryKey: ["changes", "views"],
    queryFn: async () => (await api<{ data: ViewAnswer[] }>("/v2/changes/views")).data,
  });

/** The list that a saved view shows. */
export const shownBy = ({ query }: Pick<ViewAnswer, "query">): DeskView =>
  readDeskView(new URLSearchParams(query as Record<string, string>));

/** Whether two lists show the same. */
export const isSame = (one: DeskView, other: DeskView) =>
  sorted(deskAddress(one)) === sorted(deskAddress(other));

function sorted(address: string): string {
  const { searchParams } = new URL(address, "http://here.invalid");
  searchParams.sort();
  return String(searchParams);
}
