import { z } from "zod";
import {
  type AuditAction as ActionName,
  AUDIT_ACTIONS,
  AUDIT_ACTOR_KINDS,
  AUDIT_OBJECT_KINDS,
  TIDEMARK_ITSELF,
} from "#lib/audit/words.ts";

// How the log is asked and answered. Its words are apart, since a browser has them without zod.

export const AuditAction = z.enum(Object.keys(AUDIT_ACTIONS) as [ActionName, ...ActionName[]]);
export type AuditAction = ActionName;

/** A field as it was and as it is; null where there was or is none. A secret is only said to have been there. */
export const AuditChange = z
  .object({ field: z.string(), before: z.json(), after: z.json() })
  .meta({ id: "AuditChange" });
export type AuditChange = z.infer<typeof AuditChange>;

export const AuditEntryAnswer = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    action: AuditAction,
    actor: z.object({
      kind: z.enum(AUDIT_ACTOR_KINDS),
      id: z.uuid().nullable(),
      name: z.string().describe("An email address, the name of an API key, or Tidemark."),
    }),
    object: z.object({
      kind: z.enum(AUDIT_OBJECT_KINDS),
      id: z.uuid().nullable(),
      name: z.string(),
    }),
    changes: z.array(AuditChange).describe("Field by field; secrets are masked."),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntryAnswer = z.infer<typeof AuditEntryAnswer>;

/** Somebody the log tells of, to choose from. */
export const AuditPerson = AuditEntryAnswer.shape.actor.meta({ id: "AuditPerson" });
export type AuditPerson = z.infer<typeof AuditPerson>;

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: "must be a day such as 2026-11-27, or a moment such as 2026-11-27T14:00:00Z",
});

/** What narrows the log. */
export const AuditFilter = z.object({
  person: z
    .string()
    .max(320)
    .optional()
    .describe(
      `The id of a person or of an API key, an email address or a key's name, or ${TIDEMARK_ITSELF}.`,
    ),
  action: AuditAction.optional(),
  object: z
    .union([z.guid(), z.enum(AUDIT_OBJECT_KINDS)], {
      error: `must be the id of a thing, or one of ${AUDIT_OBJECT_KINDS.join(", ")}`,
    })
    .optional()
    .describe("The id of what it was done to, or its kind."),
  from: moment.optional().describe("The first moment; a day begins at midnight UTC."),
  to: moment.optional().describe("The last moment; a day counts to its end, UTC."),
  search: z.string().max(256).optional().describe("Words that all stand in the entry, in any order."),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
