import { z } from "zod";
import { PageCreditsAnswer } from "#lib/credit/model.ts";
import { CONFIDENCES, PAGE_STATUSES, SNAPSHOT_KINDS } from "#lib/statuses.ts";

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
    confidence: z.enum(CONFIDENCES),
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

/** Who keeps a version for good, since when and why. */
const KeptForGood = z.object({
  by: z.string(),
  at: z.iso.datetime(),
  note: z.string().nullable(),
});

const Retention = {
  keptUntil: z.iso
    .datetime()
    .nullable()
    .describe(
      "When the monitor's retentionDays let it go, at the earliest; null while it is the newest, or kept for good.",
    ),
  kept: KeptForGood.nullable().describe("Set while somebody keeps it for good."),
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
    ...Retention,
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

/** Why a version is kept for good. */
export const KeepVersion = z.strictObject({
  note: z.string().trim().max(500, "must be 500 characters or fewer").optional(),
});

/** A version that is kept for good, wherever it stands in a monitor. */
export const KeptVersionAnswer = z
  .object({
    pageId: z.uuid(),
    url: z.string(),
    versionId: z.uuid(),
    title: z.string().nullable(),
    firstSeenAt: z.iso.datetime(),
    size: z.int(),
    kept: KeptForGood,
  })
  .meta({ id: "KeptVersion" });
export type KeptVersionAnswer = z.infer<typeof KeptVersionAnswer>;

const VersionMark = z.object({ id: z.uuid(), firstSeenAt: z.iso.datetime() });
export type VersionMark = z.infer<typeof VersionMark>;

/** All kept versions of a page in short: what a line through time is drawn from. */
export const PageTimelineAnswer = z
  .object({
    versions: z.array(
      VersionMark.extend({
        lines: z.int().nullable().describe("Lines that came and went with it; null where that is not known."),
      }),
    ),
    failures: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), checks: z.int() })),
    keptForGood: z.array(z.uuid()).describe("Those of the versions that somebody keeps for good."),
    complete: z.boolean().describe("False when there are older ones than these."),
  })
  .meta({ id: "PageTimeline" });
export type PageTimelineAnswer = z.infer<typeof PageTimelineAnswer>;

/** Of each line of a version, the first at 0: the version that first had it, and the last that changed it. */
export const BlameAnswer = z
  .object({
    versions: z.array(VersionMark).describe("Those that were looked at, the oldest first."),
    first: z.array(z.int()).describe("By line: which of these versions had it first, in whatever words."),
    changed: z.array(z.int()).describe("By line: which of them brought it as it is."),
    times: z.array(z.int()).describe("By line: how often it was changed since the first."),
    complete: z
      .boolean()
      .describe(
        "False when older versions are kept than were looked at, or the texts differ too much to be compared exactly.",
      ),
  })
  .meta({ id: "VersionBlame" });
export type BlameAnswer = z.infer<typeof BlameAnswer>;

/** Versions in a row that have the words, and the next one, which has them no more. */
const FoundStretch = z.object({
  first: VersionMark,
  last: VersionMark,
  goneIn: VersionMark.nullable().describe("Null while they are still there in the newest version looked at."),
});

/** Where, among the versions of a page, words stand. */
export const FoundInVersionsAnswer = z
  .object({
    stretches: z.array(FoundStretch).describe("The newest first."),
    versionsLookedAt: z.int(),
    versionsWithIt: z.int(),
    oldest: VersionMark.nullable().describe("The oldest version that was looked at."),
    cursor: z
      .uuid()
      .nullable()
      .describe("Where to look on, when there are older versions than were looked at; else null."),
  })
  .meta({ id: "FoundInVersions" });
export type FoundInVersionsAnswer = z.infer<typeof FoundInVersionsAnswer>;

/** A page in whose text the words of a search stand. */
export const FoundPageAnswer = z
  .object({
    monitorId: z.uuid(),
    monitorName: z.string(),
    pageId: z.uuid(),
    url: z.string(),
    title: z.string().nullable(),
    excerpt: z
      .object({ before: z.string(), hit: z.string(), after: z.string() })
      .nullable()
      .describe("The words where they stand; null where only the title or the address has them."),
  })
  .meta({ id: "FoundPage" });
export type FoundPageAnswer = z.infer<typeof FoundPageAnswer>;
