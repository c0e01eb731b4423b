import { and, eq } from "drizzle-orm";
import { db, type Queryable, type Tx } from "#lib/db/client.ts";
import { identities } from "#lib/db/schema.ts";
import { NOWHERE, recordLinked, type SignInFrom } from "#lib/team/audited.ts";
import type { KnownPerson } from "#lib/team/sign-in.ts";

/** Who a provider says somebody is. */
export type ProviderIdentity = {
  /** `github`, `google`, or `oidc:` and the issuer. */
  provider: string;
  /** What the provider calls this person for good, whatever their address. */
  subject: string;
  email: string | null;
  /** Whether the provider says that the address is really theirs. */
  isVerified: boolean;
};

type Subject = Pick<ProviderIdentity, "provider" | "subject">;

export async function personOf(tx: Queryable, { provider, subject }: Subject): Promise<string | null> {
  const [row] = await tx
    .select({ userId: identities.userId })
    .from(identities)
    .where(and(eq(identities.provider, provider), eq(identities.subject, subject)));
  return row?.userId ?? null;
}

/**
 * From now on this identity signs in as this person. One that is somebody's already stays theirs.
 * @returns whether it is this person's now.
 */
export function linkIdentity(
  identity: Subject,
  person: KnownPerson,
  from: SignInFrom = NOWHERE,
  tx?: Tx,
): Promise<boolean> {
  if (!tx) return db().transaction((own) => linkIdentity(identity, person, from, own));
  return linkWithin(tx, identity, person, from);
}

async function linkWithin(
  tx: Tx,
  { provider, subject }: Subject,
  person: KnownPerson,
  from: SignInFrom,
): Promise<boolean> {
  const { userId } = person;
  const linked = await tx
    .insert(identities)
    .values({ provider, subject, userId })
    .onConflictDoNothing()
    .returning({ userId: identities.userId });
  if (linked.length > 0) await recordLinked(tx, person, provider, from);
  return (await personOf(tx, { provider, subject })) === userId;
}
