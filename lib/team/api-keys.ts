import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { apiKeys, memberships } from "#lib/db/schema.ts";
import { notFound, TidemarkError, unauthorized } from "#lib/errors.ts";
import { type KeyKind, lesserRole, type Role, roleIsAtLeast } from "#lib/policy.ts";

const PREFIX_LENGTH = 9;

function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/**
 * Makes a key (or takes `key`, "fc-" and 32 hex digits). The key itself is in this answer and nowhere else.
 * @throws FORBIDDEN for a key, and for a role above the maker's
 */
export async function createApiKey(
  ctx: Ctx,
  input: { name: string; key?: string; role?: Role; readOnly?: boolean },
): Promise<{ id: string; key: string; prefix: string }> {
  authorize(ctx, "createApiKey");
  const { role = "member", readOnly = false } = input;
  if (ctx.actor.kind === "user" && !roleIsAtLeast(ctx.actor.role, role)) {
    const sentence = `You are ${ctx.actor.role}, so a key of yours cannot be ${role}. Choose ${ctx.actor.role} or less.`;
    throw new TidemarkError("FORBIDDEN", sentence);
  }
  const key = input.key ?? `fc-${randomBytes(16).toString("hex")}`;
  const row = {
    id: uuidv7(),
    teamId: ctx.teamId,
    name: input.name,
    prefix: key.slice(0, PREFIX_LENGTH),
    keyHash: hashKey(key),
    role,
    readOnly,
    createdBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
  };
  await db().transaction(async (tx) => {
    const made = await tx
      .insert(apiKeys)
      .values(row)
      .onConflictDoNothing({ target: apiKeys.keyHash })
      .returning({ id: apiKeys.id });
    if (made.length > 0) await recordAudit(tx, ctx, { action: "key.created", object: auditedKey(row) });
  });
  return { id: row.id, key, prefix: row.prefix };
}

/** The team's keys, newest first, never their secrets. */
export async function listApiKeys(ctx: Ctx) {
  authorize(ctx, "listApiKeys");
  const { keyHash: _, ...columns } = getTableColumns(apiKeys);
  return db().select(columns).from(apiKeys).where(eq(apiKeys.teamId, ctx.teamId)).orderBy(desc(apiKeys.id));
}

/** @throws FORBIDDEN for a key · NOT_FOUND also when it was revoked already */
export async function revokeApiKey(ctx: Ctx, keyId: string): Promise<void> {
  authorize(ctx, "revokeApiKey");
  await db().transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: new Date() })
      .where(and(eq(apiKeys.id, keyId), eq(apiKeys.teamId, ctx.teamId), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id, name: apiKeys.name });
    if (!revoked) throw notFound("API key");
    await recordAudit(tx, ctx, { action: "key.revoked", object: auditedKey(revoked) });
  });
}

const auditedKey = ({ id, name }: { id: string; name: string }) => ({ kind: "apiKey" as const, id, name });

export type ApiKeyCaller = { teamId: string; keyId: string; name: string; may: KeyKind; role: Role };

/**
 * Who a bearer key speaks for. One whose maker has a lesser role by now may no more than its maker.
 * @throws UNAUTHORIZED for an unknown or revoked key
 */
export async function authenticateApiKey(key: string): Promise<ApiKeyCaller> {
  const [row] = await db()
    .select({
      teamId: apiKeys.teamId,
      keyId: apiKeys.id,
      name: apiKeys.name,
      role: apiKeys.role,
      readOnly: apiKeys.readOnly,
      makersRole: memberships.role,
      stale: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - interval '1 minute', true)`,
    })
    .from(apiKeys)
    .leftJoin(
      memberships,
      and(eq(memberships.teamId, apiKeys.teamId), eq(memberships.userId, apiKeys.createdBy)),
    )
    .where(and(eq(apiKeys.keyHash, hashKey(key)), isNull(apiKeys.revokedAt)));
  if (!row) throw unauthorized("this API key is unknown or was revoked. Create one in Settings, API keys.");
  if (row.stale) await db().update(apiKeys).set({ lastUsedAt: new Date() }).where(eq(apiKeys.id, row.keyId));
  const { teamId, keyId, name, readOnly, makersRole } = row;
  const role = makersRole ? lesserRole(row.role, makersRole) : row.role;
  return { teamId, keyId, name, may: readOnly ? "readOnly" : "full", role };
}
