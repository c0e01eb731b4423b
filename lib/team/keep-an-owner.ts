import { db, type Tx } from "#lib/db/client.ts";
import { conflict } from "#lib/errors.ts";

const CONSTRAINT = "memberships_keep_an_owner";

/**
 * A transaction that may take an owner away. The database refuses, at its end, to leave a team without one, also where
 * two owners go at once.
 * @throws CONFLICT when nobody would own the team
 */
export async function keepingAnOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db().transaction(work);
  } catch (error) {
    if (!isAboutOwner(error)) throw error;
    throw conflict("A team always has an owner: make somebody else an owner first.");
  }
}

function isAboutOwner(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { constraint_name, cause } = error as { constraint_name?: string; cause?: unknown };
  return constraint_name === CONSTRAINT || isAboutOwner(cause);
}
