import { z } from "zod";
import { limitOf, type Route, success, uuid } from "#app/_server/route-parts.ts";
import { AuditEntryAnswer, AuditFilter, AuditPerson } from "#lib/audit/model.ts";
import { AUDIT_FORMATS } from "#lib/audit/words.ts";

/** Who did what, for those who answer for it. */
export const auditRoutes = {
  listAudit: {
    method: "get",
    path: "/v2/team/audit",
    summary: "List what was done in the team, newest first",
    query: AuditFilter.extend({
      limit: limitOf(50),
      cursor: uuid.optional().describe("The id of the entry to go on after; `next` has it."),
    }),
    answer: z.object({
      ...success,
      next: z.url().optional(),
      data: z.array(AuditEntryAnswer),
      people: z
        .array(AuditPerson)
        .optional()
        .describe("Everybody whom the log tells of; on the first page only."),
    }),
    refusals: {},
  },
  exportAudit: {
    method: "get",
    path: "/v2/team/audit/export",
    summary: "Export what was done in the team, newest first, as CSV or as JSON lines",
    query: AuditFilter.extend({ format: z.enum(AUDIT_FORMATS).default("csv") }),
    answer: z.object(success),
    files: ["text/csv", "application/jsonl"],
    refusals: {},
  },
} as const satisfies Record<string, Route>;
