import { v7 as uuidv7 } from "uuid";
import type { AuditChange } from "#lib/audit/model.ts";
import {
  type AuditAction,
  type AuditActorKind,
  type AuditObjectKind,
  auditSentence,
} from "#lib/audit/words.ts";
import type { Actor, Ctx } from "#lib/ctx.ts";
import type { Tx } from "#lib/db/client.ts";
import { auditEntries } from "#lib/db/schema.ts";
import { storableOf } from "#lib/db/storable.ts";

export type AuditEvent = {
  action: AuditAction;
  object: { kind: AuditObjectKind; id: string | null; name: string };
  changes?: AuditChange[];
};

/** Whoever did it: who asks, or somebody who could not sign in, by the address they gave. */
export type AuditCtx = Omit<Ctx, "actor"> & { actor: Actor | { kind: "nobody"; email: string } };

/**
 * Writes down what is done, in the very transaction that does it: both are there, or neither. Called after what may be
 * refused, so that what was not done is not told.
 */
export async function recordAudit(tx: Tx, ctx: AuditCtx, event: AuditEvent): Promise<void> {
  // What somebody typed may have what PostgreSQL keeps in no text.
  const { action, object, changes = [] } = storableOf(event);
  const now = new Date();
  const actor = actorOf(ctx.actor);
  const { ip = null, userAgent = null } = ctx.from ?? {};
  const words = [
    actor.actorName,
    auditSentence({ action, changes, name: object.name }),
    object.name,
    ...changes.flatMap(({ field, before, after }) => [field, inText(before), inText(after)]),
    ip ?? "",
    userAgent ?? "",
  ];
  await tx.insert(auditEntries).values({
    // The same moment twice, so that a stretch of time is a stretch of ids.
    id: uuidv7({ msecs: now.getTime(), seq: nextInTurn() }),
    createdAt: now,
    teamId: ctx.teamId,
    action,
    ...actor,
    objectKind: object.kind,
    objectId: object.id,
    objectName: object.name,
    changes,
    ip,
    userAgent,
    requestId: ctx.requestId,
    words: words.join("\n").toLowerCase(),
  });
}

let turn = 0;

/** What is written within one millisecond stays in order: two entries of one verb have often the same. */
function nextInTurn(): number {
  turn = (turn + 1) % 2 ** 32;
  return turn;
}

const inText = (value: AuditChange["before"]) =>
  typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);

function actorOf(actor: AuditCtx["actor"]): {
  actorKind: AuditActorKind;
  actorId: string | null;
  actorName: string;
} {
  switch (actor.kind) {
    case "user":
      return { actorKind: "user", actorId: actor.userId, actorName: actor.email };
    case "apiKey":
      return { actorKind: "apiKey", actorId: actor.keyId, actorName: actor.name };
    case "system":
      return { actorKind: "system", actorId: null, actorName: "Tidemark" };
    case "nobody":
      return { actorKind: "nobody", actorId: null, actorName: actor.email };
  }
}
