export { changesBetween, changesToNew } from "#lib/audit/changes.ts";
export { exportAudit } from "#lib/audit/export-audit.ts";
export { forgetOldAudit } from "#lib/audit/forget-old-audit.ts";
export { listAudit, listAuditPeople } from "#lib/audit/read-audit.ts";
export { type AuditCtx, type AuditEvent, recordAudit } from "#lib/audit/record-audit.ts";
export { MASK, withoutRandomParts } from "#lib/audit/secrets.ts";
