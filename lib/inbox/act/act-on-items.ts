import { sql } from "drizzle-orm";
import { actorName, authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { notFound } from "#lib/errors.ts";
import {
  type ActRow,
  actsToUndo,
  type NewAct,
  type Undoable,
  unseenActs,
  writeActs,
} from "#lib/inbox/act/acts.ts";
import { assertPossible } from "#lib/inbox/act/assert-possible.ts";
import { ago, contraryAct, hasNews, inSentence } from "#lib/inbox/act/contrary.ts";
import { difference, type Fields, type HeldItem, holdItems, writeItems } from "#lib/inbox/act/fields.ts";
import { ABOUT, wantedBy } from "#lib/inbox/act/wanted.ts";
import { ring } from "#lib/inbox/bell/index.ts";
import { readItems, toItemAnswer } from "#lib/inbox/item-rows.ts";
import type { Act, ActOfMany, Outcome } from "#lib/inbox/model.ts";
import { announce } from "#lib/live/announce.ts";

type Decision = Pick<Outcome, "conflict" | "error"> | { fields: Partial<Fields>; undoes?: string };

/**
 * Acts on items, each by itself: what others did meanwhile to one of them is told, and nothing of theirs is lost.
 * @param edition what the caller has seen of them
 * @throws BAD_REQUEST for what cannot be of any item · NOT_FOUND when none of the items is there
 */
export async function actOnItems(
  ctx: Ctx,
  ids: string[],
  { edition, ...act }: ActOfMany & { edition?: number | undefined },
): Promise<Outcome[]> {
  authorize(ctx, "actOnChanges");
  const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
  const done = await db().transaction((tx) => actWithin(tx, ctx, wanted, act, edition));
  const rows = await readItems(db(), ctx, { where: ours(ctx, wanted) });
  const items = new Map(rows.map((row) => [row.id, toItemAnswer(row, ctx)]));
  return wanted.map((id) => {
    const item = items.get(id);
    if (!item) return { id, error: "Change not found" };
    return { id, item, ...(done.get(id) ?? { actId: null }) };
  });
}

/** Acts on one item. @throws as actOnItems, and CONFLICT never: the outcome tells of it */
export async function actOnItem(
  ctx: Ctx,
  id: string,
  act: Act & { edition?: number | undefined },
): Promise<Outcome> {
  authorize(ctx, "actOnChange");
  const one = act.act === "undo" ? { ...act, actIds: [act.actId] } : act;
  const [outcome] = await actOnItems(ctx, [id], one);
  if (!outcome?.item) throw notFound("Change");
  return outcome;
}

const ours = ({ teamId }: Ctx, ids: string[]) =>
  sql`i.team_id = ${teamId}::uuid and i.id = any(${sql.param(ids)}::uuid[])`;

async function actWithin(
  tx: Tx,
  ctx: Ctx,
  ids: string[],
  act: ActOfMany,
  edition: number | undefined,
): Promise<Map<string, Omit<Outcome, "id" | "item">>> {
  const items = await holdItems(tx, ours(ctx, ids));
  if (items.length === 0) throw notFound("Change");
  if (act.act !== "undo") await assertPossible(tx, ctx, act);
  const now = new Date();
  const held = items.map(({ id }) => id);
  const unseen = await unseenActs(tx, held, edition);
  const undoable =
    act.act === "undo"
      ? await actsToUndo(
          tx,
          held,
          act.actIds.map((id) => id.toLowerCase()),
        )
      : new Map<string, Undoable>();
  const outcomes = new Map<string, Omit<Outcome, "id" | "item">>();
  const acts: NewAct[] = [];
  const written: (HeldItem & { edition: number })[] = [];
  for (const item of items) {
    const decision =
      act.act === "undo"
        ? await undoing(tx, ctx, item, undoable.get(item.id), now)
        : deciding(act, item, ctx, { edition, unseen: unseen.get(item.id) ?? [], now });
    if (!("fields" in decision)) {
      outcomes.set(item.id, decision);
      continue;
    }
    const { before, after } = difference(item, decision.fields);
    if (Object.keys(after).length === 0) continue;
    const next = { ...item, ...after, edition: item.edition + 1 };
    written.push(next);
    const undoes = decision.undoes === undefined ? {} : { undoes: decision.undoes };
    acts.push({ itemId: item.id, act: act.act, before, after, edition: next.edition, ...undoes });
  }
  await writeItems(tx, written);
  for (const [itemId, actId] of await writeActs(tx, ctx, acts)) outcomes.set(itemId, { actId });
  await ringForAssigned(tx, ctx, acts);
  if (written.length > 0) {
    const topics = written.map(({ id }) => `item:${id}` as const);
    await announce(tx, { teamId: ctx.teamId, topics: ["changes", ...topics] });
  }
  return outcomes;
}

/** Whoever is given an item hears of it, unless they took it themselves. */
function ringForAssigned(tx: Tx, { teamId, actor }: Ctx, acts: NewAct[]): Promise<void> {
  const byName = actorName(actor);
  return ring(
    tx,
    teamId,
    acts.flatMap(({ itemId, after: { assigneeId: userId } }) =>
      userId && userId !== byUser(actor) ? [{ userId, itemId, kind: "assigned" as const, byName }] : [],
    ),
  );
}

function deciding(
  act: Exclude<Act, { act: "undo" }>,
  item: HeldItem,
  { actor }: Ctx,
  { edition, unseen, now }: { edition: number | undefined; unseen: ActRow[]; now: Date },
): Decision {
  const wanted = wantedBy(act, item, actor, now);
  const fields = "fields" in wanted ? wanted.fields : {};
  const contrary = contraryAct(unseen, item, contradicted(act, fields), ABOUT[act.act], actor);
  if (contrary) return { conflict: inSentence(contrary, now) };
  // Who agrees to a label means the one that they have seen.
  const relabelled =
    act.act === "signOff" &&
    unseen.find(({ userId, after }) => "labelId" in after && userId !== byUser(actor));
  if (relabelled) return { conflict: inSentence(relabelled, now) };
  if ("refusal" in wanted) return { error: wanted.refusal };
  if (closes(fields) && hasNews(item, edition, unseen)) return { conflict: changedAgain(item, now) };
  return { fields };
}

const closes = ({ state }: Partial<Fields>) => state === "done" || state === "noise";
const changedAgain = (item: HeldItem, now: Date) => `It changed again ${ago(new Date(item.changedAt), now)}`;

const byUser = (actor: Ctx["actor"]) => (actor.kind === "user" ? actor.userId : null);

/** Who snoozes an item wants it to be open. */
const contradicted = (act: Act, fields: Partial<Fields>): Partial<Fields> =>
  act.act === "snooze" ? { ...fields, state: "open" } : fields;

/** An act is taken back only where nothing of what it made has been made something else since. */
async function undoing(
  tx: Tx,
  ctx: Ctx,
  item: HeldItem,
  undoable: Undoable | undefined,
  now: Date,
): Promise<Decision> {
  if (!undoable) return { error: "There is no such act on this change." };
  const { act, isUndone } = undoable;
  if (isUndone) return { fields: {} };
  const before = act.before as Partial<Fields>;
  const after = act.after as Partial<Fields>;
  const names = Object.keys(after) as (keyof Fields)[];
  const others = names.filter((name) => item[name] !== after[name] && item[name] !== before[name]);
  const latest = await unseenActs(tx, [item.id], act.edition);
  const since = (latest.get(item.id) ?? []).find((later) => others.some((name) => name in later.after));
  if (others.length > 0) {
    return { conflict: since ? inSentence(since, now) : "It has changed since. Nothing was taken back." };
  }
  // What came since a change was opened again has been looked at by nobody.
  if (closes(before) && hasNews(item, act.edition, latest.get(item.id) ?? []))
    return { conflict: changedAgain(item, now) };
  if (before.assigneeId) await assertPossible(tx, ctx, { act: "assign", userId: before.assigneeId });
  return { fields: before, undoes: act.id };
}
