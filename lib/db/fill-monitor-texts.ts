import type postgres from "postgres";

const BATCH = 1000;

/**
 * Writes what monitors of an earlier version are found by, so that the first look at a team's list need not. Batch by
 * batch, while work goes on: a monitor's row is held until its text is there, lest it be deleted in between.
 * Safe to call again, and by several at once.
 */
export async function fillMonitorTexts(sql: postgres.Sql): Promise<void> {
  let last = "00000000-0000-0000-0000-000000000000";
  let filled = false;
  for (;;) {
    const rows = await sql<{ last: string | null }[]>`
      with batch as materialized (
        select m.id, m.team_id, m.status, m.name, m.targets from monitors m
        where m.id > ${last} and m.status <> 'deleted' and not exists (
          select from monitor_texts t where t.team_id = m.team_id and t.monitor_id = m.id)
        order by m.id limit ${BATCH} for share of m),
      filled as (
        insert into monitor_texts (team_id, monitor_id, status, text)
        select team_id, id, status, text_of_monitor(name, targets) from batch
        on conflict do nothing)
      select id::text as last from batch order by id desc limit 1`;
    const reached = rows[0]?.last;
    if (!reached) break;
    last = reached;
    filled = true;
  }
  // Else plans that were made while there were few texts would be kept until autovacuum comes by.
  if (filled) await sql`analyze monitor_texts`;
}
