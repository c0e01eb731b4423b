import { z } from "zod";
import { LABEL_SIGNIFICANCES } from "#lib/statuses.ts";

export const MOST_LABELS = 50;

const Name = z.string().trim().min(1, "must not be empty").max(40, "must have at most 40 characters");
const Kind = z.string().trim().max(40, "must have at most 40 characters");
export const Significance = z.enum(LABEL_SIGNIFICANCES);
export type Significance = z.infer<typeof Significance>;

export const LabelInput = z.strictObject({
  name: Name,
  kind: Kind.default("").describe("What sort of change it is, in the team's own words."),
  significance: Significance.default("medium"),
  secondSignOff: z
    .boolean()
    .default(false)
    .describe("Whether another person than who labelled an item must agree to it."),
});
export type LabelInput = z.infer<typeof LabelInput>;

export const LabelChange = z
  .strictObject({
    name: Name.optional(),
    kind: Kind.optional(),
    significance: Significance.optional(),
    secondSignOff: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "must name at least one field to change");
export type LabelChange = z.infer<typeof LabelChange>;

export const LabelAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.string(),
    significance: Significance,
    secondSignOff: z.boolean(),
  })
  .meta({ id: "Label" });
export type LabelAnswer = z.infer<typeof LabelAnswer>;

/** How a team works through its inbox. */
export const InboxSettings = z
  .object({ askReason: z.boolean().describe("Whether whoever dismisses an item must say why.") })
  .meta({ id: "InboxSettings" });
export type InboxSettings = z.infer<typeof InboxSettings>;
