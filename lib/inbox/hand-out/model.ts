import { z } from "zod";
import { Person } from "#lib/inbox/bell/model.ts";

export const MOST_RULES = 100;
const MOST_PEOPLE = 20;

/** A host as people paste it: an address of a page is the host of it. */
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^[a-z]+:\/\//, "").replace(/[/?#:].*$/, ""))
  .pipe(
    z
      .string()
      .max(253, "must have at most 253 characters")
      .regex(/^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u, "must be a host such as example.com"),
  );

export const RuleInput = z
  .strictObject({
    monitorId: z.guid("must be a UUID").nullish().describe("Only changes of this monitor."),
    host: Host.nullish().describe("Only changes of pages of this host, and of those below it."),
    people: z
      .array(z.guid("must be a UUID"))
      .min(1, "must name at least one person")
      .max(MOST_PEOPLE, `must name at most ${MOST_PEOPLE} people`)
      .refine((ids) => new Set(ids).size === ids.length, "must name each person once")
      .describe("Who gets them; several get them in turn."),
  })
  .refine(({ monitorId, host }) => !(monitorId && host), "must name a monitor or a host, not both");
export type RuleInput = z.infer<typeof RuleInput>;

export const RuleAnswer = z
  .object({
    id: z.uuid(),
    monitor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    host: z.string().nullable(),
    people: z.array(Person).describe("Those who are still in the team, in the order of their turns."),
    next: z.uuid().nullable().describe("Whose turn it is; null when nobody of them is left."),
  })
  .meta({ id: "AssignmentRule" });
export type RuleAnswer = z.infer<typeof RuleAnswer>;
