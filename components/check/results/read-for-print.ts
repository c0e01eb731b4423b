import type { QueryClient } from "@tanstack/react-query";
import { checkPagePath, checkPageQuery, stretchPath, stretchQuery } from "#components/check/queries.ts";
import { type Listing, stretchesIn } from "#components/check/results/sections.ts";
import { apiNow } from "#components/data/api-now.ts";
import type { CheckDetail } from "#components/data/queries.ts";
import { PRINTED_ROWS } from "#components/hooks/use-printing.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

type Answer = { data: CheckDetail };

/** What is printed of a check: the pages whose changes are, and whether a print holds all of it. */
export type Print = { open: ReadonlySet<string>; isWhole: boolean };

/** Reads at once whatever of a check has not been read and belongs on paper. */
export function readForPrint(client: QueryClient, check: CheckAnswer, listing: Listing): Print {
  const { monitorId, id: checkId } = check;
  const { rows, areAll } = rowsNow(client, monitorId, checkId, listing);
  const open = new Set<string>();
  let isWhole = areAll && listing.length <= PRINTED_ROWS;
  let lines = 0;
  for (const page of rows) {
    if (page.status !== "changed") continue;
    lines += (page.change?.linesAdded ?? 0) + (page.change?.linesRemoved ?? 0);
    // The first is opened however long it is: it says itself where the whole of it is.
    const isRoom = lines <= PRINTED_ROWS || open.size === 0;
    if (isRoom && hasDetail(client, monitorId, checkId, page.id)) open.add(page.id);
    else isWhole = false;
  }
  return { open, isWhole };
}

function rowsNow(client: QueryClient, monitorId: string, checkId: string, listing: Listing) {
  const rows: CheckPageAnswer[] = [];
  let areAll = true;
  const last = Math.min(listing.length, PRINTED_ROWS) - 1;
  for (const { expected, ...stretch } of stretchesIn(listing, 0, last)) {
    const { queryKey } = stretchQuery(monitorId, checkId, stretch);
    const pages =
      client.getQueryData(queryKey) ?? apiNow<Answer>(stretchPath(monitorId, checkId, stretch))?.data.pages;
    if (pages) client.setQueryData(queryKey, pages);
    areAll &&= pages?.length === expected;
    rows.push(...(pages ?? []));
  }
  return { rows, areAll };
}

function hasDetail(client: QueryClient, monitorId: string, checkId: string, pageId: string): boolean {
  const { queryKey } = checkPageQuery(monitorId, checkId, pageId);
  if (client.getQueryData(queryKey)) return true;
  const page = apiNow<Answer>(checkPagePath(monitorId, checkId, pageId))?.data.pages[0];
  if (page) client.setQueryData(queryKey, page);
  return page !== undefined;
}
