import type postgres from "postgres";
import { seedHistory } from "./history.ts";
import { DOMAIN, type SeededTeam, seedPeople } from "./people.ts";
import type { Sizes } from "./sizes.ts";
import { sampleTexts } from "./texts.ts";

/** What a database has that was not seeded, in a sentence; null where there is nothing. */
export async function foreignData(sql: postgres.Sql): Promise<string | null> {
  const [found] = await sql<{ people: number; monitors: number }[]>`
    select (select count(*)::int from users where email not like ${`%@${DOMAIN}`}) as people,
      (select count(*)::int from monitors m where not exists (
        select 1 from memberships s join users u on u.id = s.user_id
        where s.team_id = m.team_id and u.email like ${`%@${DOMAIN}`})) as monitors`;
  const { people = 0, monitors = 0 } = found ?? {};
  return people + monitors > 0 ? `${people} people and ${monitors} monitors that were not seeded` : null;
}

/** How many teams were seeded here before. */
export async function seededTeams(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ teams: number }[]>`
    select count(distinct s.team_id)::int as teams from memberships s join users u on u.id = s.user_id
    where u.email like ${`%@${DOMAIN}`}`;
  return row?.teams ?? 0;
}

/** Makes a team of a size with all its history. The pool of this process is on the same database. */
export async function seedTeam(sql: postgres.Sql, sizes: Sizes): Promise<SeededTeam> {
  const team = await seedPeople(sql, (await seededTeams(sql)) + 1, sizes.people);
  await seedHistory(sql, team, sizes, await sampleTexts());
  return team;
}
