import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";

const BATCH = 500;
const PAGE_BATCH = 5000;

/**
 * The nightly clean-up: checks past their monitor's retentionDays, pages nobody watches any more, snapshots
 * nobody's baseline since then, and monitors deleted that long ago. In batches, so that nobody waits for it; it may
 * stop at any of them, and does when `stop` is aborted: what is left is for the next call.
 * A live baseline is never taken, nor a version that somebody keeps for good with the row that names it: foreign keys
 * hold them. Of a deleted monitor nothing is kept for good.
 */
export async function purge(stop?: AbortSignal): Promise<void> {
  for (const purgeBatch of [purgeChecks, forgetUnwatchedPages, purgeSnapshots, purgeDeletedMonitors]) {
    while (!stop?.aborted && (await purgeBatch()) > 0);
  }
}

async function releaseDeletedPins(): Promise<number> {
  const gone = await db().execute(sql`
    delete from version_pins where id in (
      select p.id from version_pins p join monitors m on m.id = p.monitor_id
      where m.status = 'deleted' and m.updated_at < now() - make_interval(days => m.retention_days)
      limit ${PAGE_BATCH})
    returning 1`);
  return gone.length;
}

const isPastItsDays = sql`c.created_at < now() - make_interval(days => m.retention_days)
    and c.created_at < now() - interval '1 day'
    and c.status not in ('queued', 'running')`;
const hasPin = sql`exists (select 1 from version_pins v where v.check_id = c.id)`;

const purgeable = sql`
  select c.id from checks c join monitors m on m.id = c.monitor_id
  where ${isPastItsDays} and not ${hasPin}
  order by c.created_at
  limit ${BATCH}`;

/** Pages first: one check may have more of them than a transaction should touch. */
async function purgeChecks(): Promise<number> {
  return (
    (await releaseDeletedPins()) ||
    (await purgePagesBesidePins()) ||
    (await purgePagesOfChecks()) ||
    (await purgeChecksWithoutPages())
  );
}

/** Of a check that brought a version kept for good, that page alone is kept, and the check with it. */
async function purgePagesBesidePins(): Promise<number> {
  const gone = await db().execute(sql`
    delete from check_pages where (check_id, id) in (
      select cp.check_id, cp.id
      from checks c join monitors m on m.id = c.monitor_id join check_pages cp on cp.check_id = c.id
      where c.id in (select check_id from version_pins) and ${isPastItsDays}
        and not exists (select 1 from version_pins v where v.check_id = cp.check_id and v.version_id = cp.id)
      limit ${PAGE_BATCH})
    returning 1`);
  return gone.length;
}

async function purgePagesOfChecks(): Promise<number> {
  const gone = await db().execute(sql`
    delete from check_pages where (check_id, id) in (
      select cp.check_id, cp.id from (${purgeable}) c join check_pages cp on cp.check_id = c.id
      limit ${PAGE_BATCH})
    returning 1`);
  return gone.length;
}

async function purgeChecksWithoutPages(): Promise<number> {
  const gone = await db().execute(sql`delete from checks where id in (${purgeable}) returning 1`);
  return gone.length;
}

/**
 * Pages that are watched no more: what a check that is still kept did not look at, and none that is kept did.
 * Their last snapshot starts to age. A page of a monitor that has not run since (a long pause) stays.
 */
async function forgetUnwatchedPages(): Promise<number> {
  const gone = await db().execute(sql`
    with gone as (
      delete from pages where id in (
        select p.id from pages p join monitors m on m.id = p.monitor_id
        where not exists (select 1 from check_pages cp where cp.page_id = p.id)
          and not exists (select 1 from version_pins v where v.page_id = p.id)
          and exists (select 1 from checks c where c.monitor_id = m.id and c.status in ('completed', 'partial'))
          and not exists (select 1 from checks c where c.monitor_id = m.id and c.status in ('queued', 'running'))
        limit ${PAGE_BATCH})
      returning id),
    retired as (
      update snapshots s set superseded_at = now()
      where s.superseded_at is null
        and s.id in (select f.snapshot_id from page_surfaces f where f.page_id in (select id from gone))
        and not exists (
          select 1 from page_surfaces f where f.snapshot_id = s.id and f.page_id not in (select id from gone)))
    select 1 from gone`);
  return gone.length;
}

/**
 * A check that is kept and began before a content was replaced may have seen it, and its readers may ask for it. One that is
 * past its days and kept for a pin has no page left but the pinned one.
 */
const nobodyKeptSaw = sql`coalesce(
  (select c.created_at from checks c where c.monitor_id = s.monitor_id and not (${isPastItsDays} and ${hasPin})
    order by c.id limit 1), 'infinity')
  > s.superseded_at`;

async function purgeSnapshots(): Promise<number> {
  const gone = await db().execute(sql`
    delete from snapshots where id in (
      select s.id from snapshots s join monitors m on m.id = s.monitor_id
      where s.superseded_at < now() - make_interval(days => m.retention_days)
        and not exists (select 1 from page_surfaces f where f.snapshot_id = s.id)
        and not exists (select 1 from version_pins v where v.snapshot_id = s.id)
        and ${nobodyKeptSaw}
      order by s.superseded_at
      limit ${BATCH}
      for update of s skip locked)
    and superseded_at is not null
    returning 1`);
  return gone.length;
}

/** Checks and pages go with it; the ledger stays. */
async function purgeDeletedMonitors(): Promise<number> {
  const gone = await db().execute(sql`
    delete from monitors where id in (
      select m.id from monitors m
      where m.status = 'deleted' and m.updated_at < now() - make_interval(days => m.retention_days)
        and not exists (select 1 from checks c where c.monitor_id = m.id)
      limit 20)
    returning 1`);
  return gone.length;
}
