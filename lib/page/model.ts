import { z } from "zod";
import { PageCreditsAnswer } from "#lib/credit/model.ts";
import { PAGE_STATUSES } from "#lib/statuses.ts";

export { PAGE_STATUSES };
export const PageStatus = z.enum(PAGE_STATUSES);
export type PageStatus = z.infer<typeof PageStatus>;

/** What a page row itself keeps; title and content type where the content was new, else they stand with the page. */
export type PageMetadata = {
  title?: string | null;
  contentType?: string | null;
  /** Lines only moved. */
  reordered?: true;
  /** The diff is coarser than it could be, or tells the first changes only: an exact one exceeded its bounds. */
  truncated?: true;
  /** The address that answered, when a redirect led elsewhere. */
  redirectedTo?: string;
};

export const Judgment = z
  .object({
    meaningful: z.boolean(),
    confidence: z.enum(["high", "medium", "low"]),
    reason: z.string(),
    meaningfulChanges: z.array(
      z.object({
        type: z.enum(["added", "removed", "changed"]),
        before: z.string().nullable(),
        after: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: "MonitorPageJudgment" });
export type Judgment = z.infer<typeof Judgment>;

/** A change in short: enough to tell, without reading its diff, whether one wants to read it. */
export const PageChange = z
  .object({
    excerpt: z
      .object({ lead: z.string(), before: z.string(), after: z.string() })
      .nullable()
      .describe("The first words that differ, and those before them; null when only blanks or the order do."),
    changes: z.int().nullable().describe("How many places differ; null for checks of an older version."),
    linesAdded: z.int(),
    linesRemoved: z.int(),
  })
  .meta({ id: "MonitorPageChange" });
export type PageChange = z.infer<typeof PageChange>;

/** One page of a check as the API answers it (contract: MonitorCheckPage). */
export const CheckPageAnswer = z
  .object({
    id: z.uuid(),
    targetId: z.guid(),
    url: z.string(),
    status: PageStatus,
    previousScrapeId: z.uuid().nullable(),
    currentScrapeId: z.uuid().nullable(),
    statusCode: z.int().nullable(),
    error: z.string().nullable(),
    metadata: z.looseObject({
      title: z.string().nullable(),
      contentType: z.string().nullable(),
      creditsUsed: z.int(),
    }),
    diff: z
      .object({
        text: z.string().optional(),
        json: z
          .record(z.string(), z.unknown())
          .optional()
          .describe("The unified diff, parsed (parse-diff's shape)."),
        truncated: z
          .literal(true)
          .optional()
          .describe("The diff is coarser than it could be, or tells the first changes only."),
      })
      .nullable(),
    change: PageChange.nullable().describe("Of a changed page, also where diffs are left out."),
    snapshot: z.object({ json: z.record(z.string(), z.unknown()).optional() }).nullable(),
    judgment: Judgment.nullable(),
    credits: PageCreditsAnswer,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "MonitorCheckPage" });
export type CheckPageAnswer = z.infer<typeof CheckPageAnswer>;

/** One URL a monitor has seen, and what the last check found there. */
export const TrackedPageAnswer = z
  .object({
    id: z.uuid(),
    targetId: z.guid(),
    url: z.string(),
    title: z.string().nullable(),
    size: z.int().nullable().describe("Bytes of the last good content."),
    firstSeenAt: z.iso.datetime().nullable(),
    lastChangedAt: z.iso.datetime().nullable(),
    lastStatus: PageStatus.nullable(),
    lastError: z.string().nullable(),
    lastCheckId: z.uuid().nullable(),
    lastCheckedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "TrackedPage" });
export type TrackedPageAnswer = z.infer<typeof TrackedPageAnswer>;
