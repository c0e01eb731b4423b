import { and, eq } from "drizzle-orm";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pages } from "#lib/db/schema.ts";
import { notFound } from "#lib/errors.ts";

export type PageRow = typeof pages.$inferSelect;

/** A page that a monitor has seen. @throws NOT_FOUND also for another team's */
export async function requirePage(ctx: Ctx, monitorId: string, pageId: string): Promise<PageRow> {
  const [page] = await db()
    .select()
    .from(pages)
    .where(and(eq(pages.id, pageId), eq(pages.monitorId, monitorId), eq(pages.teamId, ctx.teamId)));
  if (!page) throw notFound("Page");
  return page;
}
