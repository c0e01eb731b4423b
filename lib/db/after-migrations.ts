import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { fillMonitorTexts } from "#lib/db/fill-monitor-texts.ts";
import { RESULT_RANK } from "#lib/db/result-rank.ts";

/** Rows moved in one transaction, which takes some tens of milliseconds: nobody waits longer for one of them. */
const BATCH = 2000;

/** Indexes on tables that may be large, built while everybody goes on reading and writing them. */
const INDEXES = {
  monitors_name_idx: "on monitors (team_id, lower(name), id desc) where status <> 'deleted'",
  monitors_last_run_idx:
    "on monitors (team_id, last_run_at desc nulls last, id desc) where status <> 'deleted'",
  monitors_next_run_idx: "on monitors (team_id, next_run_at, id desc) where status <> 'deleted'",
  monitors_result_idx: `on monitors (team_id, ${RESULT_RANK} desc, last_run_at desc nulls last, id desc)
    where status <> 'deleted'`,
  monitors_paused_idx: "on monitors (team_id, id) where status = 'paused'",
  checks_queue_idx: `on checks (trigger, team_id, id) where status = 'queued'`,
  checks_suspects_idx: `on checks (lone_crashes, crashes, id) where status = 'queued' and suspect`,
  checks_in_hand_idx: `on checks (worker) where status = 'running'`,
  checks_team_idx: "on checks (team_id, id)",
  credit_entries_age_idx: "on credit_entries using brin (created_at) with (autosummarize = true)",
  items_counts_idx: "on items (team_id, shelf, monitor_id)",
  changes_unfiled_idx: "on changes (id) where item_id is null",
  changes_item_idx: "on changes (item_id, id) where item_id is not null",
  check_pages_versions_idx: `on check_pages (page_id, id) where status in ('new', 'changed') or metadata ? 'newBaseline'`,
};

/** Constraints that hold for every new row since the migration, and are still to be found true of the old ones. */
const CONSTRAINTS = { checks_running_in_hand: "checks" };

/**
 * What a migration may not do, because it would lock a large table for longer than a moment. Every step may run
 * any number of times, goes on where it stopped, and is over at once when nothing is left to do. The caller holds
 * the lock of migrations, so no process of this version begins before all of it is done; nobody may wait for that lock in
 * a statement, since an index that is built beside other work waits for every statement that began before it.
 */
export async function afterMigrations(client: postgres.Sql): Promise<void> {
  await buildIndexes(client);
  await validateConstraints(client);
  await moveBaselines(client);
  await fillMonitorTexts(client);
}

async function buildIndexes(client: postgres.Sql): Promise<void> {
  for (const [name, definition] of Object.entries(INDEXES)) {
    const [index] = await client<{ valid: boolean }[]>`
      select indisvalid as valid from pg_index where indexrelid = to_regclass(${name})`;
    if (index?.valid) continue;
    // A build that was interrupted leaves an index that nobody may use.
    if (index) await client.unsafe(`drop index concurrently ${name}`);
    await client.unsafe(`create index concurrently ${name} ${definition}`);
  }
}

async function validateConstraints(client: postgres.Sql): Promise<void> {
  for (const [name, table] of Object.entries(CONSTRAINTS)) {
    const [constraint] = await client<{ validated: boolean }[]>`
      select convalidated as validated from pg_constraint
      where conname = ${name} and conrelid = ${table}::regclass`;
    if (!constraint?.validated) await client.unsafe(`alter table ${table} validate constraint ${name}`);
  }
}

/** Of the text surface (lib/extract/text-extractor.ts), as the version before made it: its converter's version. */
const FINGERPRINT_BEFORE = "3";

/**
 * The one baseline that the version before kept of a page is the baseline of its text. A page that somebody holds, as a
 * web process of that version may that deletes a monitor, is left for later: neither waits for the other.
 */
async function moveBaselines(client: postgres.Sql): Promise<void> {
  while (await anyToMove(client)) {
    const moved = await client`
      with batch as (
        select id, snapshot_id from pages where snapshot_id is not null
        order by id limit ${BATCH} for update skip locked),
      moved as (
        insert into page_surfaces (page_id, surface, snapshot_id, fingerprint)
        select id, 'text', snapshot_id, ${FINGERPRINT_BEFORE} from batch
        on conflict do nothing)
      update pages set snapshot_id = null from batch where pages.id = batch.id
      returning 1`;
    if (moved.length === 0) await sleep(100);
  }
}

async function anyToMove(client: postgres.Sql): Promise<boolean> {
  const [row] = await client`select exists (select 1 from pages where snapshot_id is not null) as any`;
  return row?.any === true;
}
