import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { webhookSecrets } from "#lib/db/schema.ts";
import { open, seal } from "#lib/delivery/seal.ts";
import { conflict } from "#lib/errors.ts";

/** As Standard Webhooks writes one: the bytes that sign, in base64, after a prefix that tells what they are. */
const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
/** Both secrets are good for so long after one took the other's place. */
const OVERLAP = sql`now() + interval '24 hours'`;

/** By which a team's webhooks are signed: the newest first, and the one before for a day. */
export async function signingSecrets(teamId: string): Promise<string[]> {
  const row = await secretOf(teamId);
  const previous = row.previousUntil && row.previousUntil > new Date() ? row.previous : null;
  return [row.sealed, previous].flatMap((sealed) => (sealed ? (open(sealed) ?? []) : []));
}

/** Whether there is a secret that nobody has seen, and whether AUTH_SECRET still opens it. */
export async function readWebhookSecret(
  ctx: Ctx,
): Promise<{ createdAt: string; shown: boolean; usable: boolean; previousUntil: string | null }> {
  authorize(ctx, "readWebhookSecret");
  const row = await secretOf(ctx.teamId);
  return {
    createdAt: row.createdAt.toISOString(),
    shown: row.shownAt !== null,
    usable: open(row.sealed) !== null,
    previousUntil:
      row.previousUntil && row.previousUntil > new Date() ? row.previousUntil.toISOString() : null,
  };
}

/** The secret, once. @throws CONFLICT when somebody has seen it: another one can take its place */
export async function revealWebhookSecret(ctx: Ctx): Promise<{ secret: string }> {
  authorize(ctx, "revealWebhookSecret");
  await secretOf(ctx.teamId);
  return db().transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(webhookSecrets)
      .where(eq(webhookSecrets.teamId, ctx.teamId))
      .for("update");
    const secret = row && !row.shownAt ? open(row.sealed) : null;
    if (!secret)
      throw conflict(
        "The secret was shown already, or cannot be opened any more. Rotate it to see a new one.",
      );
    await tx.update(webhookSecrets).set({ shownAt: new Date() }).where(eq(webhookSecrets.teamId, ctx.teamId));
    await recordAudit(tx, ctx, { action: "webhook_secret.shown", object: OBJECT });
    return { secret };
  });
}

/** Another secret, shown now; the one before stays good for 24 hours. */
export async function rotateWebhookSecret(ctx: Ctx): Promise<{ secret: string }> {
  authorize(ctx, "rotateWebhookSecret");
  await secretOf(ctx.teamId);
  const secret = newSecret();
  await db().transaction(async (tx) => {
    await tx
      .update(webhookSecrets)
      .set({
        previous: webhookSecrets.sealed,
        previousUntil: OVERLAP,
        sealed: seal(secret),
        shownAt: new Date(),
        createdAt: new Date(),
      } as never)
      .where(eq(webhookSecrets.teamId, ctx.teamId));
    await recordAudit(tx, ctx, { action: "webhook_secret.rotated", object: OBJECT });
  });
  return { secret };
}

const OBJECT = { kind: "team" as const, id: null, name: "webhook secret" };

/** Made when it is first needed. */
async function secretOf(teamId: string) {
  const find = () => db().select().from(webhookSecrets).where(eq(webhookSecrets.teamId, teamId));
  const [known] = await find();
  if (known) return known;
  await db()
    .insert(webhookSecrets)
    .values({ teamId, sealed: seal(newSecret()) })
    .onConflictDoNothing();
  const [made] = await find();
  if (!made) throw new Error("The team is gone.");
  return made;
}
