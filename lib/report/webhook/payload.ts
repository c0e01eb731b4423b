import { and, eq } from "drizzle-orm";
import { summaryOf } from "#lib/check/index.ts";
import { db } from "#lib/db/client.ts";
import { checkPages, type checks, type deliveries, type monitors, pages } from "#lib/db/schema.ts";
import { parsedDiff, unpackText } from "#lib/page/index.ts";

type Delivery = typeof deliveries.$inferSelect;
type Monitor = typeof monitors.$inferSelect;
type Check = typeof checks.$inferSelect;

/** What a webhook is sent (contract: Webhooks). */
export type WebhookBody = {
  success: boolean;
  type: Delivery["event"];
  /** The check. */
  id: string;
  /** The same in every try. */
  webhookId: string;
  data: object[];
  metadata: Record<string, unknown>;
  error?: string;
};

/** The body of a delivery, made anew of what was recorded at each try; null when that is not kept any more. */
export async function webhookBody(
  { id, event, checkPageId }: Delivery,
  monitor: Monitor,
  check: Check,
): Promise<WebhookBody | null> {
  const common = { type: event, id: check.id, webhookId: id, metadata: monitor.webhook?.metadata ?? {} };
  if (event === "monitor.page") {
    const page = checkPageId ? await pageOf(check.id, checkPageId) : null;
    if (!page) return null;
    const { error, ...data } = page;
    return {
      success: page.status !== "error",
      ...common,
      data: [{ monitorId: monitor.id, checkId: check.id, ...data, error }],
      ...(error && { error }),
    };
  }
  const { status, error } = check;
  return {
    success: status === "completed",
    ...common,
    data: [{ monitorId: monitor.id, checkId: check.id, status, summary: summaryOf(check) }],
    ...(error && { error }),
  };
}

async function pageOf(checkId: string, checkPageId: string) {
  const [row] = await db()
    .select({ page: checkPages, url: pages.url })
    .from(checkPages)
    .innerJoin(pages, eq(pages.id, checkPages.pageId))
    .where(and(eq(checkPages.checkId, checkId), eq(checkPages.id, checkPageId)));
  if (!row) return null;
  const { status, previousScrapeId, error, diff: packed } = row.page;
  const text = packed && (await unpackText(packed));
  return {
    url: row.url,
    status,
    previousScrapeId,
    currentScrapeId: status === "error" || status === "removed" ? null : checkPageId,
    error,
    // Nothing is judged yet: that comes with goals.
    isMeaningful: null,
    judgment: null,
    diff: text === null ? null : { text, json: parsedDiff(text) },
  };
}
