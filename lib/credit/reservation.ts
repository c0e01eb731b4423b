import { sql } from "drizzle-orm";
import type { Tx } from "#lib/db/client.ts";
import { creditEntries } from "#lib/db/schema.ts";

export type Reservation = {
  teamId: string;
  checkId: string;
  monitorId: string;
  apiKeyId: string | null;
  amount: number;
};

/**
 * Sets credits aside for a check, in one conditional statement: the row lock makes callers queue, and nobody
 * reserves what is not there. Answers false (and writes nothing) when less than `amount` is available.
 */
export async function reserveCredits(tx: Tx, reservation: Reservation): Promise<boolean> {
  const { teamId, checkId, monitorId, apiKeyId, amount } = reservation;
  const reserved = await tx.execute(sql`
    insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id, api_key_id)
    select team_id, 'reserve', ${-amount}::bigint, ${amount}::bigint,
           ${checkId}::uuid, ${monitorId}::uuid, ${apiKeyId}::uuid
    from (select * from team_credits where team_id = ${teamId} for update) balance
    where available >= ${amount}
    returning id`);
  return reserved.length === 1;
}

/**
 * Reserves for many checks of any teams, in the order given.
 * @returns the ids of the checks that got their credits; the others got nothing
 */
export async function reserveForMany(tx: Tx, wanted: Reservation[]): Promise<Set<string>> {
  const teamIds = [...new Set(wanted.map((reservation) => reservation.teamId))];
  // Ordered, so that two batches never wait for each other's teams crosswise.
  const balances = await tx.execute<{ team_id: string; available: string }>(sql`
    select team_id, available from team_credits
    where team_id in (select jsonb_array_elements_text(${JSON.stringify(teamIds)}::jsonb)::uuid)
    order by team_id for update`);
  const available = new Map(balances.map((row) => [row.team_id, Number(row.available)]));
  const granted = wanted.filter((reservation) => {
    const left = (available.get(reservation.teamId) ?? 0) - reservation.amount;
    if (left >= 0) available.set(reservation.teamId, left);
    return left >= 0;
  });
  if (granted.length > 0) {
    await tx.insert(creditEntries).values(
      granted.map(({ amount, ...ids }) => ({
        ...ids,
        kind: "reserve" as const,
        availableDelta: -amount,
        reservedDelta: amount,
      })),
    );
  }
  return new Set(granted.map((reservation) => reservation.checkId));
}

/**
 * Ends a reservation: `actual` is charged and the rest given back. Asked a second time, with whatever amount, it
 * changes nothing. The caller holds the lock on the check's row, so that two never ask at the same time.
 */
export async function settleCredits(tx: Tx, reservation: Reservation, actual: number): Promise<void> {
  const { teamId, checkId, monitorId, apiKeyId, amount } = reservation;
  const rest = amount - actual;
  await tx.execute(sql`
    insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id, api_key_id)
    select ${teamId}::uuid, e.kind::credit_entry_kind, e.available, e.reserved,
           ${checkId}::uuid, ${monitorId}::uuid, ${apiKeyId}::uuid
    from (values ('confirm', 0::bigint, ${-actual}::bigint), ('release', ${rest}::bigint, ${-rest}::bigint))
      as e(kind, available, reserved)
    where e.reserved <> 0 and not exists (
      select 1 from credit_entries where check_id = ${checkId} and kind in ('confirm', 'release'))`);
}
