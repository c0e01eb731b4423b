import { inArray, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { recordChanges } from "#lib/change/index.ts";
import type { PageResult } from "#lib/check/run/check-page.ts";
import type { ClaimedCheck } from "#lib/check/run/claim.ts";
import { closeChecks, type Ending, lockMonitorsOf, summaryOf } from "#lib/check/run/finish.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { checks, snapshots } from "#lib/db/schema.ts";
import { bytesAsText, storableJson } from "#lib/db/storable.ts";
import { planDeliveries } from "#lib/delivery/index.ts";
import { announce } from "#lib/live/announce.ts";
import { topicsOf } from "#lib/live/model.ts";

/** What a batch has of one check: page results, and its end once all of them are there. */
export type Part = {
  check: ClaimedCheck;
  /** Pages it will visit; null while nobody can know. */
  expectedPages: number | null;
  results: PageResult[];
  ending: Ending | null;
};

type Recorded = PageResult & {
  check: ClaimedCheck;
  scrapeId: string;
  /** Of each new baseline, in the same order. */
  snapshotIds: string[];
};

type CheckRow = typeof checks.$inferSelect;
type Counters = Pick<
  CheckRow,
  | "id"
  | "samePages"
  | "changedPages"
  | "newPages"
  | "removedPages"
  | "errorPages"
  | "pageCredits"
  | "targetCounts"
>;

/**
 * Writes parts of many checks in one transaction: snapshots, tracked pages, page rows, changes, counters, ends, notices.
 * A page that is already recorded is left as it is, and is not counted or charged again.
 * @returns the ids of checks that are this worker's no longer: they ended, or another worker claimed them; nothing
 * of theirs was written
 */
export async function recordBatch(parts: Part[]): Promise<Set<string>> {
  return db().transaction(async (tx) => {
    const held = await holdChecks(tx, parts);
    const kept = parts.filter(({ check }) => held.has(check.id));
    const recorded = withIds(kept, await writeSnapshots(tx, kept));
    const [counted] = await Promise.all([
      writePageRows(tx, kept, recorded),
      writePages(tx, recorded),
      writeBaselines(tx, recorded),
      recordChanges(tx, changesOf(recorded)),
      planDeliveries(tx, toldOf(recorded)),
    ]);
    await Promise.all([
      closeChecks(
        tx,
        kept.flatMap(({ check, ending }) => {
          const row = held.get(check.id);
          if (!ending || !row) return [];
          const now = { ...row, ...counted.get(check.id) };
          return [{ check: now, ending, targets: check.targets, pages: wholeOf(now, recorded) }];
        }),
      ),
      announce(tx, ...noticesOf(kept)),
    ]);
    return new Set(parts.filter(({ check }) => !held.has(check.id)).map(({ check }) => check.id));
  });
}

/** The pages of a check, when all that it has are in this batch: they need not be looked up. */
function wholeOf(check: CheckRow, recorded: Recorded[]): { id: string; targetId: string }[] | undefined {
  const own = recorded.filter((result) => result.check.id === check.id);
  if (own.length !== summaryOf(check).totalPages) return undefined;
  return own.map(({ scrapeId, page }) => ({ id: scrapeId, targetId: page.targetId }));
}

/** Those that end are told by their end. */
function noticesOf(parts: Part[]) {
  return parts
    .filter(({ ending }) => ending === null)
    .map(({ check }) => ({ teamId: check.teamId, topics: topicsOf(check.monitorId, check.id) }));
}

/** Locks what is still this worker's: in the order monitors, checks, and each by id. */
async function holdChecks(tx: Tx, parts: Part[]): Promise<Map<string, CheckRow>> {
  const ending = parts.filter((part) => part.ending).map(({ check }) => check.id);
  const attempts = new Map(parts.map(({ check }) => [check.id, check.attempt]));
  // Sent together, and done in this order.
  const [, rows] = await Promise.all([
    ending.length > 0 && lockMonitorsOf(tx, ending),
    lockChecks(tx, [...attempts.keys()]),
  ]);
  return new Map(
    rows
      .filter((row) => row.status === "running" && row.attempt === attempts.get(row.id))
      .map((row) => [row.id, row]),
  );
}

function lockChecks(tx: Tx, ids: string[]): Promise<CheckRow[]> {
  return tx.select().from(checks).where(inArray(checks.id, ids)).orderBy(checks.id).for("update");
}

const contentKey = (monitorId: string, hash: Buffer) => `${monitorId} ${hash.toString("hex")}`;

/** Stores contents not stored yet, and answers the id of each by its monitor and hash. */
async function writeSnapshots(tx: Tx, parts: Part[]): Promise<Map<string, string>> {
  const contents = new Map(
    parts.flatMap(({ check, results }) =>
      results.flatMap((result) =>
        result.baselines.flatMap(({ kind, content }) =>
          content ? [[contentKey(check.monitorId, content.hash), { check, kind, ...content }] as const] : [],
        ),
      ),
    ),
  );
  if (contents.size === 0) return new Map();
  const rows = await tx
    .insert(snapshots)
    .values(
      // In one order everywhere, so that two workers never wait for each other's contents crosswise.
      [...contents]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { check, kind, hash, size, packed }]) => ({
          id: uuidv7(),
          teamId: check.teamId,
          monitorId: check.monitorId,
          hash,
          kind,
          size,
          content: packed,
        })),
    )
    // Touching the row keeps it from a purge that would otherwise take it between here and the commit.
    .onConflictDoUpdate({ target: [snapshots.monitorId, snapshots.hash], set: { supersededAt: null } })
    .returning({ id: snapshots.id, monitorId: snapshots.monitorId, hash: snapshots.hash });
  return new Map(rows.map((row) => [contentKey(row.monitorId, row.hash), row.id]));
}

function withIds(parts: Part[], snapshotIds: Map<string, string>): Recorded[] {
  return parts.flatMap(({ check, results }) =>
    results.map((result) => ({
      ...result,
      check,
      scrapeId: uuidv7(),
      snapshotIds: result.baselines.map(
        ({ surface, content }) =>
          (content
            ? snapshotIds.get(contentKey(check.monitorId, content.hash))
            : result.page.baselines.get(surface)?.snapshotId) ?? "",
      ),
    })),
  );
}

/**
 * Inserts the page rows, and counts and charges exactly those that were inserted.
 * @returns the counters of each check as they stand then
 */
async function writePageRows(tx: Tx, parts: Part[], recorded: Recorded[]): Promise<Map<string, Counters>> {
  if (recorded.length === 0) return new Map();
  const rows = recorded.map((result) => ({
    id: result.scrapeId,
    check_id: result.check.id,
    team_id: result.check.teamId,
    target_id: result.page.targetId,
    page_id: result.page.pageId,
    status: result.status,
    status_code: result.statusCode,
    credits_base: result.credits.base,
    credits_formats: result.credits.formats,
    credits_judge: result.credits.judge,
    duration_ms: result.durationMs,
    size: result.size,
    previous_scrape_id: result.page.scrapeId,
    snapshot_id: seenSnapshot(result),
    error: result.error,
    metadata: result.metadata,
    diff: bytesAsText(result.diff?.packed ?? null),
    diff_size: result.diff?.size ?? null,
  }));
  const expected = parts.map(({ check, expectedPages }) => ({ id: check.id, expected: expectedPages }));
  const counted = await tx.execute<Counters>(sql`
    with recorded as (
      insert into check_pages (
        id, check_id, team_id, target_id, page_id, status, status_code, credits_base, credits_formats, credits_judge,
        duration_ms, size, previous_scrape_id, snapshot_id, error, metadata, diff, diff_size)
      select r.id, r.check_id, r.team_id, r.target_id, r.page_id, r.status::page_status, r.status_code, r.credits_base,
        r.credits_formats, r.credits_judge, r.duration_ms, r.size, r.previous_scrape_id, r.snapshot_id, r.error,
        r.metadata, r.diff, r.diff_size
      from json_to_recordset(${storableJson(rows)}::json) as r(
        id uuid, check_id uuid, team_id uuid, target_id uuid, page_id uuid, status text, status_code smallint,
        credits_base smallint, credits_formats smallint, credits_judge smallint, duration_ms int, size int,
        previous_scrape_id uuid, snapshot_id uuid, error text, metadata jsonb, diff bytea, diff_size int)
      on conflict (check_id, page_id) do nothing
      returning check_id, target_id, status, credits_base as base, credits_formats as formats, credits_judge as judge),
    counted as (
      select check_id, count(*) filter (where status = 'same') as same,
        count(*) filter (where status = 'changed') as changed, count(*) filter (where status = 'new') as new,
        count(*) filter (where status = 'removed') as removed, count(*) filter (where status = 'error') as error,
        sum(base + formats + judge) as credits
      from recorded group by check_id),
    by_target as (
      select check_id, target_id || '.' || kind as key, amount
      from (
        select check_id, target_id, status, count(*) as pages, sum(base) as base, sum(formats) as formats,
          sum(judge) as judge
        from recorded group by check_id, target_id, status) r
      cross join lateral (values (status::text, pages), ('base', base), ('formats', formats), ('judge', judge))
        as amounts(kind, amount)
      union all
      select c.id, key, value::bigint
      from counted join checks c on c.id = counted.check_id, jsonb_each_text(c.target_counts)),
    summed as (
      select check_id, jsonb_object_agg(key, amount) as counts
      from (select check_id, key, sum(amount) as amount from by_target group by check_id, key) sums
      group by check_id)
    update checks c set
      same_pages = same_pages + n.same, changed_pages = changed_pages + n.changed, new_pages = new_pages + n.new,
      removed_pages = removed_pages + n.removed, error_pages = error_pages + n.error,
      page_credits = page_credits + n.credits, target_counts = s.counts, expected_pages = e.expected,
      -- Who records a page has not been what ended its worker.
      lone_crashes = 0, suspect = false, updated_at = now()
    from counted n
    join summed s on s.check_id = n.check_id
    join json_to_recordset(${JSON.stringify(expected)}::json) as e(id uuid, expected int) on e.id = n.check_id
    where c.id = n.check_id
    returning c.id, c.same_pages as "samePages", c.changed_pages as "changedPages", c.new_pages as "newPages",
      c.removed_pages as "removedPages", c.error_pages as "errorPages", c.page_credits::float8 as "pageCredits",
      c.target_counts as "targetCounts"`);
  return new Map(counted.map((row) => [row.id, row]));
}

/** What was seen: the first surface's content, as it is now. */
function seenSnapshot({ status, page, baselines, snapshotIds }: Recorded): string | null {
  if (status === "error" || status === "removed") return null;
  const [first] = page.baselines;
  const surface = first?.[0] ?? baselines[0]?.surface;
  const index = baselines.findIndex((baseline) => baseline.surface === surface);
  return snapshotIds[index] ?? first?.[1].snapshotId ?? null;
}

/** How to ask for the same content cheaply next time, when it changed, and since when a page fails. */
async function writePages(tx: Tx, recorded: Recorded[]): Promise<void> {
  const learned = recorded.flatMap(({ page, fetched, described, baselines, scrapeId, status, harmful }) => {
    const fails = status === "error";
    const removed = status === "removed";
    if (!fetched && !harmful && !removed && fails === (page.failingSince !== null)) return [];
    return [
      {
        id: page.pageId,
        learned: fetched !== null,
        removed,
        moved: baselines.some(({ content, isCompared }) => isCompared && content),
        scrape_id: scrapeId,
        body_hash: bytesAsText(fetched?.bodyHash ?? null),
        etag: fetched?.etag,
        last_modified: fetched?.lastModified,
        validators_url: fetched?.validatorsUrl,
        fingerprint: fetched?.fingerprint,
        seen: described !== null,
        title: described?.title,
        content_type: described?.contentType,
        fails,
        harmful_body_hash: bytesAsText(harmful),
      },
    ];
  });
  if (learned.length === 0) return;
  await tx.execute(sql`
    update pages p set
      body_hash = case when l.learned then l.body_hash else p.body_hash end,
      etag = case when l.learned then l.etag else p.etag end,
      last_modified = case when l.learned then l.last_modified else p.last_modified end,
      validators_url = case when l.learned then l.validators_url else p.validators_url end,
      fingerprint = case when l.learned then l.fingerprint else p.fingerprint end,
      title = case when l.seen then l.title else p.title end,
      content_type = case when l.seen then l.content_type else p.content_type end,
      scrape_id = case when l.moved then l.scrape_id else p.scrape_id end,
      last_changed_at = case when l.moved then now() else p.last_changed_at end,
      first_seen_at = case when l.learned then coalesce(p.first_seen_at, now()) else p.first_seen_at end,
      removed_at = case when l.removed then now() when l.learned then null else p.removed_at end,
      failing_since = case when l.fails then coalesce(p.failing_since, now()) end,
      harmful_count = case
        when l.harmful_body_hash is null then p.harmful_count
        when p.harmful_body_hash = l.harmful_body_hash then p.harmful_count + 1
        else 1 end,
      harmful_body_hash = coalesce(l.harmful_body_hash, p.harmful_body_hash)
    from json_to_recordset(${storableJson(learned)}::json) as l(
      id uuid, learned boolean, removed boolean, moved boolean, scrape_id uuid, body_hash bytea, etag text, last_modified text,
      validators_url text, fingerprint text, seen boolean, title text, content_type text, fails boolean,
      harmful_body_hash bytea)
    where p.id = l.id`);
}

/** Moves baselines to new content. What is nobody's baseline any more starts to age; retention takes it in time. */
async function writeBaselines(tx: Tx, recorded: Recorded[]): Promise<void> {
  const moved = recorded.flatMap(({ page, baselines, snapshotIds }) =>
    baselines.map(({ surface, fingerprint, source, content }, index) => ({
      page_id: page.pageId,
      surface,
      snapshot_id: snapshotIds[index],
      fingerprint,
      source_hash: bytesAsText(source),
      replaced: (content && page.baselines.get(surface)?.snapshotId) ?? null,
    })),
  );
  if (moved.length === 0) return;
  await tx.execute(sql`
    insert into page_surfaces (page_id, surface, snapshot_id, fingerprint, source_hash)
    select m.page_id, m.surface, m.snapshot_id, m.fingerprint, m.source_hash
    from json_to_recordset(${JSON.stringify(moved)}::json)
      as m(page_id uuid, surface text, snapshot_id uuid, fingerprint text, source_hash bytea)
    order by m.page_id, m.surface
    on conflict (page_id, surface) do update set
      snapshot_id = excluded.snapshot_id, fingerprint = excluded.fingerprint, source_hash = excluded.source_hash`);
  const replaced = moved.flatMap(({ replaced }) => replaced ?? []);
  if (replaced.length === 0) return;
  await tx.execute(sql`
    update snapshots s set superseded_at = now()
    where s.id in (select jsonb_array_elements_text(${JSON.stringify(replaced)}::jsonb)::uuid)
      and not exists (select 1 from page_surfaces f where f.snapshot_id = s.id)`);
}

/** A page that is gone is told by the inbox alone (contract: Webhooks). */
function toldOf(recorded: Recorded[]) {
  return recorded
    .filter(({ status }) => status !== "removed")
    .map(({ check, scrapeId }) => ({
      checkId: check.id,
      event: "monitor.page" as const,
      checkPageId: scrapeId,
    }));
}

function changesOf(recorded: Recorded[]) {
  return recorded.flatMap(({ change, check, page, scrapeId }) =>
    change
      ? [
          {
            ...change,
            teamId: check.teamId,
            monitorId: check.monitorId,
            checkId: check.id,
            pageId: page.pageId,
            checkPageId: scrapeId,
          },
        ]
      : [],
  );
}
