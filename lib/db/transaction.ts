import type { Ctx } from "#lib/ctx.ts";
import { db, type Queryable, type Tx } from "#lib/db/client.ts";

/** Runs `work` in the caller's open transaction, else in one of its own: verbs compose without knowing who began. */
export function withTransaction<T>(ctx: Pick<Ctx, "tx">, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.tx ? work(ctx.tx) : db().transaction(work);
}

/** Where a verb that only reads runs its statements. */
export function queryable(ctx: Pick<Ctx, "tx">): Queryable {
  return ctx.tx ?? db();
}
