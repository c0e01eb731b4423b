import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { DeskView, Filters, View } from "#components/inbox/desk-view.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import type { ItemPage } from "#components/inbox/queries.ts";

type Belongs = (view: View, item: ItemAnswer) => boolean;
type Lists = InfiniteData<ItemPage, string>;

/** Which list of which narrowing a query is; see queries.ts. */
const viewOf = (key: QueryKey): DeskView => ({ view: key[1] as View, filters: key[2] as Filters });

/**
 * Writes items as they are now into every list and screen that has them, and takes them out of lists they are no longer
 * of. When the lists were read stays as it is: what has been told of them since is no older for this.
 */
export function patchItems(client: QueryClient, items: readonly ItemAnswer[], belongs: Belongs): void {
  const now = new Map(items.map((item) => [item.id, item]));
  const patched = (data: readonly ItemAnswer[], view: View) =>
    data.flatMap((item) => {
      const next = now.get(item.id);
      if (!next) return [item];
      return belongs(view, next) ? [{ ...item, ...next }] : [];
    });
  eachList(client, (lists, { view }) => ({
    ...lists,
    pages: lists.pages.map((page) => ({ ...page, data: patched(page.data, view) })),
  }));
  for (const item of items) {
    client.setQueriesData<ItemAnswer>(
      { queryKey: ["item", item.id, "self"] },
      (known) => known && { ...known, ...item },
    );
  }
}

/** Puts items back into the lists that they were taken out of and are of again, where they stood. */
export function putBack(
  client: QueryClient,
  items: readonly ItemAnswer[],
  wasIn: ItemsByList,
  belongs: Belongs,
): void {
  eachList(client, (lists, { view }, name) => {
    const missing = items.filter(
      (item) => wasIn.get(name)?.has(item.id) && belongs(view, item) && !has(lists, item.id),
    );
    if (missing.length === 0) return lists;
    const pages = lists.pages.map((page) => ({ ...page, data: [...page.data] }));
    for (const item of missing) {
      const place = pages.findIndex(({ data }) => data.some((other) => isBefore(item, other)));
      const page = pages[place] ?? pages.at(-1);
      if (!page) continue;
      const at = page.data.findIndex((other) => isBefore(item, other));
      page.data.splice(at < 0 ? page.data.length : at, 0, item);
    }
    return { ...lists, pages };
  });
}

export type ItemsByList = ReadonlyMap<string, ReadonlySet<string>>;

/** Which lists on hand have which items. */
export function itemsByList(client: QueryClient): ItemsByList {
  const found = new Map<string, Set<string>>();
  eachList(client, (lists, _, name) => {
    found.set(name, new Set(lists.pages.flatMap(({ data }) => data.map(({ id }) => id))));
    return lists;
  });
  return found;
}

function eachList(client: QueryClient, change: (lists: Lists, view: DeskView, name: string) => Lists): void {
  for (const [key, lists] of client.getQueriesData<Lists>({ queryKey: ["inbox"] })) {
    if (!lists) continue;
    const next = change(lists, viewOf(key), JSON.stringify(key));
    if (next === lists) continue;
    const updatedAt = client.getQueryState(key)?.dataUpdatedAt;
    client.setQueryData(key, next, updatedAt === undefined ? {} : { updatedAt });
  }
}

const has = ({ pages }: Lists, id: string) => pages.some(({ data }) => data.some((item) => item.id === id));

/** Lists are in the order of the last change, the newest first. */
const isBefore = (item: ItemAnswer, other: ItemAnswer) =>
  item.changedAt === other.changedAt ? item.id > other.id : item.changedAt > other.changedAt;
