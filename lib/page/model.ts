import { z } from "zod";
import { PageCreditsAnswer } from "#lib/credit/model.ts";
import { PAGE_STATUSES, SNAPSHOT_KINDS } from "#lib/statuses.ts";

export { PAGE_STATUSES };
export const PageStatus = z.enum(PAGE_STATUSES);
export type PageStatus = z.infer<typeof PageStatus>;

/** What a page row itself keeps; title and content type where the content was new, else they stand with the page. */
export type PageMetadata = {
  title?: string | null;
  contentType?: string | null;
  /** The content was taken anew, since what makes it is another than before: no change, and yet another version. */
  newBaseline?: true;
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
    pageId: z.uuid().describe("Of the tracked page, under which its versions are read."),
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
    snapshot: z
      .object({ json: z.record(z.string(), z.unknown()) })
      .optional()
      .describe("Of a page that is compared by its fields; else absent."),
    change: PageChange.nullable().describe("Of a changed page, also where diffs are left out."),
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
    failingSince: z.iso.datetime().nullable().describe("When the first of its latest errors in a row came."),
    lastStatus: PageStatus.nullable(),
    lastError: z.string().nullable(),
    lastCheckId: z.uuid().nullable(),
    lastCheckedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "TrackedPage" });
export type TrackedPageAnswer = z.infer<typeof TrackedPageAnswer>;

/** Looks at a page between one version and the next that found it the same, or could not read it. */
const Quiet = {
  sameChecks: z.int().describe("Kept checks that found this version again."),
  failedChecks: z
    .int()
    .describe("Kept checks that could not read the page while this was its last good version."),
  failure: z
    .object({
      error: z.string().nullable(),
      statusCode: z.int().nullable(),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
    })
    .nullable()
    .describe("The last of these failures: why, and between which moments there were any."),
};

/** One kept content of a page. Its id is that of the fetch that first had it (currentScrapeId of a check's page). */
export const PageVersionAnswer = z
  .object({
    id: z.uuid(),
    checkId: z.uuid().nullable().describe("The check that found it; null when that one is no longer kept."),
    status: PageStatus.nullable().describe(
      "How that check saw it: same where the settings changed and not the page. Null when it is no longer kept.",
    ),
    firstSeenAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    isBaseline: z.boolean().describe("Whether the next check compares with it."),
    kind: z.enum(SNAPSHOT_KINDS),
    size: z.int().describe("Bytes of its text."),
    title: z.string().nullable(),
    excerpt: z
      .object({ lead: z.string(), before: z.string(), after: z.string() })
      .nullable()
      .describe("The first words that differ from the version before."),
    linesAdded: z.int().nullable(),
    linesRemoved: z.int().nullable(),
    ...Quiet,
  })
  .meta({ id: "PageVersion" });
export type PageVersionAnswer = z.infer<typeof PageVersionAnswer>;

/** A version with its text, and the ids of those beside it. */
export const PageVersionTextAnswer = z
  .object({
    id: z.uuid(),
    url: z.string(),
    title: z.string().nullable(),
    contentType: z.string().nullable(),
    kind: z.enum(SNAPSHOT_KINDS),
    firstSeenAt: z.iso.datetime(),
    size: z.int(),
    text: z.string(),
    olderId: z.uuid().nullable(),
    newerId: z.uuid().nullable(),
  })
  .meta({ id: "PageVersionText" });
export type PageVersionTextAnswer = z.infer<typeof PageVersionTextAnswer>;
