import { z } from "zod";

/**
 * What somebody may want to know of a page: its content changed; it is new on a monitor that had a check before; it is
 * gone; it began to fail; it can be read again, with the content it had.
 */
export const CHANGE_KINDS = ["changed", "new", "removed", "failed", "recovered"] as const;
export const ChangeKind = z.enum(CHANGE_KINDS);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** The first words that differ: what stands before them, what they were (`before`) and what they are (`after`). */
export type ChangeExcerpt = {
  lead: string;
  before: string;
  after: string;
};
