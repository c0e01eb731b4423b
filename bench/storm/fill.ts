import type postgres from "postgres";
import type { DocsSite } from "../site/index.ts";

/** Monitors of the team that the bench speaks for, and of a hundred others. */
export const OWN = 100_000;
const OTHER_TEAMS = 100;
const ALL = 110_000;

/** Of these, every `n`th takes part in a storm. */
export const EVERY = { whole: 11, quick: 55 };

// Nothing but a storm runs them: their schedule is a year away. The names hold what the searches look for: a word
// of every monitor, one of a fifth, and one of a single monitor each.
const steps = (team: string, origin: string) => [
  `create temp table t as select k, uuidv7() as id from generate_series(1, ${OTHER_TEAMS}) k`,
  "insert into teams (id, name) select id, 'Team ' || k from t",
  `insert into monitors (id, team_id, name, cron, timezone, next_run_at, targets, retention_days,
      estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free, last_run_at, last_check_summary)
    select uuidv7(), coalesce(t.id, '${team}'),
      (array['Prices','Terms','Status','Careers','Docs'])[1 + n % 5] || ' of shop ' || md5(n::text),
      '0 0 1 1 *', 'UTC', now() + interval '300 days' + n * interval '1 second',
      json_build_array(json_build_object('id', uuidv7(), 'type', 'scrape', 'urls',
        json_build_array('${origin}' || n || '.html'))),
      30, 1, 1, false, now() - n * interval '1 second',
      '{"totalPages":1,"same":1,"changed":0,"new":0,"removed":0,"error":0}'
    from generate_series(1, ${ALL}) n left join t on n > ${OWN} and t.k = n % ${OTHER_TEAMS} + 1`,
  "drop table t",
];

/** Fills a migrated database with 110,000 monitors of one local page each, none of them due. Takes seconds. */
export async function fill(sql: postgres.Sql, team: string, site: DocsSite): Promise<void> {
  const [page = ""] = site.urls("bytes", 1);
  const origin = page.slice(0, page.lastIndexOf("/") + 1);
  await sql.begin(async (tx) => {
    // The rows satisfy every constraint; their triggers would run 110,000 times for what one statement counts.
    await tx`set local session_replication_role = replica`;
    for (const step of steps(team, origin)) await tx.unsafe(step);
  });
  // As the first look at the list does.
  await sql`select count_team_monitors(${team})`;
  await sql`vacuum analyze`;
  await sql`checkpoint`;
}

/** The monitors of a storm: every so many of those that `fill` made, by the number of their page. */
export async function stormMonitors(sql: postgres.Sql, every: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from monitors
    where substring(targets::text from '(\\d+)\\.html')::int % ${every} = 0 and cron = '0 0 1 1 *'
      and name like '% of shop %'
    order by id`;
  return rows.map(({ id }) => id);
}
