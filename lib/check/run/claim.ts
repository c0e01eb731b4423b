import { type SQL, sql } from "drizzle-orm";
import type { CheckTrigger } from "#lib/check/model.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import type { Target } from "#lib/target/model.ts";

/** The right to work on a check, which at most one worker has. */
export type Claim = {
  id: string;
  teamId: string;
  monitorId: string;
  /** Every write names it; once another worker has claimed the check, writes of this one change nothing. */
  attempt: number;
};

/** A check that this worker, and no other, may work on. */
export type ClaimedCheck = Claim & {
  trigger: CheckTrigger;
  /** What it checks: the monitor's targets, or those it had when the check began. */
  targets: Target[];
  startedAt: Date;
  /** Whether it was begun before, so that some of its pages may be recorded already. */
  resumed: boolean;
  /** Whether a page found unchanged costs nothing on this monitor's schedule. */
  unchangedFree: boolean;
  /** How many workers died with it in hand. */
  crashes: number;
  /** Whether it is the first of its monitor: every page is then new, and none of them is news. */
  isFirst: boolean;
};

type Row = {
  id: string;
  team_id: string;
  monitor_id: string;
  attempt: number;
  trigger: CheckTrigger;
  targets: Target[];
  started_at: string;
  unchanged_free: boolean;
  crashes: number;
  is_first: boolean;
};

type ClaimMany = {
  worker: string;
  /** What a person or a program asked for and what a schedule did wait in queues of their own. */
  trigger: CheckTrigger;
  /** Checks in all, and of each team. */
  limit: number;
  perTeam: number;
  /** Teams are asked in the order of their ids, from the one after this on; "" begins at the first. */
  afterTeam: string;
  /** Teams that have enough in hand. */
  passedOver: string[];
};

/** Teams looked at in one claim. */
const MOST_TEAMS = 200;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Takes checks that wait, the oldest of each team, and marks them running. Teams take turns: each gives at most
 * `perTeam`. Any number of workers may ask at the same time; each check goes to one of them.
 */
export async function claimChecks(claim: ClaimMany): Promise<ClaimedCheck[]> {
  const waits = sql`c.status = 'queued' and c.trigger = ${claim.trigger}`;
  // Team by team along the index, however many checks each has waiting.
  return take(
    db(),
    claim.worker,
    sql`
      with recursive waiting(team_id) as (
        (select c.team_id from checks c
          where ${waits} and c.team_id > ${claim.afterTeam || FIRST}::uuid order by c.team_id limit 1)
        union all
        select (select c.team_id from checks c where ${waits} and c.team_id > w.team_id order by c.team_id limit 1)
        from waiting w where w.team_id is not null)
      select chosen.id
      from (select team_id from waiting where team_id is not null limit ${MOST_TEAMS}) teams
      cross join lateral (
        select c.id from checks c
        where ${waits} and not c.suspect and c.team_id = teams.team_id
        order by c.id limit ${claim.perTeam}
        for update skip locked) chosen
      where not teams.team_id = any (array(select jsonb_array_elements_text(${JSON.stringify(claim.passedOver)}::jsonb))::uuid[])
      limit ${claim.limit}`,
  );
}

/** Takes the suspect that was alone least often when its worker died: the innocent are cleared before the guilty's turn. */
export async function claimSuspect(worker: string): Promise<ClaimedCheck | undefined> {
  const [check] = await take(
    db(),
    worker,
    sql`
      select c.id from checks c where c.status = 'queued' and c.suspect
      order by c.lone_crashes, c.crashes, c.id limit 1
      for update skip locked`,
  );
  return check;
}

/** Takes this very check; undefined when it does not wait (it ended, or somebody has it in hand). */
export async function claimCheck(worker: string, checkId: string): Promise<ClaimedCheck | undefined> {
  const [check] = await take(
    db(),
    worker,
    sql`select c.id from checks c where c.id = ${checkId} and c.status = 'queued' for update skip locked`,
  );
  return check;
}

async function take(tx: Queryable, worker: string, chosen: SQL): Promise<ClaimedCheck[]> {
  const rows = await tx.execute<Row>(sql`
    with chosen as materialized (${chosen}),
    taken as (
      update checks set
        status = 'running', worker = ${worker}, attempt = attempt + 1,
        started_at = coalesce(started_at, now()), updated_at = now()
      from chosen where checks.id = chosen.id and checks.status = 'queued'
      returning checks.id, checks.team_id, checks.monitor_id, checks.attempt, checks.trigger, checks.targets,
        checks.started_at, checks.crashes)
    select t.id, t.team_id, t.monitor_id, t.attempt, t.trigger, coalesce(t.targets, m.targets) as targets,
      t.started_at, t.crashes, m.unchanged_pages_free as unchanged_free, m.last_run_at is null as is_first
    from taken t join monitors m on m.id = t.monitor_id
    order by t.id`);
  return rows.map((row) => ({
    id: row.id,
    teamId: row.team_id,
    monitorId: row.monitor_id,
    attempt: row.attempt,
    trigger: row.trigger,
    targets: row.targets,
    startedAt: new Date(row.started_at),
    resumed: row.attempt > 1,
    unchangedFree: row.unchanged_free,
    crashes: row.crashes,
    isFirst: row.is_first,
  }));
}
