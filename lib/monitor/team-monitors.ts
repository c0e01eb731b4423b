import { eq, sql } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { teamMonitors } from "#lib/db/schema.ts";

/**
 * How many monitors the team has. The first time it is asked for, the team is counted and what its monitors are found
 * by is written; from then on the triggers on monitors keep both.
 * @throws Error when the team does not exist
 */
export async function readTeamMonitors(ctx: Ctx): Promise<typeof teamMonitors.$inferSelect> {
  const read = () => db().select().from(teamMonitors).where(eq(teamMonitors.teamId, ctx.teamId));
  const [known] = await read();
  if (known) return known;
  await db().execute(sql`select count_team_monitors(${ctx.teamId})`);
  const [counted] = await read();
  if (!counted) throw new Error(`team ${ctx.teamId} could not be counted`);
  return counted;
}
