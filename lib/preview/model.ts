import { z } from "zod";
import { Goal } from "#lib/monitor/model.ts";
import { OneTarget, PageUrl } from "#lib/target/model.ts";

/** A look at one page of a target, before anything of it is saved (contract: Tidemark's own). */
export const PreviewInput = z
  .strictObject({
    target: OneTarget,
    url: PageUrl.optional().describe("One of the target's pages; without it, its first."),
    goal: Goal.optional(),
    origin: z.string().optional(),
  })
  .meta({ id: "PreviewInput" });
export type PreviewInput = z.infer<typeof PreviewInput>;

export const PreviewAnswer = z
  .object({
    url: z.string(),
    statusCode: z.int().nullable().describe("null when no server answered."),
    title: z.string().nullable(),
    contentType: z.string().nullable(),
    text: z.string().describe("What would be compared; empty when there is nothing to compare."),
    dropped: z
      .array(
        z.object({
          by: z.enum(["onlyMainContent", "excludeTags"]),
          lines: z.int(),
          text: z.string().describe("The first of these lines."),
        }),
      )
      .optional()
      .describe("Text of the page that an option leaves out."),
    warnings: z
      .array(z.string())
      .describe("Sentences: what went wrong, and what may not be as it was meant."),
    credits: z.int().describe("What this preview was charged."),
  })
  .meta({ id: "Preview" });
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;
