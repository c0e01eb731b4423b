import { asc, sql } from "drizzle-orm";
import { db, type Queryable } from "#lib/db/client.ts";
import { memberships, teams } from "#lib/db/schema.ts";

/** A team made for a bare key before anybody had an account: the first owner takes it over, with its monitors. */
export async function ownerlessTeam(tx: Queryable = db()): Promise<string | null> {
  const [team] = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(sql`not exists (select 1 from ${memberships} where ${memberships.teamId} = ${teams.id})`)
    .orderBy(asc(teams.id))
    .limit(1);
  return team?.id ?? null;
}
