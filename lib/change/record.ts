import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { DescribedChange } from "#lib/change/describe.ts";
import type { Tx } from "#lib/db/client.ts";
import { bytesAsText, storableJson } from "#lib/db/storable.ts";

export type ChangeOfPage = DescribedChange & {
  teamId: string;
  monitorId: string;
  checkId: string;
  pageId: string;
  checkPageId: string;
};

/** The PostgreSQL channel on which workers hear that there are new changes, for whoever makes something of them. */
export const CHANGES_CHANNEL = "tidemark_changes";

/**
 * Writes the changes of page results that stand in check_pages, in the transaction that wrote those. A result that
 * was left out there, since another one of its page was recorded before, leaves its change out, too.
 */
export async function recordChanges(tx: Tx, found: ChangeOfPage[]): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map((change) => ({
    id: uuidv7(),
    team_id: change.teamId,
    monitor_id: change.monitorId,
    check_id: change.checkId,
    page_id: change.pageId,
    check_page_id: change.checkPageId,
    kind: change.kind,
    excerpt: change.excerpt,
    lines_added: change.linesAdded,
    lines_removed: change.linesRemoved,
    group_hash: bytesAsText(change.groupHash),
    difference_hash: bytesAsText(change.differenceHash),
  }));
  await tx.execute(sql`
    with told as materialized (select pg_notify(${CHANGES_CHANNEL}, ''))
    insert into changes (id, team_id, monitor_id, check_id, page_id, check_page_id, kind, excerpt, lines_added,
      lines_removed, group_hash, difference_hash)
    select r.id, r.team_id, r.monitor_id, r.check_id, r.page_id, r.check_page_id, r.kind::change_kind, r.excerpt,
      r.lines_added, r.lines_removed, r.group_hash, r.difference_hash
    from json_to_recordset(${storableJson(rows)}::json) as r(
      id uuid, team_id uuid, monitor_id uuid, check_id uuid, page_id uuid, check_page_id uuid, kind text, excerpt jsonb,
      lines_added int, lines_removed int, group_hash bytea, difference_hash bytea)
    join check_pages p on p.check_id = r.check_id and p.id = r.check_page_id
    cross join told
    on conflict do nothing`);
}
