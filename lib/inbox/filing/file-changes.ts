import { sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { bytesAsText, storableJson } from "#lib/db/storable.ts";
import {
  type FiledItem,
  type Filing,
  planFiling,
  type UnfiledChange,
} from "#lib/inbox/filing/plan-filing.ts";
import { handOut } from "#lib/inbox/hand-out/index.ts";
import { announce } from "#lib/live/announce.ts";
import type { Topic } from "#lib/live/model.ts";

/** Changes filed in one transaction. */
const BATCH = 500;
/** PostgreSQL's advisory lock of whoever files: one at a time, so that no two begin an item for the same difference. */
export const FILING_LOCK = 7_204_311;

/** The item of changes that are filed nowhere. */
const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** For the question that every worker asks: whether a change is in no item yet. */
export const needsFiling = sql`exists (select 1 from changes where item_id is null)`;

/** Files every change that is in no item yet, batch by batch. Any number may call it; one of them does it. */
export async function fileChanges(): Promise<void> {
  while ((await fileBatch()) === BATCH);
}

/** @returns how many changes were filed */
function fileBatch(): Promise<number> {
  return db().transaction(async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${FILING_LOCK}) as mine`,
    );
    if (!lock?.mine) return 0;
    const [changes, ofDeleted] = await readUnfiled(tx);
    const count = changes.length + ofDeleted.length;
    if (count === 0) return 0;
    const filings = planFiling(changes, await readItems(tx, changes));
    await insertItems(tx, filings);
    await Promise.all([moveItems(tx, filings), markFiled(tx, filings, ofDeleted)]);
    const begun = filings.filter(({ isNew }) => isNew);
    await handOut(
      tx,
      begun.map(({ id }) => id),
    );
    await announce(tx, ...noticesOf(filings));
    return count;
  });
}

/** Oldest first; and apart from them those of monitors that were deleted meanwhile, which nobody is to look at any more. */
async function readUnfiled(tx: Tx): Promise<[UnfiledChange[], UnfiledChange[]]> {
  const rows = await tx.execute<UnfiledChange & { ofDeleted: boolean }>(sql`
    with unfiled as (
      select * from changes where item_id is null order by id limit ${BATCH} for update skip locked)
    select c.id, c.team_id as "teamId", c.monitor_id as "monitorId", c.check_id as "checkId", c.page_id as "pageId",
      c.check_page_id as "checkPageId", c.kind, encode(c.group_hash, 'hex') as "groupHash", c.excerpt, c.lines_added as "linesAdded",
      c.lines_removed as "linesRemoved", c.judgment, c.created_at::text as "createdAt", before.item_id as before, before.kind as "beforeKind",
      m.status = 'deleted' as "ofDeleted"
    from unfiled c
    join monitors m on m.id = c.monitor_id
    left join lateral (
      select p.item_id, p.kind from changes p where p.page_id = c.page_id and p.id < c.id order by p.id desc limit 1) before on true
    order by c.id`);
  return [rows.filter(({ ofDeleted }) => !ofDeleted), rows.filter(({ ofDeleted }) => ofDeleted)];
}

/** The items that these changes may join, locked: nobody closes one between the plan and its writing. */
async function readItems(tx: Tx, changes: UnfiledChange[]): Promise<FiledItem[]> {
  const wanted = changes.map(({ checkId, groupHash, before }) => ({
    check_id: checkId,
    group_hash: bytesAsText(Buffer.from(groupHash, "hex")),
    before,
  }));
  const rows = await tx.execute<FiledItem>(sql`
    with wanted as (
      select * from json_to_recordset(${JSON.stringify(wanted)}::json)
        as w(check_id uuid, group_hash bytea, before uuid)),
    ids as (
      select before as id from wanted where before is not null
      union
      select i.id from wanted w
      join items i on i.gathers_in = w.check_id and i.group_hash = w.group_hash)
    select i.id, i.team_id as "teamId", i.monitor_id as "monitorId", i.kind, i.state,
      encode(i.group_hash, 'hex') as "groupHash", i.gathers_in as "gathersIn", i.pages, i.changes, i.failing
    from items i where i.id in (select id from ids) order by i.id for update`);
  return [...rows];
}

async function insertItems(tx: Tx, filings: Filing[]): Promise<void> {
  const rows = filings.flatMap(({ isNew, newest, ...item }) => {
    if (!isNew || !newest) return [];
    return [
      {
        id: item.id,
        team_id: item.teamId,
        monitor_id: item.monitorId,
        kind: item.kind,
        group_hash: bytesAsText(Buffer.from(item.groupHash, "hex")),
        gathers_in: item.gathersIn,
        check_id: newest.checkId,
        change_id: newest.id,
        page_id: newest.pageId,
        check_page_id: newest.checkPageId,
        excerpt: newest.excerpt,
        lines_added: newest.linesAdded,
        lines_removed: newest.linesRemoved,
        judgment: newest.judgment,
        pages: item.pages,
        changes: item.changes,
        failing: item.failing,
        at: newest.createdAt,
      },
    ];
  });
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into items (id, team_id, monitor_id, kind, group_hash, gathers_in, check_id, change_id, page_id, check_page_id,
      excerpt, lines_added, lines_removed, judgment, pages, changes, failing, opened_at, changed_at)
    select r.id, r.team_id, r.monitor_id, r.kind, r.group_hash, r.gathers_in, r.check_id, r.change_id, r.page_id,
      r.check_page_id, r.excerpt, r.lines_added, r.lines_removed, r.judgment, r.pages, r.changes,
      r.failing, r.at, r.at
    from json_to_recordset(${storableJson(rows)}::json) as r(
      id uuid, team_id uuid, monitor_id uuid, kind text, group_hash bytea, gathers_in uuid, check_id uuid,
      change_id uuid, page_id uuid, check_page_id uuid, excerpt jsonb, lines_added int, lines_removed int, judgment jsonb,
      pages int, changes int, failing int, at timestamptz)`);
}

/** What joined an item is what it shows from now on, and ends a snooze that waited for it. */
async function moveItems(tx: Tx, filings: Filing[]): Promise<void> {
  const rows = filings
    .filter(({ isNew }) => !isNew)
    .map(({ newest, ...item }) => ({
      id: item.id,
      kind: item.kind,
      pages: item.pages,
      changes: item.changes,
      failing: item.failing,
      gathers_in: item.gathersIn,
      moved: newest !== null,
      check_id: newest?.checkId,
      change_id: newest?.id,
      page_id: newest?.pageId,
      check_page_id: newest?.checkPageId,
      excerpt: newest?.excerpt,
      lines_added: newest?.linesAdded,
      lines_removed: newest?.linesRemoved,
      judgment: newest?.judgment,
      at: newest?.createdAt,
    }));
  if (rows.length === 0) return;
  await tx.execute(sql`
    update items i set
      kind = r.kind, gathers_in = r.gathers_in, pages = r.pages, changes = r.changes, failing = r.failing, edition = i.edition + 1,
      check_id = coalesce(r.check_id, i.check_id), change_id = coalesce(r.change_id, i.change_id),
      page_id = coalesce(r.page_id, i.page_id), check_page_id = coalesce(r.check_page_id, i.check_page_id),
      changed_at = coalesce(r.at, i.changed_at),
      excerpt = case when r.moved then r.excerpt else i.excerpt end,
      lines_added = coalesce(r.lines_added, i.lines_added), lines_removed = coalesce(r.lines_removed, i.lines_removed),
      judgment = case when r.moved then r.judgment else i.judgment end,
      -- More pages with the same difference in the same check are no further change.
      snoozed_until_change = i.snoozed_until_change and not (r.moved and r.gathers_in is null)
    from json_to_recordset(${storableJson(rows)}::json) as r(
      id uuid, kind text, pages int, changes int, failing int, gathers_in uuid, moved boolean, check_id uuid,
      change_id uuid, page_id uuid, check_page_id uuid, excerpt jsonb, lines_added int, lines_removed int, judgment jsonb, at timestamptz)
    where i.id = r.id`);
}

async function markFiled(tx: Tx, filings: Filing[], ofDeleted: UnfiledChange[]): Promise<void> {
  const rows = [
    ...filings.flatMap(({ id, filed }) => filed.map((changeId) => ({ id: changeId, item_id: id }))),
    ...ofDeleted.map(({ id }) => ({ id, item_id: NOWHERE })),
  ];
  await tx.execute(sql`
    update changes c set item_id = r.item_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, item_id uuid) where c.id = r.id`);
}

function noticesOf(filings: Filing[]) {
  return filings.map(({ teamId, id, isNew }) => {
    const topics: Topic[] = isNew ? ["changes"] : ["changes", `item:${id}`];
    return { teamId, topics };
  });
}
