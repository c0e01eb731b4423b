import { z } from "zod";
import { Person } from "#lib/inbox/bell/model.ts";
import { MOST_CHARACTERS } from "#lib/inbox/comments/bounds.ts";

/** What somebody writes: Markdown of the small kind (small-markdown.ts), in which `@ana@example.com` mentions a member. */
export const CommentInput = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(MOST_CHARACTERS, `must have at most ${MOST_CHARACTERS.toLocaleString("en")} characters`)
    .describe("Markdown: bold, italic, code, links, lists, quotes. `@ana@example.com` mentions a member."),
});

export const CommentAnswer = z
  .object({
    id: z.uuid(),
    itemId: z.uuid(),
    text: z.string(),
    by: Person.nullable().describe(
      "Who wrote it; null for an API key, and for somebody whose account is gone.",
    ),
    byName: z.string().describe("How its author was called when it was written."),
    mine: z.boolean().describe("Whether the caller wrote it, and so may edit and delete it."),
    mentions: z.array(Person).describe("The members it mentions."),
    createdAt: z.iso.datetime(),
    editedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Comment" });
export type CommentAnswer = z.infer<typeof CommentAnswer>;
