import { changesToNew } from "#lib/audit/changes.ts";
import type { AuditChange, AuditEntryAnswer, AuditFilter } from "#lib/audit/model.ts";
import { readEntries } from "#lib/audit/read-audit.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type AuditFormat, auditSentence } from "#lib/audit/words.ts";
import { csvLine } from "#lib/csv.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";

const BATCH = 1000;

/**
 * The entries that pass a filter, newest first, as text that comes in pieces: however long the log is, a batch of it is in
 * memory. That it was exported is itself an entry, written before the first piece.
 */
export async function exportAudit(
  ctx: Ctx,
  filter: AuditFilter,
  format: AuditFormat,
): Promise<AsyncGenerator<string>> {
  authorize(ctx, "exportAudit");
  const changes = changesToNew({ format, ...filter });
  const object = { kind: "auditLog" as const, id: null, name: "audit log" };
  await db().transaction((tx) => recordAudit(tx, ctx, { action: "audit.exported", object, changes }));
  return format === "csv" ? csv(ctx, filter) : jsonLines(ctx, filter);
}

async function* batches(ctx: Ctx, filter: AuditFilter): AsyncGenerator<AuditEntryAnswer[]> {
  for (let cursor: string | undefined; ; ) {
    const entries = await readEntries(ctx, filter, { limit: BATCH, cursor });
    if (entries.length > 0) yield entries;
    if (entries.length < BATCH) return;
    cursor = entries.at(-1)?.id;
  }
}

async function* jsonLines(ctx: Ctx, filter: AuditFilter): AsyncGenerator<string> {
  for await (const entries of batches(ctx, filter)) {
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  }
}

const COLUMNS = [
  "time",
  "person",
  "person kind",
  "person id",
  "what was done",
  "action",
  "object kind",
  "object",
  "object id",
  "changes",
  "ip",
  "user agent",
  "request",
  "id",
];

async function* csv(ctx: Ctx, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const entries of batches(ctx, filter))
    yield entries.map((entry) => csvLine(cells(entry))).join("");
}

function cells({
  id,
  createdAt,
  action,
  actor,
  object,
  changes,
  ip,
  userAgent,
  requestId,
}: AuditEntryAnswer) {
  return [
    createdAt,
    actor.name,
    actor.kind,
    actor.id,
    auditSentence({ action, changes, name: object.name }),
    action,
    object.kind,
    object.name,
    object.id,
    changes.map(changeInWords).join("\n"),
    ip,
    userAgent,
    requestId,
    id,
  ];
}

function changeInWords({ field, before, after }: AuditChange): string {
  const said = (value: AuditChange["before"]) =>
    value === null ? "(none)" : typeof value === "string" ? value : JSON.stringify(value);
  return `${field}: ${said(before)} → ${said(after)}`;
}
