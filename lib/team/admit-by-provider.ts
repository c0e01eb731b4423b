import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { allowedDomainOf, parseAllowedDomains } from "#lib/allowed-domains.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { invitations, memberships, teams, users } from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";
import { announce } from "#lib/live/announce.ts";
import type { Role } from "#lib/policy.ts";
import { NOWHERE, recordOwnDeed, type SignInFrom } from "#lib/team/audited.ts";
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
export async function admitByProvider(
  identity: ProviderIdentity,
  from: SignInFrom = NOWHERE,
): Promise<Admission> {
  const address = Email.safeParse(identity.email);
  if (!identity.isVerified || !address.success) return refused("unverified");
  const email = address.data;
  return db().transaction(async (tx) => {
    // Two first visits of one person at once make one account.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`);
    const known = await personOf(tx, identity);
    if (known) return admitKnown(tx, known, email, from);
    const [owner] = await tx.select().from(users).where(eq(users.email, email));
    if (owner)
      return owner.passwordHash ? { kind: "password", userId: owner.id, email } : refused("other-way");
    if (await needsSetUp(tx)) return refused("not-set-up");
    const places = await takeInvitations(tx, email);
    if (places.length > 0) return { kind: "in", person: await join(tx, identity, { email, places, from }) };
    return admitOfDomain(tx, identity, email, from);
  });
}

/** Who is in no team any more comes back by an invitation alone: their domain has let them in once. */
async function admitKnown(tx: Tx, userId: string, email: string, from: SignInFrom): Promise<Admission> {
  if (!(await teamOf(tx, userId)))
    await giveMemberships(tx, { userId, email }, await takeInvitations(tx, email), from);
  const teamId = await teamOf(tx, userId);
  return teamId ? { kind: "in", person: { userId, teamId } } : refused("no-longer-member");
}

type Place = { teamId: string; role: Role };

/** Accepts what is open for an address that is verified to be theirs: each invitation is used once. */
async function takeInvitations(tx: Tx, email: string): Promise<Place[]> {
  return tx
    .update(invitations)
    .set({ acceptedAt: new Date() })
    .where(
      and(
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, new Date()),
      ),
    )
    .returning({ teamId: invitations.teamId, role: invitations.role });
}

/** Somebody new whose address is of a domain that AUTH_ALLOWED_DOMAINS names looks on, and changes nothing. */
async function admitOfDomain(
  tx: Tx,
  identity: ProviderIdentity,
  email: string,
  from: SignInFrom,
): Promise<Admission> {
  const allowed = allowedDomainOf(email, parseAllowedDomains(env().AUTH_ALLOWED_DOMAINS ?? ""));
  if (!allowed) return refused("not-invited");
  const teamId = await ownedTeam(tx, allowed.team);
  if (!teamId) return refused("no-team");
  const places: Place[] = [{ teamId, role: "viewer" }];
  return { kind: "in", person: await join(tx, identity, { email, places, from }) };
}

async function join(
  tx: Tx,
  identity: ProviderIdentity,
  { email, places, from }: { email: string; places: Place[]; from: SignInFrom },
): Promise<KnownPerson> {
  const [first] = places;
  if (!first) throw new Error("Somebody joins without a team.");
  const userId = uuidv7();
  await tx.insert(users).values({ id: userId, email });
  const person = { userId, teamId: first.teamId };
  await giveMemberships(tx, { userId, email }, places, from);
  await linkIdentity(identity, person, from, tx);
  return person;
}

async function giveMemberships(
  tx: Tx,
  { userId, email }: { userId: string; email: string },
  places: Place[],
  from: SignInFrom,
): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map(({ teamId, role }) => ({ teamId, role, userId }));
  const given = await tx.insert(memberships).values(rows).onConflictDoNothing().returning();
  for (const { teamId, role } of given) {
    await recordOwnDeed(tx, { teamId, userId, email, role }, "member.joined", from);
    await announce(tx, { teamId, topics: ["people:all"] });
  }
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
