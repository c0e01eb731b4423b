/**
 * Every status there is, each named in this one place: the data model makes its enums of them, the models their schemas, and
 * screens their words. In the order in which PostgreSQL knows them; a new one is added at the end.
 */
export const MONITOR_STATUSES = ["active", "paused", "deleted"] as const;
export const CHECK_STATUSES = [
  "queued",
  "running",
  "completed",
  "failed",
  "partial",
  "skipped_overlap",
  "skipped_no_credits",
] as const;
/** Who asked for a check: the schedule; or somebody, by hand or by program. */
export const CHECK_TRIGGERS = ["scheduled", "manual"] as const;
export const BILLING_STATUSES = ["not_applicable", "reserved", "confirmed", "released", "failed"] as const;
export const PAGE_STATUSES = ["same", "new", "changed", "removed", "error"] as const;
/** What a stored content is. */
export const SNAPSHOT_KINDS = ["markdown", "json", "text", "binary"] as const;
export const CREDIT_ENTRY_KINDS = ["grant", "adjust", "expire", "reserve", "confirm", "release"] as const;
/**
 * What somebody may want to know of a page: its content changed; it is new on a monitor that had a check before; it is
 * gone; it began to fail; it can be read again, with the content it had.
 */
export const CHANGE_KINDS = ["changed", "new", "removed", "failed", "recovered"] as const;
/** Of somebody new: has yet to read a change, has read one. What else there is to do is known without being kept. */
export const FIRST_STEPS = ["open", "read"] as const;
/** Of what the team works on: to be looked at, looked at, and not worth it. */
export const ITEM_STATES = ["open", "done", "noise"] as const;
/** Where the inbox shows an item: by its state, and of the open ones those that sleep apart. */
export const ITEM_SHELVES = ["open", "snoozed", "done", "noise"] as const;
/** The lists of the inbox, in the order of their tabs. */
export const ITEM_VIEWS = ["open", "mine", "failing", "snoozed", "done", "noise", "all"] as const;
/** How sure a judgment is. */
export const CONFIDENCES = ["high", "medium", "low"] as const;
export const LABEL_SIGNIFICANCES = ["high", "medium", "low"] as const;
/** Why the bell rings for a member. */
export const BELL_KINDS = ["mention", "assigned"] as const;
/** What a team's programs and people are told by. */
export const DELIVERY_CHANNELS = ["webhook"] as const;
/** What a webhook may be told of (contract: Webhooks). */
export const DELIVERY_EVENTS = ["monitor.page", "monitor.check.completed"] as const;
/** Of something that is to be told: waiting for its next try, arrived, given up, not sent for a reason, its monitor gone. */
export const DELIVERY_STATUSES = ["queued", "delivered", "failed", "skipped", "cancelled"] as const;
