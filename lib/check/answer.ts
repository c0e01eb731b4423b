import type { CheckAnswer } from "#lib/check/model.ts";
import type { CheckPageRow, CheckRow } from "#lib/check/read-checks.ts";
import { summaryOf } from "#lib/check/run/index.ts";
import { sumCredits } from "#lib/credit/model.ts";
import { parsedDiff, unpackText } from "#lib/page/index.ts";
import type { CheckPageAnswer, PageChange } from "#lib/page/model.ts";

/** A check as every door answers it (contract: MonitorCheck). */
export function toCheckAnswer(check: CheckRow): CheckAnswer {
  return {
    id: check.id,
    monitorId: check.monitorId,
    status: check.status,
    trigger: check.trigger,
    scheduledFor: check.scheduledFor?.toISOString() ?? null,
    startedAt: check.startedAt?.toISOString() ?? null,
    finishedAt: check.finishedAt?.toISOString() ?? null,
    estimatedCredits: check.estimatedCredits,
    reservedCredits: check.reservedCredits,
    actualCredits: check.actualCredits,
    billingStatus: check.billingStatus,
    credits: sumCredits((check.targetResults ?? []).map(({ credits }) => credits)),
    summary: summaryOf(check),
    expectedPages: check.expectedPages,
    targetResults: check.targetResults ?? [],
    notificationStatus: check.notificationStatus,
    error: check.error,
    createdAt: check.createdAt.toISOString(),
    updatedAt: check.updatedAt.toISOString(),
  };
}

async function diffOf(packed: Buffer, truncated?: true): Promise<CheckPageAnswer["diff"]> {
  const text = await unpackText(packed);
  return { text, json: parsedDiff(text), ...(truncated && { truncated }) };
}

function changeOf({ excerpt, linesAdded, linesRemoved }: NonNullable<CheckPageRow["change"]>): PageChange {
  const { changes = null, ...words } = excerpt ?? {};
  return { excerpt: excerpt && (words as PageChange["excerpt"]), changes, linesAdded, linesRemoved };
}

/** One page of a check as every door answers it (contract: MonitorCheckPage). */
export async function toCheckPageAnswer(row: CheckPageRow): Promise<CheckPageAnswer> {
  const { page } = row;
  const { title, contentType, ...more } = page.metadata ?? {};
  const total = page.creditsBase + page.creditsFormats + page.creditsJudge;
  return {
    id: page.id,
    pageId: page.pageId,
    targetId: row.targetId,
    url: row.url,
    status: page.status,
    previousScrapeId: page.previousScrapeId,
    currentScrapeId: page.status === "error" || page.status === "removed" ? null : page.id,
    statusCode: page.statusCode,
    error: page.error,
    metadata: {
      title: title ?? row.title,
      contentType: contentType ?? row.contentType,
      // Of a PDF, which this version compares by its bytes.
      numPages: null,
      creditsUsed: total,
      durationMs: page.durationMs,
      size: page.size,
      ...more,
    },
    diff: page.diff ? await diffOf(page.diff, page.metadata?.truncated) : null,
    change: page.status === "changed" && row.change ? changeOf(row.change) : null,
    judgment: null,
    credits: {
      base: page.creditsBase,
      formats: page.creditsFormats,
      judge: page.creditsJudge,
      total,
    },
    createdAt: page.createdAt.toISOString(),
  };
}
