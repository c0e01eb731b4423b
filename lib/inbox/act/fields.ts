import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#lib/db/client.ts";
import { storableJson } from "#lib/db/storable.ts";
import type { ItemState } from "#lib/inbox/model.ts";

/** All of an item that acts can change; times as JSON has them, since acts are kept as it. */
export type Fields = {
  state: ItemState;
  closedAt: string | null;
  closedBy: string | null;
  closedByName: string | null;
  assigneeId: string | null;
  snoozedUntil: string | null;
  snoozedUntilChange: boolean;
  important: boolean;
  labelId: string | null;
  labelledBy: string | null;
  labelledByName: string | null;
  labelledAt: string | null;
  reason: string | null;
  signedOffBy: string | null;
  signedOffByName: string | null;
  signedOffAt: string | null;
};

export type HeldItem = Fields & {
  id: string;
  edition: number;
  pages: number;
  gathersIn: string | null;
  changedAt: string;
};

const TIMES = ["closedAt", "snoozedUntil", "labelledAt", "signedOffAt", "changedAt"] as const;

/** Locks items, by id as everybody does, and reads what acts can change of them. */
export async function holdItems(tx: Tx, which: SQL): Promise<HeldItem[]> {
  const rows = await tx.execute<HeldItem>(sql`
    select i.id, i.state, i.edition, i.pages, i.gathers_in as "gathersIn", i.changed_at as "changedAt",
      i.closed_at as "closedAt", i.closed_by as "closedBy", i.closed_by_name as "closedByName",
      i.assignee_id as "assigneeId", i.snoozed_until as "snoozedUntil",
      i.snoozed_until_change as "snoozedUntilChange", i.important, i.label_id as "labelId",
      i.labelled_by as "labelledBy", i.labelled_by_name as "labelledByName", i.labelled_at as "labelledAt", i.reason,
      i.signed_off_by as "signedOffBy", i.signed_off_by_name as "signedOffByName", i.signed_off_at as "signedOffAt"
    from items i join monitors m on m.id = i.monitor_id and m.status <> 'deleted'
    where ${which} order by i.id for update of i`);
  return rows.map((row) => {
    const held = { ...row };
    for (const time of TIMES) {
      const at = held[time];
      if (at !== null) held[time] = new Date(at).toISOString();
    }
    return held;
  });
}

/** What becomes of items that the caller holds. A closed one gathers no more pages: those that come are news. */
export async function writeItems(tx: Tx, items: (Fields & { id: string; edition: number })[]): Promise<void> {
  if (items.length === 0) return;
  await tx.execute(sql`
    update items i set state = r.state, closed_at = r."closedAt", closed_by = r."closedBy",
      closed_by_name = r."closedByName", assignee_id = r."assigneeId", snoozed_until = r."snoozedUntil",
      snoozed_until_change = r."snoozedUntilChange", important = r.important, label_id = r."labelId",
      labelled_by = r."labelledBy", labelled_by_name = r."labelledByName", labelled_at = r."labelledAt",
      reason = r.reason, signed_off_by = r."signedOffBy", signed_off_by_name = r."signedOffByName",
      signed_off_at = r."signedOffAt", edition = r.edition,
      gathers_in = case when r.state = 'open' then i.gathers_in end
    from json_to_recordset(${storableJson(items)}::json) as r(
      id uuid, edition int, state text, "closedAt" timestamptz, "closedBy" uuid, "closedByName" text,
      "assigneeId" uuid, "snoozedUntil" timestamptz, "snoozedUntilChange" boolean, important boolean, "labelId" uuid,
      "labelledBy" uuid, "labelledByName" text, "labelledAt" timestamptz, reason text, "signedOffBy" uuid,
      "signedOffByName" text, "signedOffAt" timestamptz)
    where i.id = r.id`);
}

/** Those of `wanted` that an item does not have yet, as they are and as they will be. */
export function difference(
  item: Fields,
  wanted: Partial<Fields>,
): { before: Partial<Fields>; after: Partial<Fields> } {
  const names = (Object.keys(wanted) as (keyof Fields)[]).filter((name) => item[name] !== wanted[name]);
  const of = (fields: Partial<Fields>) => Object.fromEntries(names.map((name) => [name, fields[name]]));
  return { before: of(item), after: of(wanted) };
}
