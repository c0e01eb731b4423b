import type { Metadata } from "next";
import type { ReactElement } from "react";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched, type Read } from "#app/_server/prefetched.tsx";
import { AuditLog } from "#components/team/audit/audit-log.tsx";
import { auditQuery, ENTRIES_AT_ONCE, filterOf } from "#components/team/audit/audit-query.ts";
import { AuditSkeleton } from "#components/team/audit/audit-skeleton.tsx";
import { listAudit, listAuditPeople } from "#lib/audit/index.ts";
import { AuditFilter } from "#lib/audit/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { env } from "#lib/env.ts";
import { TidemarkError } from "#lib/errors.ts";

export const metadata: Metadata = { title: "Audit log" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const given = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
  return (
    <>
      <h1 className="mb-5 font-semibold text-xl">Audit log</h1>
      {await orSkeleton(log(given), <AuditSkeleton />)}
    </>
  );
}

async function log(given: URLSearchParams): Promise<ReactElement> {
  const ctx = await requireMember();
  const refusal = refusalOf(ctx);
  if (refusal) return <p className="max-w-prose rounded-md border border-dashed p-8 text-muted">{refusal}</p>;
  return (
    <Prefetched reads={await firstReads(ctx, given)}>
      <AuditLog keptDays={env().TIDEMARK_AUDIT_DAYS} />
    </Prefetched>
  );
}

/** Why somebody may not read it; a page they may know of, so it says whom to ask. */
function refusalOf(ctx: Ctx): string | null {
  try {
    authorize(ctx, "listAudit");
    return null;
  } catch (error) {
    if (error instanceof TidemarkError) return error.message;
    throw error;
  }
}

/** Days are the reader's own, and so is asking for them; what is not valid is refused where it is asked for. */
async function firstReads(ctx: Ctx, given: URLSearchParams): Promise<Read[]> {
  const shown = filterOf(given);
  const filter = AuditFilter.safeParse(shown);
  if (shown.from || shown.to || !filter.success) return [];
  const [{ data, next }, people] = await Promise.all([
    listAudit(ctx, filter.data, { limit: ENTRIES_AT_ONCE }),
    listAuditPeople(ctx),
  ]);
  // Only the cursor of it is read.
  const first = { data, people, ...(next && { next: `http://localhost/?cursor=${next}` }) };
  return [[auditQuery(shown).queryKey, { pages: [first], pageParams: [""] }]];
}
