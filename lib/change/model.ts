import { z } from "zod";
import { CHANGE_KINDS } from "#lib/statuses.ts";

export const ChangeKind = z.enum(CHANGE_KINDS);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** The first words that differ: what stands before them, what they were (`before`) and what they are (`after`). */
export type ChangeExcerpt = {
  lead: string;
  before: string;
  after: string;
  /** How many places differ in all; missing from rows of the version before. */
  changes?: number;
};
