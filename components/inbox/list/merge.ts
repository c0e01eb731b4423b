import type { ItemAnswer } from "#components/inbox/model.ts";
import type { ItemPage } from "#components/inbox/queries.ts";

type ShownList = {
  items: ItemAnswer[];
  /** Items that came since the list was read, and wait at its head. */
  waiting: number;
  /** Items that stand here and are in this list no longer: somebody else has acted on them. */
  gone: ReadonlySet<string>;
};

/**
 * A list that somebody reads, with what is known now: every item stands where it stood, each as it is, and nothing is
 * put between them.
 * @param read the list as it was read, page by page
 * @param live the same pages as they are now, by their place in the list; of those in sight only
 */
export function heldList(read: readonly ItemPage[], live: ReadonlyMap<number, ItemPage>): ShownList {
  const now = new Map<string, ItemAnswer>();
  for (const { data } of live.values()) for (const item of data) now.set(item.id, item);
  const known = new Set(read.flatMap(({ data }) => data.map(({ id }) => id)));
  const gone = new Set<string>();
  const items = read.flatMap(({ data }, place) =>
    data.map((item) => {
      const current = now.get(item.id);
      if (!current && live.has(place)) gone.add(item.id);
      return current ?? item;
    }),
  );
  const head = live.get(0)?.data ?? [];
  return { items, waiting: head.filter(({ id }) => !known.has(id)).length, gone };
}

/** Whether the head of a list, as it is now, differs from what was read of it in anything that shows. */
export function differs(read: readonly ItemPage[], head: ItemPage): boolean {
  const [first] = read;
  if (!first || read.length > 1 || first.data.length !== head.data.length) return true;
  return first.data.some((item, at) => {
    const other = head.data[at];
    return other?.id !== item.id || JSON.stringify(other) !== JSON.stringify(item);
  });
}
