import { eq } from "drizzle-orm";
import { type AuditEvent, recordAudit } from "#lib/audit/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import type { Tx } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import type { PageRow } from "#lib/page/require-page.ts";

type Pinned = { seenAt: Date; note: string | null };

/** Tells the audit log which version of which page it was, and what note it had and has. */
export async function recordPin(
  tx: Tx,
  ctx: Ctx,
  page: PageRow,
  { action, pin, before }: { action: AuditEvent["action"]; pin?: Pinned; before?: Pinned | undefined },
): Promise<void> {
  const [monitor] = await tx
    .select({ name: monitors.name })
    .from(monitors)
    .where(eq(monitors.id, page.monitorId));
  const object = { kind: "monitor", id: page.monitorId, name: monitor?.name ?? page.url } as const;
  const version = (one: Pinned | undefined) => (one ? `${page.url}, ${one.seenAt.toISOString()}` : null);
  const fields = [
    { field: "version", before: version(before), after: version(pin) },
    { field: "note", before: before?.note ?? null, after: pin?.note ?? null },
  ];
  const changes = fields.filter((field) => field.before !== field.after);
  await recordAudit(tx, ctx, { action, object, changes });
}
