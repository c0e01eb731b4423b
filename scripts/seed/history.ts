import type postgres from "postgres";
import { seedInbox } from "./inbox.ts";
import type { SeededTeam } from "./people.ts";
import { EVERY, LOOKS, type Sizes } from "./sizes.ts";
import { type SampleText, TEMPLATES, VERSIONS } from "./texts.ts";

/** Ids as the program makes them, of any moment; PostgreSQL before 18 has no function for it. */
const ID_AT = `
  create function pg_temp.id_at(at timestamptz) returns uuid language sql volatile as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(r, 1, 3) || '8' ||
      substr(r, 4, 3) || substr(r, 20, 12))::uuid
    from (select replace(gen_random_uuid()::text, '-', '') as r) random $$`;

const SAMPLES = `
  create temp table sample (t int, v int, title text, hash bytea, size int, content bytea, diff bytea, diff_size int,
    excerpt jsonb, added int, removed int, group_hash bytea, difference_hash bytea)`;

/**
 * What happens to page u of a monitor: of every fifth, the most change at each second look; some fail and come back, a few are
 * new or go. All the others stay as they are. \`i\` numbers those that something happens to.
 */
const steps = (team: string, { monitors, checksPerMonitor, pagesPerMonitor }: Sizes) => [
  // Their pages are nowhere, so they run by themselves only on New Year's Day.
  `create temp table m as
    select n, pg_temp.id_at(now() - interval '40 days' + n * interval '1 minute') as id, gen_random_uuid() as target
    from generate_series(1, ${monitors}) n`,
  `insert into monitors (id, team_id, name, cron, timezone, next_run_at, last_run_at, targets, retention_days, goal,
      estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free, created_at)
    select id, '${team}', (array['Prices of','Terms of','News of','Jobs at','Docs of'])[1 + n % 5] || ' Shop ' || n,
      '0 5 1 1 *', 'UTC', date_trunc('year', now()) + interval '1 year 5 hours', now() - n * interval '5 seconds',
      jsonb_build_array(jsonb_build_object('id', target, 'type', 'scrape', 'urls',
        (select jsonb_agg('https://shop-' || n || '.seed.tidemark.example/products/' || u)
         from generate_series(1, ${pagesPerMonitor}) u))),
      90, null, ${pagesPerMonitor}, ${pagesPerMonitor}, true, now() - interval '40 days'
    from m`,
  `create temp table p as
    select m.n, m.id as monitor_id, m.target, u, pg_temp.id_at(now() - interval '39 days') as id,
      case when u % ${EVERY} = 0 then u / ${EVERY} - 1 end as i,
      (case when u % ${EVERY} = 0 then u / ${EVERY} - 1 else u end + m.n) % ${TEMPLATES} as t,
      'https://shop-' || m.n || '.seed.tidemark.example/products/' || u as url
    from m cross join generate_series(1, ${pagesPerMonitor}) u`,
  `create temp table c as
    select m.n, m.id as monitor_id, m.target, k, at, pg_temp.id_at(at) as id,
      case when k >= ${checksPerMonitor - LOOKS} then k - ${checksPerMonitor - LOOKS} end as l
    from m cross join generate_series(0, ${checksPerMonitor - 1}) k
      cross join lateral (select date_trunc('second', now()) - (${checksPerMonitor - 1} - k) * interval '1 hour'
        - m.n * interval '5 seconds' as at) a`,
  // What each look found: the version it read, and what is new of it.
  `create temp table r as
    select c.n, c.id as check_id, c.l, c.at, p.id as page_id, p.target, p.monitor_id, p.t, p.i, p.url,
      pg_temp.id_at(c.at + p.u * interval '1 millisecond') as id, kind,
      case when p.i % 40 < 32 or p.i % 40 > 35 then
        greatest(0, least((c.l + 1) / 2, case p.i % 40 / 38 when 1 then 4 else 5 end) - (p.i % 40 in (36, 37))::int)
      else 0 end as v
    from c join p on p.n = c.n cross join lateral (select case
      when p.i is null or c.l % 2 = 0 then null
      when p.i % 40 between 32 and 35 then case c.l % 4 when 1 then 'failed' else 'recovered' end
      when p.i % 40 in (36, 37) and c.l = 1 then 'new'
      when p.i % 40 in (38, 39) and c.l = 9 then 'removed'
      else 'changed' end as kind) happened
    where c.l is not null and not (p.i is not null and p.i % 40 in (36, 37) and c.l = 0)`,
  "create index on r (check_id)",
  "analyze m, p, c, r, sample",
  `create temp table s as
    select m.n, m.id as monitor_id, t, v, pg_temp.id_at(now() - interval '38 days' + v * interval '1 day') as id
    from m cross join generate_series(0, ${TEMPLATES - 1}) t cross join generate_series(0, ${VERSIONS - 1}) v`,
  "analyze s",
  `insert into snapshots (id, team_id, monitor_id, hash, kind, size, content, created_at, superseded_at)
    select s.id, '${team}', s.monitor_id, sample.hash, 'markdown', sample.size, sample.content, now() - interval '20 hours',
      case when v between 1 and ${VERSIONS - 2} then now() - (${VERSIONS} - v) * interval '2 hours' end
    from s join sample using (t, v)`,
  `insert into pages (id, team_id, monitor_id, target_id, url, url_hash, scrape_id, body_hash, fingerprint, title, content_type,
      first_seen_at, last_changed_at, removed_at, failing_since)
    select p.id, '${team}', p.monitor_id, p.target, p.url, sha256(p.url::bytea), latest.id, sha256(p.url::bytea), 'seed',
      (select title from sample where sample.t = p.t and v = 0) || ' ' || p.u, 'text/html; charset=utf-8',
      now() - interval '16 days', case when p.i is not null then latest.at end,
      case when latest.kind = 'removed' then latest.at end,
      case when p.i % 40 between 32 and 35 then latest.at end
    from p join r latest on latest.page_id = p.id and latest.l = ${LOOKS - 1}`,
  `insert into page_surfaces (page_id, surface, snapshot_id, fingerprint)
    select r.page_id, 'text', s.id, 'seed' from r join s on s.n = r.n and s.t = r.t and s.v = r.v
    where r.l = ${LOOKS - 1}`,
  `insert into checks (id, team_id, monitor_id, status, trigger, started_by, scheduled_for, started_at, finished_at, attempt,
      estimated_credits, reserved_credits, page_credits, actual_credits, billing_status, expected_pages, same_pages,
      changed_pages, new_pages, removed_pages, error_pages, target_counts, target_results, created_at, updated_at)
    select c.id, '${team}', c.monitor_id, (case when coalesce(error, 0) > 0 then 'partial' else 'completed' end)::check_status,
      (case when k % 10 = 0 then 'manual' else 'scheduled' end)::check_trigger,
      case when k % 10 = 0 then (select email from users where id = (select user_id from memberships
        where team_id = '${team}' order by user_id offset k % 18 limit 1)) end,
      case when k % 10 <> 0 then at end, at, at + interval '20 seconds', 1, ${pagesPerMonitor}, ${pagesPerMonitor},
      changed, changed, 'confirmed', ${pagesPerMonitor}, coalesce(same, ${pagesPerMonitor}), changed, coalesce(new, 0),
      coalesce(removed, 0), coalesce(error, 0),
      jsonb_build_object(target || '.same', coalesce(same, ${pagesPerMonitor}), target || '.changed', changed),
      jsonb_build_array(jsonb_build_object('targetId', target, 'type', 'scrape', 'expectedJobs', '[]'::jsonb,
        'summary', jsonb_build_object('totalPages', ${pagesPerMonitor}, 'same', coalesce(same, ${pagesPerMonitor}), 'changed', changed,
          'new', coalesce(new, 0), 'removed', coalesce(removed, 0), 'error', coalesce(error, 0)),
        'credits', jsonb_build_object('base', changed, 'formats', 0, 'judge', 0, 'search', 0, 'total', changed)))::json,
      at, at + interval '20 seconds'
    from c left join (
      select check_id, count(*) filter (where kind is null or kind = 'recovered') as same,
        count(*) filter (where kind = 'changed') as counted, count(*) filter (where kind = 'new') as new,
        count(*) filter (where kind = 'removed') as removed, count(*) filter (where kind = 'failed') as error
      from r group by check_id) found on found.check_id = c.id
      cross join lateral (select coalesce(counted, 0) as changed) charged
    order by c.at`,
  `insert into check_pages (id, check_id, team_id, target_id, page_id, status, status_code, credits_base, duration_ms, size,
      snapshot_id, created_at, error, diff, diff_size)
    select r.id, r.check_id, '${team}', r.target, r.page_id,
      (case kind when 'failed' then 'error' when 'recovered' then 'same' else coalesce(kind, 'same') end)::page_status,
      case kind when 'failed' then 503 when 'removed' then 404 else 200 end, coalesce(kind = 'changed', false)::int, 120, sample.size,
      case when kind in ('failed', 'removed') then null else s.id end, r.at,
      case when kind = 'failed' then 'The server answered 503 Service Unavailable. Try again later.' end,
      case when kind = 'changed' then sample.diff end, case when kind = 'changed' then sample.diff_size end
    from r join s on s.n = r.n and s.t = r.t and s.v = r.v join sample on sample.t = r.t and sample.v = r.v
    order by r.at, r.id`,
  `insert into changes (id, team_id, monitor_id, check_id, page_id, check_page_id, kind, excerpt, lines_added, lines_removed,
      group_hash, difference_hash, created_at)
    select pg_temp.id_at(r.at + interval '20 seconds'), '${team}', r.monitor_id, r.check_id, r.page_id, r.id, kind::change_kind,
      case kind when 'changed' then sample.excerpt
        when 'failed' then '{"lead":"","before":"","after":"The server answered 503 Service Unavailable."}' end,
      case when kind = 'changed' then sample.added else 0 end, case when kind = 'changed' then sample.removed else 0 end,
      case when kind = 'changed' then sample.group_hash else sha256(kind::bytea) end,
      case when kind = 'changed' then sample.difference_hash else sha256(kind::bytea) end, r.at + interval '20 seconds'
    from r join sample on sample.t = r.t and sample.v = r.v where kind is not null
    order by r.at`,
  `update monitors set last_check_summary = (
      select jsonb_build_object('totalPages', ${pagesPerMonitor}, 'same', same_pages, 'changed', changed_pages, 'new', new_pages,
        'removed', removed_pages, 'error', error_pages, 'status', c.status)
      from checks c where c.monitor_id = monitors.id order by c.id desc limit 1)
    where team_id = '${team}'`,
  // Who ran what: a log of some thousands, so that its screen is seen as it will be.
  `insert into audit_entries (id, team_id, action, actor_kind, actor_id, actor_name, object_kind, object_id, object_name, changes,
      ip, user_agent, request_id, words, created_at)
    select pg_temp.id_at(c.at), '${team}', 'check.started', 'user', u.id, u.email, 'monitor', c.monitor_id, mon.name,
      jsonb_build_array(jsonb_build_object('field', 'check', 'before', null, 'after', c.id)), '203.0.113.' || c.n % 200,
      'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'seed',
      lower(u.email || ' ran ' || mon.name), c.at
    from c join checks ch on ch.id = c.id join users u on u.email = ch.started_by join monitors mon on mon.id = c.monitor_id
    where c.k % 10 = 0 order by c.at`,
  "drop table m, p, c, r, s, sample",
];

/** Fills a team by statements that write all of a table at once. */
export async function seedHistory(
  sql: postgres.Sql,
  team: SeededTeam,
  sizes: Sizes,
  samples: SampleText[],
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(ID_AT);
    await tx.unsafe(SAMPLES);
    for (const sample of samples) await insertSample(tx, sample);
    await tx`set local synchronous_commit = off`;
    await tx`set local work_mem = '128MB'`;
    for (const step of steps(team.teamId, sizes)) await tx.unsafe(step);
    await seedInbox(tx, team);
  });
  await sql`vacuum analyze`;
}

function insertSample(tx: postgres.TransactionSql, sample: SampleText): Promise<unknown> {
  const { t, v, title, hash, size, content, diff, diffSize, excerpt, added, removed } = sample;
  return tx`insert into sample values (${t}, ${v}, ${title}, ${hash}, ${size}, ${content}, ${diff}, ${diffSize},
    ${excerpt}::text::jsonb, ${added}, ${removed}, ${sample.groupHash}, ${sample.differenceHash})`;
}
