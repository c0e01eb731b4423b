import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { PageResult } from "#lib/check/run/check-page.ts";
import type { Claim } from "#lib/check/run/claim-check.ts";
import { db, type Queryable, type Tx } from "#lib/db/client.ts";
import { snapshots } from "#lib/db/schema.ts";
import { announcing } from "#lib/live/announce.ts";

/** Thrown when a check is no longer this worker's: it ended, or another worker has claimed it. */
export class CheckTakenError extends Error {
  constructor(checkId: string) {
    super(`check ${checkId} is no longer this worker's`);
    this.name = "CheckTakenError";
  }
}

type Recorded = PageResult & { scrapeId: string; snapshotId: string | null };

/**
 * Writes page results in one transaction: snapshots, tracked pages, page rows, the check's counters, one notice.
 * A page that is already recorded is left as it is, and is not counted or charged again.
 * @throws CheckTakenError when nothing may be written any more
 */
export async function recordPages(check: Claim, results: PageResult[]): Promise<void> {
  const nothingLearned = results.every(({ content, fetched }) => content === null && fetched === null);
  // Most batches of most checks: one statement, which is a transaction of its own.
  if (nothingLearned) return writePageRows(db(), check, withIds(results, new Map()));
  await db().transaction(async (tx) => {
    await holdCheck(tx, check);
    const recorded = withIds(results, await writeSnapshots(tx, check, results));
    await writeTrackedPages(tx, recorded);
    await writePageRows(tx, check, recorded);
  });
}

function withIds(results: PageResult[], snapshotIds: Map<string, string>): Recorded[] {
  return results.map((result) => ({
    ...result,
    scrapeId: uuidv7(),
    snapshotId: result.content
      ? (snapshotIds.get(result.content.hash.toString("hex")) ?? null)
      : (result.page.baseline?.snapshotId ?? null),
  }));
}

const held = (check: Claim) => sql`
  select id, team_id, target_counts from checks
  where id = ${check.id} and attempt = ${check.attempt} and status = 'running' for update`;

async function holdCheck(tx: Tx, check: Claim): Promise<void> {
  const rows = await tx.execute(sql`select 1 from (${held(check)}) held`);
  if (rows.length === 0) throw new CheckTakenError(check.id);
}

/** Stores contents not stored yet, and answers the id of each by its hash (hex). */
async function writeSnapshots(tx: Tx, check: Claim, results: PageResult[]): Promise<Map<string, string>> {
  const contents = new Map(
    results.flatMap(({ content }) => (content ? [[content.hash.toString("hex"), content] as const] : [])),
  );
  if (contents.size === 0) return new Map();
  const rows = await tx
    .insert(snapshots)
    .values(
      [...contents.values()].map((content) => ({
        ...content,
        id: uuidv7(),
        teamId: check.teamId,
        monitorId: check.monitor.id,
      })),
    )
    // Touching the row keeps it from a purge that would otherwise take it between here and the commit.
    .onConflictDoUpdate({ target: [snapshots.monitorId, snapshots.hash], set: { supersededAt: null } })
    .returning({ id: snapshots.id, hash: snapshots.hash });
  return new Map(rows.map((row) => [row.hash.toString("hex"), row.id]));
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair; a title or a header of a watched page may have both. */
const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();

function storableJson(rows: object[]): string {
  return JSON.stringify(rows, (_, value) => (typeof value === "string" ? storable(value) : value));
}

const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString("hex")}` : null);

/** Moves baselines to new content, and remembers how to ask for the same content cheaply next time. */
async function writeTrackedPages(tx: Tx, recorded: Recorded[]): Promise<void> {
  const learned = recorded.flatMap(({ page, fetched, described, content, scrapeId, snapshotId }) =>
    fetched
      ? [
          {
            id: page.pageId,
            moved: content !== null,
            snapshot_id: snapshotId,
            scrape_id: scrapeId,
            body_hash: hex(fetched.bodyHash),
            etag: fetched.etag,
            last_modified: fetched.lastModified,
            validators_url: fetched.validatorsUrl,
            fingerprint: fetched.fingerprint,
            seen: described !== null,
            title: described?.title,
            content_type: described?.contentType,
          },
        ]
      : [],
  );
  if (learned.length === 0) return;
  await tx.execute(sql`
    update pages p set
      body_hash = l.body_hash, etag = l.etag, last_modified = l.last_modified,
      validators_url = l.validators_url, fingerprint = l.fingerprint,
      title = case when l.seen then l.title else p.title end,
      content_type = case when l.seen then l.content_type else p.content_type end,
      snapshot_id = case when l.moved then l.snapshot_id else p.snapshot_id end,
      scrape_id = case when l.moved then l.scrape_id else p.scrape_id end,
      last_changed_at = case when l.moved then now() else p.last_changed_at end,
      first_seen_at = coalesce(p.first_seen_at, now()),
      removed_at = null
    from json_to_recordset(${storableJson(learned)}::json) as l(
      id uuid, moved boolean, snapshot_id uuid, scrape_id uuid, body_hash bytea,
      etag text, last_modified text, validators_url text, fingerprint text, seen boolean, title text, content_type text)
    where p.id = l.id`);
  await retireSnapshots(tx, recorded);
}

/** A content that is nobody's baseline any more starts to age; retention takes it in time. */
async function retireSnapshots(tx: Tx, recorded: Recorded[]): Promise<void> {
  const replaced = recorded.flatMap(({ page, content }) =>
    content && page.baseline ? [page.baseline.snapshotId] : [],
  );
  if (replaced.length === 0) return;
  await tx.execute(sql`
    update snapshots s set superseded_at = now()
    where s.id in (select jsonb_array_elements_text(${JSON.stringify(replaced)}::jsonb)::uuid)
      and not exists (select 1 from pages p where p.snapshot_id = s.id)`);
}

/**
 * Inserts the page rows, counts and charges exactly those that were inserted, and says so when it commits.
 * @throws CheckTakenError
 */
async function writePageRows(on: Queryable, check: Claim, recorded: Recorded[]): Promise<void> {
  const rows = recorded.map((result) => ({
    id: result.scrapeId,
    target_id: result.page.targetId,
    page_id: result.page.pageId,
    status: result.status,
    status_code: result.statusCode,
    credits_base: result.credits.base,
    credits_formats: result.credits.formats,
    credits_judge: result.credits.judge,
    duration_ms: result.durationMs,
    size: result.size,
    previous_scrape_id: result.page.baseline?.scrapeId ?? null,
    snapshot_id: result.status === "error" ? null : result.snapshotId,
    error: result.error,
    metadata: result.metadata,
    diff: hex(result.diff?.packed ?? null),
    diff_size: result.diff?.size ?? null,
  }));
  const notice = { teamId: check.teamId, monitorId: check.monitor.id, checkId: check.id };
  const counted = await on.execute(sql`
    with held as (${held(check)}),
    recorded as (
      insert into check_pages (
        id, check_id, team_id, target_id, page_id, status, status_code, credits_base, credits_formats, credits_judge,
        duration_ms, size, previous_scrape_id, snapshot_id, error, metadata, diff, diff_size)
      select r.id, held.id, held.team_id, r.target_id, r.page_id, r.status::page_status, r.status_code, r.credits_base,
        r.credits_formats, r.credits_judge, r.duration_ms, r.size, r.previous_scrape_id, r.snapshot_id, r.error,
        r.metadata, r.diff, r.diff_size
      from held, json_to_recordset(${storableJson(rows)}::json) as r(
        id uuid, target_id uuid, page_id uuid, status text, status_code smallint, credits_base smallint, credits_formats smallint,
        credits_judge smallint, duration_ms int, size int, previous_scrape_id uuid, snapshot_id uuid, error text,
        metadata jsonb, diff bytea, diff_size int)
      on conflict (check_id, page_id) do nothing
      returning target_id, status, credits_base as base, credits_formats as formats, credits_judge as judge),
    counted as (
      select count(*) filter (where status = 'same') as same, count(*) filter (where status = 'changed') as changed,
        count(*) filter (where status = 'new') as new, count(*) filter (where status = 'error') as error,
        coalesce(sum(base + formats + judge), 0) as credits
      from recorded),
    by_target as (
      select target_id || '.' || kind as key, amount
      from (
        select target_id, status, count(*) as pages, sum(base) as base, sum(formats) as formats, sum(judge) as judge
        from recorded group by target_id, status) r
      cross join lateral (values (status::text, pages), ('base', base), ('formats', formats), ('judge', judge))
        as amounts(kind, amount)
      union all
      select key, value::bigint from held, jsonb_each_text(held.target_counts)),
    summed as (
      select coalesce(jsonb_object_agg(key, amount), '{}') as counts
      from (select key, sum(amount) as amount from by_target group by key) sums)
    update checks set
      same_pages = same_pages + counted.same, changed_pages = changed_pages + counted.changed,
      new_pages = new_pages + counted.new, error_pages = error_pages + counted.error,
      page_credits = page_credits + counted.credits, target_counts = summed.counts, heartbeat_at = now(), updated_at = now()
    from counted, summed where checks.id = (select id from held)
    returning ${announcing(notice)}`);
  if (counted.length === 0) throw new CheckTakenError(check.id);
}
