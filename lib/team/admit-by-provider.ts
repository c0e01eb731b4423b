import { and, asc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { allowedDomainOf, parseAllowedDomains } from "#lib/allowed-domains.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { memberships, teams, users } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";
import { linkIdentity, type ProviderIdentity, personOf } from "#lib/team/identities.ts";
import { type AdmissionRefusal, Email } from "#lib/team/model.ts";
import { needsSetUp } from "#lib/team/set-up.ts";
import { type KnownPerson, teamOf } from "#lib/team/sign-in.ts";

/** What becomes of somebody whom a provider knows: let in, refused, or asked once for the password they have here. */
export type Admission =
  | { kind: "in"; person: KnownPerson }
  | { kind: "password"; userId: string; email: string }
  | { kind: "refused"; why: AdmissionRefusal };

const refused = (why: AdmissionRefusal): Admission => ({ kind: "refused", why });

/**
 * Decides whether somebody may come in by a provider. It is the provider's subject that is known here, never the address:
 * a provider that answers with somebody else's address gets into nobody's account.
 */
export async function admitByProvider(identity: ProviderIdentity): Promise<Admission> {
  const address = Email.safeParse(identity.email);
  if (!identity.isVerified || !address.success) return refused("unverified");
  const email = address.data;
  return db().transaction(async (tx) => {
    // Two first visits of one person at once make one account.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`);
    const known = await personOf(tx, identity);
    if (known) return admitKnown(tx, known);
    const [owner] = await tx.select().from(users).where(eq(users.email, email));
    if (owner)
      return owner.passwordHash ? { kind: "password", userId: owner.id, email } : refused("other-way");
    if (await needsSetUp(tx)) return refused("not-set-up");
    return admitOfDomain(tx, identity, email);
  });
}

async function admitKnown(tx: Tx, userId: string): Promise<Admission> {
  const teamId = await teamOf(tx, userId);
  return teamId ? { kind: "in", person: { userId, teamId } } : refused("no-longer-member");
}

/** Somebody new whose address is of a domain that AUTH_ALLOWED_DOMAINS names looks on, and changes nothing. */
async function admitOfDomain(tx: Tx, identity: ProviderIdentity, email: string): Promise<Admission> {
  const allowed = allowedDomainOf(email, parseAllowedDomains(env().AUTH_ALLOWED_DOMAINS ?? ""));
  if (!allowed) return refused("not-invited");
  const teamId = await ownedTeam(tx, allowed.team);
  if (!teamId) return refused("no-team");
  return { kind: "in", person: await join(tx, identity, { email, teamId, role: "viewer" }) };
}

type Joining = { email: string; teamId: string; role: (typeof memberships.$inferInsert)["role"] };

async function join(tx: Tx, identity: ProviderIdentity, { email, teamId, role }: Joining) {
  const userId = uuidv7();
  await tx.insert(users).values({ id: userId, email });
  await tx.insert(memberships).values({ teamId, userId, role });
  await linkIdentity(identity, userId, tx);
  return { userId, teamId };
}

/** The oldest team of a name, or of all; never one that nobody owns yet. */
async function ownedTeam(tx: Tx, name: string | null): Promise<string | null> {
  const [team] = await tx
    .select({ id: teams.id })
    .from(teams)
    .innerJoin(memberships, and(eq(memberships.teamId, teams.id), eq(memberships.role, "owner")))
    .where(name === null ? undefined : eq(teams.name, name))
    .orderBy(asc(teams.id))
    .limit(1);
  return team?.id ?? null;
}
