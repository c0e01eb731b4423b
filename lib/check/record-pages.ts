import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { PageResult } from "#lib/check/check-page.ts";
import type { ClaimedCheck } from "#lib/check/claim-check.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { snapshots } from "#lib/db/schema.ts";
import { announce } from "#lib/live/announce.ts";

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
export async function recordPages(check: ClaimedCheck, results: PageResult[]): Promise<void> {
  await db().transaction(async (tx) => {
    await holdCheck(tx, check);
    const snapshotIds = await writeSnapshots(tx, check, results);
    const recorded = results.map((result) => ({
      ...result,
      scrapeId: uuidv7(),
      snapshotId: result.content
        ? (snapshotIds.get(result.content.hash.toString("hex")) ?? null)
        : (result.page.baseline?.snapshotId ?? null),
    }));
    await writeTrackedPages(tx, recorded);
    await writePageRows(tx, check, recorded);
    await announce(tx, { teamId: check.teamId, monitorId: check.monitor.id, checkId: check.id });
  });
}

async function holdCheck(tx: Tx, check: ClaimedCheck): Promise<void> {
  const held = await tx.execute(sql`
    select 1 from checks
    where id = ${check.id} and attempt = ${check.attempt} and status = 'running' for update`);
  if (held.length === 0) throw new CheckTakenError(check.id);
}

/** Stores contents not stored yet, and answers the id of each by its hash (hex). */
async function writeSnapshots(
  tx: Tx,
  check: ClaimedCheck,
  results: PageResult[],
): Promise<Map<string, string>> {
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

/** Inserts the page rows, and counts and charges exactly those that were inserted. */
async function writePageRows(tx: Tx, check: ClaimedCheck, recorded: Recorded[]): Promise<void> {
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
  await tx.execute(sql`
    with recorded as (
      insert into check_pages (
        id, check_id, team_id, target_id, page_id, status, status_code, credits_base, credits_formats, credits_judge,
        duration_ms, size, previous_scrape_id, snapshot_id, error, metadata, diff, diff_size)
      select r.id, ${check.id}, ${check.teamId}, r.target_id, r.page_id, r.status::page_status, r.status_code, r.credits_base,
        r.credits_formats, r.credits_judge, r.duration_ms, r.size, r.previous_scrape_id, r.snapshot_id, r.error,
        r.metadata, r.diff, r.diff_size
      from json_to_recordset(${storableJson(rows)}::json) as r(
        id uuid, target_id uuid, page_id uuid, status text, status_code smallint, credits_base smallint, credits_formats smallint,
        credits_judge smallint, duration_ms int, size int, previous_scrape_id uuid, snapshot_id uuid, error text,
        metadata jsonb, diff bytea, diff_size int)
      on conflict (check_id, page_id) do nothing
      returning status, credits_base + credits_formats + credits_judge as credits),
    counted as (
      select count(*) filter (where status = 'same') as same, count(*) filter (where status = 'changed') as changed,
        count(*) filter (where status = 'new') as new, count(*) filter (where status = 'error') as error,
        coalesce(sum(credits), 0) as credits
      from recorded)
    update checks set
      same_pages = same_pages + counted.same, changed_pages = changed_pages + counted.changed,
      new_pages = new_pages + counted.new, error_pages = error_pages + counted.error,
      page_credits = page_credits + counted.credits, heartbeat_at = now(), updated_at = now()
    from counted where checks.id = ${check.id}`);
}
