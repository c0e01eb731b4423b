import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "#lib/db/client.ts";
import { identities } from "#lib/db/schema.ts";

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
export async function linkIdentity(
  { provider, subject }: Subject,
  userId: string,
  tx: Queryable = db(),
): Promise<boolean> {
  await tx.insert(identities).values({ provider, subject, userId }).onConflictDoNothing();
  return (await personOf(tx, { provider, subject })) === userId;
}
