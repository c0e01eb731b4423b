import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { checkPath } from "#components/check/queries.ts";
import { api } from "#components/data/api.ts";
import { type CheckDetail, checkQuery } from "#components/data/queries.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

/** A page result in a line: what it is and the first words that changed. */
export type PageLine = Pick<CheckPageAnswer, "id" | "url" | "status" | "error" | "change"> & {
  title: string | null;
};
type Latest = { read: number; lines: PageLine[] };

const KEPT = 6;
const AT_ONCE = 50;

export function lineOf({ id, url, status, error, change, metadata }: CheckPageAnswer): PageLine {
  return { id, url, status, error, change, title: metadata.title };
}

/**
 * The last pages of a live check. Every read goes on where the last one ended, so each page is read once; what it
 * read stays, also when a newer notice has the read done again before it was over.
 */
export const latestPagesQuery = (client: QueryClient, monitorId: string, checkId: string) => {
  const queryKey = ["check", checkId, "latest"];
  const known = () => client.getQueryData<Latest>(queryKey) ?? { read: 0, lines: [] };
  const readOn = async (from: Latest): Promise<Latest> => {
    const path = `${checkPath(monitorId, checkId)}?limit=${AT_ONCE}&skip=${from.read}&diffs=false`;
    const { data } = await api<{ data: CheckDetail }>(path);
    showCheck(client, data);
    const next = after(from, data);
    if (next.read > known().read) client.setQueryData<Latest>(queryKey, next);
    return data.next || next.read < data.summary.totalPages - AT_ONCE ? readOn(next) : known();
  };
  return queryOptions({ queryKey, queryFn: () => readOn(known()) });
};

function after(from: Latest, { pages, summary }: CheckDetail): Latest {
  const read = from.read + pages.length;
  // Far behind, as in a tab that slept: only the end is of interest.
  if (summary.totalPages - read > AT_ONCE) return { read: summary.totalPages - KEPT, lines: [] };
  return { read, lines: [...from.lines, ...pages.map(lineOf)].slice(-KEPT) };
}

/** The answer tells of the check, too: its counts and its rows on screen agree. */
function showCheck(client: QueryClient, { pages: _, next: __, ...check }: CheckDetail): void {
  client.setQueryData<CheckDetail>(checkQuery(check.monitorId, check.id).queryKey, (shown) =>
    shown && isAhead(shown, check) ? shown : { ...check, pages: [] },
  );
}

const isAhead = (shown: CheckAnswer, check: CheckAnswer) =>
  shown.finishedAt !== null || shown.summary.totalPages > check.summary.totalPages;
