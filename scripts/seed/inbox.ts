import type postgres from "postgres";
import type { SeededTeam } from "./people.ts";

/** Of each hundred items, the newest first: so many are still open, some of these asleep, and of the others some were noise. */
const OPEN = 30;
const EACH_LOOKED_AT = 4;

/**
 * What the team did with its changes: every change is an item, the newest three of ten are open. Some are assigned,
 * snoozed, important, labelled, read and talked about; each of the others was closed by somebody.
 */
const steps = (team: string) => [
  `create temp table people as
    select row_number() over (order by u.email) - 1 as nth, count(*) over () as people, u.id, u.email
    from memberships s join users u on u.id = s.user_id where s.team_id = '${team}'`,
  `create temp table tag as
    select row_number() over (order by name) - 1 as nth, count(*) over () as labels, id from labels
    where team_id = '${team}' and archived_at is null`,
  // The newest is 1; \`turn\` is a number of its own for what must not go with the order.
  `create temp table i as
    select c.*, hashint8(k) & 1023 as turn, k > total * ${OPEN} / 100 as closed
    from (select c.*, row_number() over (order by id desc) as k, count(*) over () as total
      from changes c where team_id = '${team}') c`,
  "analyze people, tag, i",
  `insert into items (id, team_id, monitor_id, kind, state, group_hash, change_id, check_id, page_id, check_page_id, pages, changes,
      failing, excerpt, lines_added, lines_removed, opened_at, changed_at, closed_at, closed_by, closed_by_name, assignee_id,
      snoozed_until, important, label_id, labelled_by, labelled_by_name, labelled_at, reason)
    select i.id, i.team_id, i.monitor_id, i.kind::text,
      case when not closed then 'open' when turn % 5 = 0 then 'noise' else 'done' end, group_hash, i.id, check_id, page_id,
      check_page_id, 1, 1, (not closed and kind = 'failed')::int, excerpt, lines_added, lines_removed, created_at, created_at,
      case when closed then created_at + turn * interval '20 seconds' end, case when closed then p.id end,
      case when closed then p.email end, case when turn % 3 = 0 then p.id end,
      case when not closed and turn % 20 = 1 then now() + (1 + turn % 7) * interval '1 day' end, turn % 50 = 0,
      tag.id, case when tag.id is not null then p.id end, case when tag.id is not null then p.email end,
      case when tag.id is not null then created_at + interval '1 minute' end,
      case when closed and turn % 5 = 0 then 'A counter that always changes' end
    from i join people p on p.nth = turn % p.people
    left join tag on tag.nth = turn % tag.labels and turn % 4 = 2`,
  "update changes c set item_id = c.id from i where c.id = i.id",
  `insert into item_acts (id, team_id, item_id, act, user_id, by_name, before, after, edition, created_at)
    select pg_temp.id_at(closed_at), team_id, id, state, closed_by, closed_by_name, '{"state":"open"}',
      jsonb_build_object('state', state), 2, closed_at
    from items where team_id = '${team}' and closed_at is not null order by closed_at`,
  `insert into item_reads (user_id, item_id, read_change_id, read_changes)
    select p.id, i.id, i.id, 1 from i join people p on (i.turn + p.nth) % ${EACH_LOOKED_AT} = 0`,
  `insert into comments (id, team_id, item_id, user_id, by_name, text, mentions, created_at)
    select pg_temp.id_at(i.created_at + interval '5 minutes'), i.team_id, i.id, p.id, p.email,
      'Sales should know of this before Friday.', '{}', i.created_at + interval '5 minutes'
    from i join people p on p.nth = i.turn % p.people where i.turn % 20 = 7 order by i.created_at`,
  "drop table people, tag, i",
];

/** Fills the inbox of a seeded team; after its history, and with the function of that. */
export async function seedInbox(tx: postgres.TransactionSql, { teamId }: SeededTeam): Promise<void> {
  for (const step of steps(teamId)) await tx.unsafe(step);
}
