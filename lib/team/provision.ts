import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { asc, eq } from "drizzle-orm";
import { grantMonth } from "#lib/credit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { memberships, teams, users } from "#lib/db/schema.ts";
import { dataPath, env } from "#lib/env.ts";
import { authenticateApiKey, createApiKey } from "#lib/team/api-keys.ts";
import { createOwner, createTeam } from "#lib/team/create-team.ts";
import { ownerlessTeam } from "#lib/team/ownerless-team.ts";

const LOCK = 0x71df;

/** A key that works from now on: one that was made here and may be shown, or the given one, which its owner knows. */
export type ReadyKey = { made: string } | "given";

/** The first team and a ready key, where there are such. */
type Provisioned = { teamId: string | null; key: ReadyKey | null };

/**
 * First owner, team and key, from TIDEMARK_ADMIN_EMAIL, TIDEMARK_ADMIN_PASSWORD and TIDEMARK_API_KEY. Run at
 * every boot: what exists is left as it is, also when several processes boot at once. In development with none
 * of them set, a key is made once and kept in the data folder.
 */
export async function provision(): Promise<Provisioned> {
  // Held on one connection while the verbs below use others: it only keeps a second boot waiting.
  return db().$client.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(${LOCK})`;
    return provisionAlone();
  }) as Promise<Provisioned>;
}

async function provisionAlone(): Promise<Provisioned> {
  const { TIDEMARK_ADMIN_EMAIL, TIDEMARK_ADMIN_PASSWORD, TIDEMARK_API_KEY, NODE_ENV } = env();
  const wanted = TIDEMARK_API_KEY ?? (NODE_ENV === "development" ? developmentKey() : null);
  const owner = TIDEMARK_ADMIN_EMAIL?.toLowerCase();
  const teamId = owner ? await ownersTeam(owner, TIDEMARK_ADMIN_PASSWORD) : await firstTeam(wanted !== null);
  if (teamId) await grantMonth(teamId);
  if (!teamId || !wanted) return { teamId, key: null };
  const name = TIDEMARK_API_KEY ? "TIDEMARK_API_KEY" : "Development";
  await createApiKey(systemCtx(teamId), { name, key: wanted });
  if (!(await isUsable(wanted))) return { teamId, key: null };
  // A key that was given is a secret of whoever gave it: what a start prints ends in logs that others read.
  return { teamId, key: TIDEMARK_API_KEY ? "given" : { made: wanted } };
}

/** A revoked key stays revoked: it is not called ready. */
function isUsable(key: string): Promise<boolean> {
  return authenticateApiKey(key).then(
    () => true,
    () => false,
  );
}

function systemCtx(teamId: string): Ctx {
  return { teamId, actor: { kind: "system", job: "provision" }, requestId: "provision" };
}

async function ownersTeam(email: string, password: string | undefined): Promise<string> {
  const [existing] = await db()
    .select({ teamId: memberships.teamId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.email, email))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  if (existing) return existing.teamId;
  if (!password) {
    throw new Error("TIDEMARK_ADMIN_EMAIL is set without TIDEMARK_ADMIN_PASSWORD: set both, or neither.");
  }
  const ownerless = await ownerlessTeam();
  const team = ownerless ? { teamId: ownerless } : { teamName: "My team" };
  return (await createOwner({ email, password, ...team })).teamId;
}

async function firstTeam(makeOne: boolean): Promise<string | null> {
  const [team] = await db().select({ id: teams.id }).from(teams).orderBy(asc(teams.id)).limit(1);
  if (team) return team.id;
  return makeOne ? createTeam("My team") : null;
}

/** The key that development prints: made once, kept in the data folder, so that a restart prints the same. */
function developmentKey(): string {
  const file = dataPath("development-key");
  if (!existsSync(file))
    writeFileSync(file, `fc-${crypto.randomUUID().replaceAll("-", "")}`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
