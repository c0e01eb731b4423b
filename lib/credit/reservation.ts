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

/** A reservation that ends, and what of it is charged. */
type Settlement = Reservation & { actual: number };

/**
 * Ends reservations: `actual` is charged and the rest given back. Asked a second time, with whatever amount, it
 * changes nothing. The caller holds the locks on the checks' rows, so that two never ask at the same time.
 */
export async function settleCredits(tx: Tx, settlements: Settlement[]): Promise<void> {
  const rows = settlements.map(({ teamId, checkId, monitorId, apiKeyId, amount, actual }) => ({
    team_id: teamId,
    check_id: checkId,
    monitor_id: monitorId,
    api_key_id: apiKeyId,
    actual,
    rest: amount - actual,
  }));
  await tx.execute(sql`
    insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id, api_key_id)
    select s.team_id, e.kind::credit_entry_kind, e.available, e.reserved, s.check_id, s.monitor_id, s.api_key_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as s(
      team_id uuid, check_id uuid, monitor_id uuid, api_key_id uuid, actual bigint, rest bigint)
    cross join lateral (values ('confirm', 0::bigint, -s.actual), ('release', s.rest, -s.rest))
      as e(kind, available, reserved)
    where e.reserved <> 0 and not exists (
      select 1 from credit_entries c where c.check_id = s.check_id and c.kind in ('confirm', 'release'))`);
}
