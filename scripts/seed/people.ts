import type postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import type { Role } from "#lib/policy.ts";
import { createApiKey, createOwner } from "#lib/team/index.ts";

export const PASSWORD = "a long enough password";
/** Of everybody who is seeded, and of nobody else: a domain that RFC 2606 keeps from being anybody's. */
export const DOMAIN = "seed.tidemark.example";

const NAMES =
  "ana ben cleo dev eva finn gita hugo ines jon kira liam mona nils olga paul rosa sven tara uma".split(" ");

const roleOf = (index: number): Role =>
  index === 0 ? "owner" : index < 3 ? "admin" : index > 17 ? "viewer" : "member";

export type Person = { id: string; email: string };
export type SeededTeam = { teamId: string; key: string; people: Person[]; owner: string };

/** The team and its people, who all have one password, and a key. `edition` tells apart what was seeded twice. */
export async function seedPeople(sql: postgres.Sql, edition: number, count: number): Promise<SeededTeam> {
  const emailOf = (name: string) => `${name}${edition > 1 ? `-${edition}` : ""}@${DOMAIN}`;
  const owner = emailOf(NAMES[0] ?? "ana");
  const made = await createOwner({ email: owner, password: PASSWORD, teamName: `Harbour watch ${edition}` });
  const { teamId, userId } = made;
  const people = [{ id: userId, email: owner }];
  for (let index = 1; index < count; index++) {
    const name = NAMES[index % NAMES.length] ?? "somebody";
    const email = emailOf(index < NAMES.length ? name : `${name}${index}`);
    const id = uuidv7();
    // One hash for all: each of its own would take a quarter of a second.
    await sql`insert into users (id, email, password_hash) select ${id}, ${email}, password_hash from users where id = ${userId}`;
    await sql`insert into memberships (team_id, user_id, role) values (${teamId}, ${id}, ${roleOf(index)})`;
    people.push({ id, email });
  }
  await sql`update users set first_steps = null where id = ${userId}`;
  const ctx = { teamId, actor: { kind: "system" as const, job: "seed" }, requestId: "seed" };
  const { key } = await createApiKey(ctx, { name: "seed" });
  return { teamId, key, people, owner };
}
