import { count, eq, sql } from "drizzle-orm";
import { grantMonth } from "#lib/credit/index.ts";
import { db, type Queryable } from "#lib/db/client.ts";
import { teams, users } from "#lib/db/schema.ts";
import { conflict } from "#lib/errors.ts";
import { recordTeamCreated, type SignInFrom } from "#lib/team/audited.ts";
import { insertOwner } from "#lib/team/create-team.ts";
import type { SetUp } from "#lib/team/model.ts";
import { ownerlessTeam } from "#lib/team/ownerless-team.ts";
import { hashPassword } from "#lib/team/password.ts";
import { keepInDataFolder, requireSetUpCode, setUpCode } from "#lib/team/set-up-code.ts";

const SET_UP_LOCK = 0x71e1;

/** Whether nobody has an account yet: the first visitor then sets the product up. */
export async function needsSetUp(tx: Queryable = db()): Promise<boolean> {
  const [row] = await tx.select({ people: count() }).from(users);
  return row?.people === 0;
}

/** At a start: the code to print while nobody has an account, which the data folder keeps as long. */
export async function setUpCodeOfStart(): Promise<string | null> {
  const code = (await needsSetUp()) ? await setUpCode() : null;
  keepInDataFolder(code);
  return code;
}

/** Where somebody is who sets up: at this machine, or elsewhere, and at which address. */
type Whereabouts = { isHere: boolean; ip: string; from?: SignInFrom };

/**
 * Makes the first owner, who takes over a team that so far had only a key. Works once, however many ask at once.
 * @throws CONFLICT when somebody has an account already
 * @throws FORBIDDEN without the set-up code from another machine · RATE_LIMITED after too many wrong ones
 */
export async function setUp(
  input: SetUp,
  { isHere, ip, from = { ip, userAgent: null } }: Whereabouts,
): Promise<{ userId: string; teamId: string }> {
  const { email, password, teamName } = input;
  // A hash costs a quarter of a second of processor; nobody has one made in vain.
  if (!(await needsSetUp())) throw alreadySetUp();
  if (!isHere) await requireSetUpCode(input.code, ip);
  const passwordHash = await hashPassword(password);
  const owner = await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SET_UP_LOCK})`);
    if (!(await needsSetUp(tx))) throw alreadySetUp();
    const existing = await ownerlessTeam(tx);
    if (existing) await tx.update(teams).set({ name: teamName }).where(eq(teams.id, existing));
    const whose = existing ? { teamId: existing } : { teamName };
    const owner = await insertOwner(tx, { email, passwordHash, ...whose });
    await recordTeamCreated(tx, { ...owner, email, teamName }, from);
    return owner;
  });
  await grantMonth(owner.teamId);
  return owner;
}

const alreadySetUp = () => conflict("Tidemark is set up already. Sign in instead.");
