import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { memberships, users } from "#lib/db/schema.ts";
import type { Person } from "#lib/inbox/bell/model.ts";

/** A person as others see them; nobody has a name beside the address yet. */
const PERSON = { id: users.id, email: users.email, name: sql<string | null>`null::text` };

/** The members of the team, whom a comment may mention and an item may be given to. */
export async function listPeople(ctx: Ctx): Promise<Person[]> {
  authorize(ctx, "listPeople");
  return db()
    .select(PERSON)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.teamId, ctx.teamId))
    .orderBy(asc(users.email));
}

/** Those of these people who are members of the team, by id or by email. */
export async function membersAmong(
  tx: Queryable,
  teamId: string,
  named: { ids: readonly string[] } | { emails: readonly string[] },
): Promise<Person[]> {
  const some = "ids" in named ? named.ids : named.emails;
  if (some.length === 0) return [];
  const column = "ids" in named ? users.id : users.email;
  return tx
    .select(PERSON)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.teamId, teamId), inArray(column, [...some])))
    .orderBy(asc(users.email));
}

/** These people by their ids, also those who have left the team: what they wrote stays theirs. */
export async function peopleById(ids: readonly (string | null)[]): Promise<Map<string, Person>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const people = await db().select(PERSON).from(users).where(inArray(users.id, wanted));
  return new Map(people.map((person) => [person.id, person]));
}
