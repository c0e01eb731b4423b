import { z } from "zod";

/** What somebody may have done, each with the sentence that says so; {object} and {fields} stand for what it was done to. */
export const AUDIT_ACTIONS = {
  "monitor.created": "created {object}",
  "monitor.changed": "changed {fields} of {object}",
  "monitor.paused": "paused {object}",
  "monitor.resumed": "resumed {object}",
  "monitor.deleted": "deleted {object}",
  "check.started": "ran {object}",
  "check.cancelled": "cancelled a check of {object}",
  "member.invited": "invited {object}",
  "member.invitation_renewed": "sent the invitation of {object} again",
  "member.invitation_revoked": "withdrew the invitation of {object}",
  "member.joined": "accepted the invitation of {object}",
  "member.role_changed": "changed {fields} of {object}",
  "member.removed": "removed {object} from the team",
  "member.left": "left the team",
  "team.created": "created the team {object}",
  "team.changed": "changed {fields} of the team {object}",
  "team.transferred": "made {object} the owner of the team",
  "key.created": "created the API key {object}",
  "key.changed": "changed {fields} of the API key {object}",
  "key.revoked": "revoked the API key {object}",
  "session.opened": "signed in",
  "session.refused": "was refused at sign-in",
  "session.ended": "signed out",
  "session.revoked": "ended a session on {object}",
  "password.changed": "changed their password",
  "password.refused": "gave a wrong current password",
  "password.link_made": "made a link for {object} to set a new password",
  "password.reset": "set a new password by a link",
  "provider.linked": "linked {object} to their account",
  "audit.exported": "exported the audit log",
} as const satisfies Record<string, string>;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
export const AuditAction = z.enum(Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]]);

/** Who may have done it. Nobody is whoever could not sign in; they are named by the address they gave. */
export const AUDIT_ACTOR_KINDS = ["user", "apiKey", "system", "nobody"] as const;
export type AuditActorKind = (typeof AUDIT_ACTOR_KINDS)[number];

/** What it may have been done to. */
export const AUDIT_OBJECT_KINDS = ["monitor", "person", "apiKey", "team", "session", "auditLog"] as const;
export type AuditObjectKind = (typeof AUDIT_OBJECT_KINDS)[number];

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

/** The person that stands for Tidemark itself. */
export const TIDEMARK_ITSELF = "tidemark";

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

export const AUDIT_FORMATS = ["csv", "jsonl"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** An entry as a sentence without its subject: "changed schedule of Acme pricing". */
export function auditSentence(
  entry: Pick<AuditEntryAnswer, "action" | "changes"> & { name: string },
): string {
  return AUDIT_ACTIONS[entry.action]
    .replace("{fields}", () => fieldsInWords(entry.changes))
    .replace("{object}", () => entry.name);
}

const MOST_NAMED = 3;

/** The fields that were changed, each by its first name: "schedule, targets and 2 more". */
export function fieldsInWords(changes: AuditChange[]): string {
  const names = [...new Set(changes.map(({ field }) => nameOfField(field)))];
  const more = names.length - MOST_NAMED;
  const shown = more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names;
  const last = shown.pop() ?? "nothing";
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : last;
}

const FIELD_NAMES: Record<string, string> = {
  judgeEnabled: "judging",
  retentionDays: "retention",
  notification: "notifications",
};

/** What people call a field: "targets[0].urls" is "targets". */
export function nameOfField(field: string): string {
  const first = /^\w*/.exec(field)?.[0] ?? field;
  return FIELD_NAMES[first] ?? first;
}
