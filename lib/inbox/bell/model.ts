import { z } from "zod";
import { BELL_KINDS } from "#lib/statuses.ts";

/** A member, as others of the team see them. */
export const Person = z
  .object({ id: z.uuid(), email: z.string(), name: z.string().nullable() })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;

/** Something that somebody else did and that concerns the reader by name. */
export const BellAnswer = z
  .object({
    id: z.uuid(),
    kind: z.enum(BELL_KINDS),
    itemId: z.uuid(),
    commentId: z.uuid().nullable(),
    by: z.string().describe("Who mentioned or assigned, as they are called: a person, an API key, a rule."),
    title: z.string().describe("The name of the monitor the item is of."),
    words: z.string().describe("What the comment begins with; of an assignment, what changed."),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "BellEntry" });
export type BellAnswer = z.infer<typeof BellAnswer>;
