import { z } from "zod";

/** Over how many days the numbers look back. */
export const NUMBER_DAYS = 30;
/** Fewer reviewed items say nothing of a monitor. */
export const ENOUGH_REVIEWED = 5;

export const ReviewNumbers = z
  .object({
    open: z.int().describe("Items that wait for somebody, snoozed ones not counted."),
    reviewed: z.int().describe(`Items that were done or dismissed in the last ${NUMBER_DAYS} days.`),
    medianTriageSeconds: z
      .number()
      .nullable()
      .describe(
        "Half of them were done or dismissed within so many seconds of being filed; null without any.",
      ),
    monitors: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          reviewed: z.int(),
          noise: z.int(),
          share: z.number().describe("Of noise among what was reviewed, 0 to 1."),
          noisy: z
            .boolean()
            .describe(
              `Whether over half of at least ${ENOUGH_REVIEWED} were noise: its selectors want a look.`,
            ),
        }),
      )
      .describe("The monitors of which something was reviewed, the noisiest first; at most 100."),
  })
  .meta({ id: "ReviewNumbers" });
export type ReviewNumbers = z.infer<typeof ReviewNumbers>;

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: "must be a day such as 2026-11-27, or a moment such as 2026-11-27T14:00:00Z",
});

export const REVIEW_FORMATS = ["csv", "json"] as const;
export const ReviewFilter = z.object({
  from: moment.optional().describe("Reviewed then or later; a day begins at midnight UTC."),
  to: moment.optional().describe("Reviewed then or before; a day counts to its end, UTC."),
  monitor: z.guid("must be a UUID").optional(),
});
export type ReviewFilter = z.infer<typeof ReviewFilter>;
