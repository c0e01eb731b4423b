import { z } from "zod";

export const MOST_VIEWS = 50;
/** The filters that an address of the inbox may have, which a view gives a name to. */
const VIEW_KEYS = [
  "view",
  "monitor",
  "tag",
  "kind",
  "assignee",
  "label",
  "important",
  "unread",
  "signOff",
  "q",
  "from",
  "to",
] as const;

const ViewName = z.string().trim().min(1, "must not be empty").max(60, "must have at most 60 characters");
const ViewQuery = z
  .partialRecord(z.enum(VIEW_KEYS), z.string().max(256, "must have at most 256 characters"))
  .describe("The filters, as the list of changes takes them in its query.");

export const ViewInput = z.strictObject({
  name: ViewName,
  query: ViewQuery,
  shared: z.boolean().default(false).describe("Whether it is the team's, and not the caller's own."),
});
export type ViewInput = z.infer<typeof ViewInput>;

export const ViewChange = z
  .strictObject({ name: ViewName.optional(), query: ViewQuery.optional() })
  .refine((change) => Object.keys(change).length > 0, "must name at least one field to change");
export type ViewChange = z.infer<typeof ViewChange>;

export const ViewAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    query: z.partialRecord(z.enum(VIEW_KEYS), z.string()),
    shared: z.boolean(),
    count: z.int().describe("How many items it shows; counted up to 1,000."),
  })
  .meta({ id: "SavedView" });
export type ViewAnswer = z.infer<typeof ViewAnswer>;
