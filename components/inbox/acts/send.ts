import { api } from "#components/data/api.ts";
import { type Act, bodyOf } from "#components/inbox/acts/act.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";

/** As many items as the API takes at a time. */
export const AT_ONCE = 500;

/** What became of an act on one item. */
export type Outcome = {
  id: string;
  /** The item as it is now; absent when it is not there any more. */
  item?: ItemAnswer;
  /** Names the act, so that it can be undone; absent when nothing was to be done. */
  actId?: string | null;
  /** Somebody else did the contrary meanwhile: who, what, and when. Nothing was done then. */
  conflict?: string;
  /** Why it was refused. */
  error?: string;
};

export async function sendAct(items: readonly ItemAnswer[], act: Act): Promise<Outcome[]> {
  const [only] = items;
  const body = {
    ids: items.map(({ id }) => id),
    ...bodyOf(act),
    ...(items.length === 1 && only && { edition: only.edition }),
  };
  return (await api<{ data: Outcome[] }>("/v2/changes/act", { method: "POST", body })).data;
}

/** So many undos are on their way at once: each item has an act of its own to be taken back. */
const UNDOS_AT_ONCE = 8;

export async function sendUndo(undone: readonly { id: string; actId: string }[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < undone.length; from += UNDOS_AT_ONCE) {
    outcomes.push(...(await Promise.all(undone.slice(from, from + UNDOS_AT_ONCE).map(undoOne))));
  }
  return outcomes;
}

async function undoOne({ id, actId }: { id: string; actId: string }): Promise<Outcome> {
  const body = { act: "undo", actId };
  return (await api<{ data: Outcome }>(`/v2/changes/${id}/act`, { method: "POST", body })).data;
}
