import type { AuditChange, AuditEntryAnswer } from "#lib/audit/model.ts";

/** What somebody may have done, each with the sentence that says so; {object} and {fields} stand for what it was done to. */
export const AUDIT_ACTIONS = {
  "monitor.created": "created {object}",
  "monitor.changed": "changed {fields} of {object}",
  "monitor.paused": "paused {object}",
  "monitor.resumed": "resumed {object}",
  "monitor.deleted": "deleted {object}",
  "check.started": "ran {object}",
  "check.cancelled": "cancelled a check of {object}",
  "version.kept": "kept a version of {object} for good",
  "version.noted": "changed {fields} of a kept version of {object}",
  "version.released": "let a kept version of {object} go",
  "member.invited": "invited {object}",
  "member.invitation_renewed": "sent the invitation of {object} again",
  "member.invitation_revoked": "withdrew the invitation of {object}",
  "member.joined": "joined the team",
  "member.role_changed": "changed {fields} of {object}",
  "member.removed": "removed {object} from the team",
  "member.left": "left the team",
  "team.created": "created the team {object}",
  "team.changed": "changed {fields} of the team {object}",
  "team.transferred": "made {object} the owner of the team",
  "key.created": "created the API key {object}",
  "key.changed": "changed {fields} of the API key {object}",
  "key.revoked": "revoked the API key {object}",
  "feed.created": "created the feed {object}",
  "feed.revoked": "revoked the feed {object}",
  "channel.created": "created the channel {object}",
  "channel.changed": "changed {fields} of the channel {object}",
  "channel.tested": "sent a test to the channel {object}",
  "channel.deleted": "deleted the channel {object}",
  "session.opened": "signed in",
  "session.refused": "was refused at sign-in",
  "session.ended": "signed out",
  "session.revoked": "ended a session on {object}",
  "password.changed": "changed their password",
  "password.refused": "gave a wrong current password",
  "password.link_made": "made a link for {object} to set a new password",
  "password.reset": "set a new password by a link",
  "provider.linked": "linked {object} to their account",
  "person.renamed": "changed their name",
  "person.slack_changed": "said who they are in Slack",
  "webhook_secret.shown": "had the secret of the webhooks shown",
  "webhook_secret.rotated": "made another secret for the webhooks",
  "audit.exported": "exported the audit log",
  "review.exported": "exported what was reviewed",
} as const satisfies Record<string, string>;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
/** Who may have done it. Nobody is whoever could not sign in; they are named by the address they gave. */
export const AUDIT_ACTOR_KINDS = ["user", "apiKey", "system", "nobody"] as const;
export type AuditActorKind = (typeof AUDIT_ACTOR_KINDS)[number];

/** What it may have been done to. */
export const AUDIT_OBJECT_KINDS = [
  "monitor",
  "person",
  "apiKey",
  "feed",
  "channel",
  "team",
  "session",
  "auditLog",
] as const;
export type AuditObjectKind = (typeof AUDIT_OBJECT_KINDS)[number];

/** The person that stands for Tidemark itself. */
export const TIDEMARK_ITSELF = "tidemark";

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
