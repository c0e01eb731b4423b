import { sql } from "drizzle-orm";
import { noCreditsLeft } from "#lib/credit/read-usage.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";

/**
 * Charges for something that is over when it is charged, such as a preview: set aside and confirmed in one statement, which
 * also makes sure that so much is there. The month's credits were granted by whoever looked beforehand whether there are any.
 * @throws PAYMENT_REQUIRED, and nothing is charged
 */
export async function chargeCredits(ctx: Ctx, amount: number): Promise<void> {
  if (amount === 0) return;
  const apiKeyId = ctx.actor.kind === "apiKey" ? ctx.actor.keyId : null;
  const charged = await db().execute(sql`
      insert into credit_entries (team_id, kind, available_delta, reserved_delta, api_key_id)
      select team_id, e.kind::credit_entry_kind, e.available, e.reserved, ${apiKeyId}::uuid
      from (select * from team_credits where team_id = ${ctx.teamId} for update) balance
      cross join lateral (values
        ('reserve', ${-amount}::bigint, ${amount}::bigint), ('confirm', 0::bigint, ${-amount}::bigint))
        as e(kind, available, reserved)
      where balance.available >= ${amount}
      returning id`);
  if (charged.length === 0) throw noCreditsLeft();
}
