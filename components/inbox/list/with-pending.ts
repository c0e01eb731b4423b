import { belongsTo } from "#components/inbox/acts/act.ts";
import type { Pending } from "#components/inbox/acts/acting.ts";
import type { View } from "#components/inbox/desk-view.ts";
import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";
import type { Counts } from "#components/inbox/queries.ts";

type At = { me: PersonAnswer; now: number };

/** A list as it will be once the server has answered what was done: an act is seen at once. */
export function withPending(
  items: readonly ItemAnswer[],
  pending: Pending,
  view: View,
  at: At,
): readonly ItemAnswer[] {
  if (pending.size === 0) return items;
  return items.flatMap((item) => {
    const shown = pending.get(item.id);
    if (!shown) return [item];
    return belongsTo(view, shown, at) ? [shown] : [];
  });
}

const COUNTED: readonly View[] = ["open", "mine", "failing", "snoozed", "noise"];

/** What the lists will count then. */
export function countsWithPending(
  counts: Counts | undefined,
  items: readonly ItemAnswer[],
  pending: Pending,
  at: At,
): Counts | undefined {
  if (!counts || pending.size === 0) return counts;
  const next = { ...counts };
  for (const item of items) {
    const shown = pending.get(item.id);
    if (!shown) continue;
    for (const view of COUNTED) {
      next[view] += Number(belongsTo(view, shown, at)) - Number(belongsTo(view, item, at));
    }
  }
  for (const view of COUNTED) next[view] = Math.max(0, next[view]);
  return next;
}
