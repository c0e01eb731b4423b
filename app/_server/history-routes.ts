import { z } from "zod";
import { limitOf, type Route, success, switched, uuid } from "#app/_server/route-parts.ts";
import {
  BlameAnswer,
  FoundInVersionsAnswer,
  FoundPageAnswer,
  KeepVersion,
  KeptVersionAnswer,
  PageTimelineAnswer,
  PageVersionAnswer,
  PageVersionTextAnswer,
} from "#lib/page/model.ts";

const PageParams = z.object({ monitorId: uuid, pageId: uuid });
const VersionParams = PageParams.extend({
  versionId: uuid.describe(
    "Of the version, or of any fetch that saw it (currentScrapeId, previousScrapeId).",
  ),
});
const limit = limitOf(25);

const pageMissing = { 404: "Monitor not found, or Page not found" };
const versionMissing = { 404: "Monitor not found, Page not found, or Version not found" };

/** What pages said over time, and what they say now. */
export const historyRoutes = {
  listPageVersions: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/versions",
    summary: "List the kept versions of a page, newest first",
    params: PageParams,
    query: z.object({
      limit,
      cursor: uuid.optional().describe("The id of the version to go on after; `next` has it."),
    }),
    answer: z.object({ ...success, next: z.url().optional(), data: z.array(PageVersionAnswer) }),
    refusals: pageMissing,
  },
  getPageVersion: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/versions/{versionId}",
    summary: "Get a kept version of a page with its text",
    params: PageParams.extend({
      versionId: uuid.describe(
        "Of the version, or of any fetch that saw it (currentScrapeId, previousScrapeId).",
      ),
    }),
    answer: z.object({ ...success, data: PageVersionTextAnswer }),
    refusals: { 404: "Monitor not found, Page not found, or Version not found" },
  },
  readTimeline: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/timeline",
    summary: "All kept versions of a page in short, oldest first, and when it could not be read",
    params: PageParams,
    answer: z.object({ ...success, data: PageTimelineAnswer }),
    refusals: pageMissing,
  },
  findInVersions: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/find",
    summary: "Find which kept versions of a page have some words: when they came, and when they disappeared",
    params: PageParams,
    query: z.object({
      q: z
        .string()
        .max(1000, "must be 1,000 characters or fewer")
        .default("")
        .describe("The words, literally; without any, nothing is looked at."),
      matchCase: switched.default(false),
      cursor: uuid.optional().describe("Look at versions before this one; the answer's `cursor` has it."),
    }),
    answer: z.object({ ...success, data: FoundInVersionsAnswer }),
    refusals: pageMissing,
  },
  blameVersion: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/versions/{versionId}/blame",
    summary: "Of each line of a version, when it was first seen and when it changed last",
    params: VersionParams,
    answer: z.object({ ...success, data: BlameAnswer }),
    refusals: versionMissing,
  },
  keepVersion: {
    method: "post",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/versions/{versionId}/keep",
    summary: "Keep a version for good, whatever the monitor's retentionDays say",
    params: VersionParams,
    body: KeepVersion.optional(),
    answer: z.object(success),
    refusals: {
      ...versionMissing,
      400: "The body is not valid; details names each field.",
      409: "So many versions of the monitor are kept for good already.",
      413: "The body is over 1 MiB.",
    },
  },
  releaseVersion: {
    method: "delete",
    path: "/v2/monitor/{monitorId}/pages/{pageId}/versions/{versionId}/keep",
    summary: "Let a version that is kept for good go as all others do",
    params: VersionParams,
    answer: z.object(success),
    refusals: versionMissing,
  },
  listKeptVersions: {
    method: "get",
    path: "/v2/monitor/{monitorId}/kept-versions",
    summary: "List the versions of a monitor's pages that are kept for good, the one kept last first",
    params: z.object({ monitorId: uuid }),
    query: z.object({
      limit,
      cursor: uuid.optional().describe("Where the list goes on; `next` has it."),
      pageId: uuid.optional().describe("Only those of this page."),
    }),
    answer: z.object({
      ...success,
      next: z.url().optional(),
      total: z.int(),
      data: z.array(KeptVersionAnswer),
    }),
    refusals: { 404: "Monitor not found" },
  },
  searchPages: {
    method: "get",
    path: "/v2/search",
    summary: "Search in what the team's pages say now, the best match first",
    query: z.object({
      q: z
        .string()
        .max(256, "must be 256 characters or fewer")
        .default("")
        .describe(
          "All of the words; those in quotes as a phrase, and of the last one its beginning is enough.",
        ),
      limit: limitOf(10),
    }),
    answer: z.object({
      ...success,
      data: z.array(FoundPageAnswer),
      more: z.boolean().describe("Whether more pages have the words."),
    }),
    refusals: {},
  },
} as const satisfies Record<string, Route>;
