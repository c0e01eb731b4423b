import { expect } from "vitest";
import { newMonitor, site, sql } from "./chaos.ts";

// Very many checks of one page each, all at once.

/** So many monitors of one page each, made as copies of one. @returns the ids */
export async function monitors(count: number, pathOf: (index: number) => string): Promise<string[]> {
  const first = await newMonitor([pathOf(0)], "0 0 1 1 *");
  const urls = Array.from({ length: count - 1 }, (_, index) => site.url(pathOf(index + 1)));
  const copies = await sql`
    insert into monitors
    select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'targets', jsonb_build_array(
      jsonb_build_object('id', gen_random_uuid(), 'type', 'scrape', 'urls', jsonb_build_array(url)))))).*
    from monitors m, jsonb_array_elements_text(${sql.json(urls)}) url where m.id = ${first}
    returning id`;
  return [first, ...copies.map(({ id }) => id as string)];
}

export const comeDue = (ids: string[]) => sql`update monitors set next_run_at = now() where id = any(${ids})`;

export const counts = async (ids: string[]) => {
  const [row] = await sql`
    select count(*)::int as all, count(*) filter (where status in ('queued', 'running'))::int as left,
      count(*) filter (where status = 'completed')::int as completed
    from checks where monitor_id = any(${ids})`;
  return row as { all: number; left: number; completed: number };
};

/** Each check is complete, with its one page recorded once, and the ledger has one charge for it. */
export async function expectEachOnce(ids: string[]): Promise<void> {
  const [row] = await sql`
    select count(*)::int as checks, count(*) filter (where c.status = 'completed')::int as completed,
      count(*) filter (where p.pages = 1 and c.new_pages + c.same_pages = 1)::int as whole,
      count(*) filter (where e.held = 0 and e.entries = 2)::int as settled
    from checks c
    cross join lateral (select count(*) as pages from check_pages where check_id = c.id) p
    cross join lateral (
      select sum(reserved_delta) as held, count(*) as entries from credit_entries where check_id = c.id) e
    where c.monitor_id = any(${ids})`;
  const all = ids.length;
  expect(row).toEqual({ checks: all, completed: all, whole: all, settled: all });
  const [team] = await sql`
    select bool_and(c.available = e.available and c.reserved = e.reserved) as sound from team_credits c
    join (select team_id, sum(available_delta) as available, sum(reserved_delta) as reserved
      from credit_entries group by team_id) e using (team_id)`;
  expect(team).toEqual({ sound: true });
}
