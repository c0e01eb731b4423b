import type postgres from "postgres";

/** A year of work in one team: 10,000 monitors, 100,000 checks, 1,000,000 pages of checks, 300,000 ledger entries. */
export const MONITORS = 10_000;
export const LARGE = 10_000;

// Monitor 1 is the large one: 10,000 URLs, 20,000 checks of which the last 20 still have their pages, the very last
// being at work. The others have 10 URLs and 8 checks each.
const steps = (team: string) => [
  "create temp table m as select n, uuidv7() as id, uuidv7() as target from generate_series(1, 10000) n",
  `insert into monitors (id, team_id, name, cron, timezone, next_run_at, targets, retention_days,
      estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free, last_check_summary)
    select id, '${team}', 'Monitor ' || n, '0 * * * *', 'UTC', now() + interval '1 hour',
      jsonb_build_array(jsonb_build_object('id', target, 'type', 'scrape', 'urls',
        (select jsonb_agg('https://www.example.com/docs/section/page-' || u || '.html')
         from generate_series(1, case n when 1 then 10000 else 10 end) u))),
      30, 10, 7200, true, '{"totalPages":10,"same":10,"changed":0,"new":0,"removed":0,"error":0}'
    from m`,
  `create temp table p as
    select m.n, m.id as monitor_id, m.target, u, uuidv7() as id, uuidv7() as snapshot_id,
      'https://www.example.com/docs/section/page-' || u || '.html' as url
    from m cross join lateral generate_series(1, case m.n when 1 then 10000 else 10 end) u`,
  `insert into snapshots (id, team_id, monitor_id, hash, kind, size, content)
    select snapshot_id, '${team}', monitor_id, sha256(id::text::bytea), 'markdown', 16000, sha256(id::text::bytea)
    from p`,
  `insert into pages (id, team_id, monitor_id, target_id, url, url_hash, scrape_id, body_hash, fingerprint, title,
      content_type)
    select id, '${team}', monitor_id, target, url, sha256(url::bytea), uuidv7(), sha256(url::bytea), 'x',
      'A page of the manual', 'text/html; charset=utf-8'
    from p`,
  "insert into page_surfaces (page_id, surface, snapshot_id, fingerprint) select id, 'text', snapshot_id, 'x' from p",
  `create temp table c as
    select m.n, m.id as monitor_id, m.target, k, age, uuidv7(-age) as id, now() - age as at,
      n = 1 and k > 20000 - 20 as large, n = 1 and k = 20000 as live,
      (array['completed','completed','completed','completed','completed','completed','completed','partial','failed',
        'skipped_overlap'])[1 + (n + k) % 10] as status
    from m cross join lateral generate_series(1, case m.n when 1 then 20000 else 8 end) k
      cross join lateral (select case m.n when 1 then (20000 - k) * interval '25 minutes'
        else (8 - k) * interval '40 days' + m.n * interval '1 second' end as age) a`,
  `insert into checks (id, team_id, monitor_id, status, trigger, scheduled_for, started_at, worker, finished_at,
      attempt, estimated_credits, reserved_credits, page_credits, actual_credits, billing_status, expected_pages,
      same_pages, changed_pages, error_pages, target_counts, target_results, created_at, updated_at)
    select id, '${team}', monitor_id, (case when live then 'running' when large then 'completed' else status end)::check_status,
      'scheduled', at, at, case when live then id end, case when not live then at end, 1, 10, 10, 10, case when not live then 10 end,
      (case when live then 'reserved' else 'confirmed' end)::billing_status, 10, 9, 1, 0,
      case when live then jsonb_build_object(target || '.same', 9000, target || '.changed', 1000, target || '.base', 10000)
        else '{}' end,
      case when not live then jsonb_build_array(jsonb_build_object('targetId', target, 'type', 'scrape', 'expectedJobs',
        (select jsonb_agg(uuidv7()) from generate_series(1, case n when 1 then 100 else 10 end)),
        'summary', '{"totalPages":10,"same":9,"changed":1,"new":0,"removed":0,"error":0}'::jsonb,
        'credits', '{"base":10,"formats":0,"judge":0,"search":0,"total":10}'::jsonb))::json end, at, at
    from c`,
  `insert into check_pages (id, check_id, team_id, target_id, page_id, status, status_code, credits_base, duration_ms, size,
      previous_scrape_id, snapshot_id, created_at, diff)
    select uuidv7(-c.age), c.id, '${team}', p.target, p.id,
      (case when (c.k + p.u) % 20 = 0 then 'changed' when (c.k + p.u) % 50 = 1 then 'error' else 'same' end)::page_status,
      200, 1, 120, 16000, p.snapshot_id, p.snapshot_id, c.at,
      case when (c.k + p.u) % 20 = 0 then sha256(p.url::bytea) || sha256(p.id::text::bytea) end
    from c join p on p.n = c.n where c.n <> 1 or c.large order by c.at, p.u`,
  `insert into credit_entries (team_id, kind, available_delta, reserved_delta, check_id, monitor_id, api_key_id, created_at)
    select '${team}', e.kind::credit_entry_kind, e.available, e.reserved, c.id, c.monitor_id, k.id, c.at
    from c join (select id, row_number() over (order by id) as at from api_keys) k on k.at = 1 + c.k % 3
      cross join (values ('reserve', -10, 10), ('confirm', 0, -9), ('release', 1, -1)) e(kind, available, reserved)
    where not c.live order by c.at`,
  "drop table m, p, c",
];

/**
 * Fills a migrated, empty database. Triggers and foreign keys rest meanwhile: the rows satisfy them, and the ledger's
 * trigger would touch the one balance 300,000 times.
 */
export async function fill(sql: postgres.Sql, team: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const step of steps(team)) await tx.unsafe(step);
  });
  await sql`vacuum analyze`;
  await sql`checkpoint`;
}

/** What the queries are asked about. */
export type Subjects = { large: string; small: string; finished: string; live: string; smallCheck: string };

export async function subjectsOf(sql: postgres.Sql): Promise<Subjects> {
  const newest = (name: string, status: string) => sql<{ monitor: string; check: string }[]>`
    select m.id as monitor, c.id as check from monitors m join checks c on c.monitor_id = m.id
    where m.name = ${name} and c.status = ${status} order by c.id desc limit 1`;
  const [finished] = await newest("Monitor 1", "completed");
  const [live] = await newest("Monitor 1", "running");
  const [small] = await newest("Monitor 5000", "completed");
  if (!finished || !live || !small) throw new Error("The history was not filled as it should be.");
  const { monitor: large } = finished;
  return { large, small: small.monitor, finished: finished.check, live: live.check, smallCheck: small.check };
}
