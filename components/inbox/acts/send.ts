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
  return send(body);
}

/** Takes back an act of each of these items. */
export async function sendUndo(undone: readonly { id: string; actId: string }[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < undone.length; from += AT_ONCE) {
    const part = undone.slice(from, from + AT_ONCE);
    const [ids, actIds] = [part.map(({ id }) => id), part.map(({ actId }) => actId)];
    outcomes.push(...(await send({ ids, act: "undo", actIds })));
  }
  return outcomes;
}

/** Arrives also when the page is left meanwhile. */
async function send(body: object): Promise<Outcome[]> {
  const options = { method: "POST", body, outlivesPage: true };
  return (await api<{ data: Outcome[] }>("/v2/changes/act", options)).data;
}
