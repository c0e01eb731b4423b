import { z } from "zod";
import { ChangeKind } from "#lib/change/model.ts";
import { Person } from "#lib/inbox/bell/model.ts";
import { COUNTED_TO, UNREAD_AMONG } from "#lib/inbox/bounds.ts";
import { LabelAnswer } from "#lib/inbox/labels/model.ts";
import { Judgment } from "#lib/page/model.ts";
import { ITEM_STATES, ITEM_VIEWS } from "#lib/statuses.ts";

export const View = z.enum(ITEM_VIEWS);
export type View = z.infer<typeof View>;

export const ItemState = z.enum(ITEM_STATES);
export type ItemState = z.infer<typeof ItemState>;

const Excerpt = z
  .object({ lead: z.string(), before: z.string(), after: z.string(), changes: z.int().optional() })
  .describe(
    "The first words that differ, those before them, and how many places do; of a failure, its sentence.",
  );

/** One change that an item gathers. */
export const ItemChange = z
  .object({
    id: z.uuid(),
    kind: ChangeKind,
    checkId: z.uuid(),
    checkPageId: z.uuid().describe("Of the page's result in that check, which has the diff."),
    page: z.object({ id: z.uuid(), url: z.string(), title: z.string().nullable() }).nullable(),
    excerpt: Excerpt.nullable(),
    linesAdded: z.int(),
    linesRemoved: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "InboxChange" });
export type ItemChange = z.infer<typeof ItemChange>;

/** What the team works on: it gathers one or more changes. */
export const ItemAnswer = z
  .object({
    id: z.uuid(),
    kind: ChangeKind.describe("Of the newest change; a failure stays one until its last page can be read."),
    state: ItemState,
    monitor: z.object({ id: z.uuid(), name: z.string() }),
    page: z
      .object({ id: z.uuid(), url: z.string(), title: z.string().nullable() })
      .nullable()
      .describe("The page of the newest change; null when nobody watches it any more."),
    changeId: z.uuid().describe("The newest change."),
    checkId: z.uuid().describe("Its check."),
    checkPageId: z.uuid().describe("What that check found at the page: the scrape id of a version."),
    pages: z.int().describe("How many pages it is about."),
    changes: z.int().describe("How many changes it gathers."),
    failing: z.int().describe("How many of its pages still cannot be read."),
    excerpt: Excerpt.nullable(),
    linesAdded: z.int(),
    linesRemoved: z.int(),
    judgment: Judgment.nullable(),
    openedAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    lastGoodAt: z.iso
      .datetime()
      .nullable()
      .describe("Of a failure: when the page could be read last; null when it never could, or is forgotten."),
    closedAt: z.iso.datetime().nullable(),
    closedBy: z.string().nullable(),
    assignee: Person.nullable(),
    snoozedUntil: z.iso.datetime().nullable(),
    snoozedUntilChange: z.boolean(),
    important: z.boolean(),
    label: LabelAnswer.nullable(),
    labelledBy: z.string().nullable(),
    reason: z.string().nullable(),
    signedOffBy: z.string().nullable(),
    signedOffAt: z.iso.datetime().nullable(),
    unread: z.boolean().describe("Whether the caller has yet to read something of it; never for an API key."),
    changesSinceRead: z.int().describe("How many changes came since the caller read it last, or all."),
    lastRead: z
      .object({
        at: z.iso.datetime(),
        changeId: z.uuid(),
        checkPageId: z.uuid().nullable().describe("The version read then; null when it is no longer kept."),
      })
      .nullable()
      .describe("What the caller read last: the left side of a comparison since then."),
    comments: z.int(),
    edition: z.int().describe("Raised by every act and every change; send it with an act."),
  })
  .meta({ id: "InboxItem" });
export type ItemAnswer = z.infer<typeof ItemAnswer>;

export const ActAnswer = z
  .object({
    id: z.uuid(),
    act: z.string(),
    by: z.string(),
    userId: z.uuid().nullable(),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
    undoes: z.uuid().nullable().describe("The act that it took back."),
    undone: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "InboxAct" });
export type ActAnswer = z.infer<typeof ActAnswer>;

/** An item with what it gathers, what was done to it, and its neighbours in the list that was asked for. */
export const ItemDetail = ItemAnswer.extend({
  gathered: z.array(ItemChange).describe("Its changes, newest first, as many as were asked for."),
  gatheredCursor: z
    .uuid()
    .nullable()
    .describe("Send it as `changesCursor` for those that follow; null: these are all."),
  acts: z.array(ActAnswer).describe("The latest 100 acts, newest first."),
  previousId: z.uuid().nullable().describe("The item above it in the list."),
  nextId: z.uuid().nullable().describe("The item below it in the list."),
}).meta({ id: "InboxItemDetail" });
export type ItemDetail = z.infer<typeof ItemDetail>;

const upTo = z.int().max(COUNTED_TO);

/** How many items each list has. */
export const Counts = z
  .object({
    open: upTo,
    mine: upTo,
    failing: upTo,
    snoozed: upTo,
    done: upTo,
    noise: upTo,
    all: upTo,
    unread: z.int().max(UNREAD_AMONG).describe(`Of the latest ${UNREAD_AMONG} open ones, by the caller.`),
  })
  .describe(`Up to ${COUNTED_TO} each: then there are so many, or more.`)
  .meta({ id: "InboxCounts" });
export type Counts = z.infer<typeof Counts>;

/** As many items as one call may act on. */
const MOST_AT_ONCE = 500;
/** As many characters as a reason may have. */
const MOST_REASON = 1000;

const id = z.guid("must be a UUID");
const reason = z.string().trim().max(MOST_REASON, `must have at most ${MOST_REASON} characters`).optional();

/** What somebody wants to be true of items. */
const ACTS = [
  z.object({ act: z.literal("done"), reason }),
  z.object({ act: z.literal("noise"), reason }),
  z.object({ act: z.literal("reopen") }),
  z.object({
    act: z.literal("assign"),
    userId: id.nullable().describe("A member of the team; null: nobody."),
  }),
  z.object({
    act: z.literal("snooze"),
    until: z.iso.datetime({ offset: true, error: "must be a time such as 2026-12-01T09:00:00Z" }).optional(),
    untilChange: z.literal(true).optional().describe("Until the page changes again."),
  }),
  z.object({ act: z.literal("unsnooze") }),
  z.object({ act: z.literal("important"), important: z.boolean() }),
  z.object({ act: z.literal("label"), labelId: id.nullable(), reason }),
  z.object({ act: z.literal("signOff") }).describe("Agree, as another person, to the label somebody gave."),
  z.object({ act: z.literal("undo"), actId: id }),
] as const;

export const Act = z.discriminatedUnion("act", [...ACTS]);
export type Act = z.infer<typeof Act>;

const edition = z
  .int()
  .optional()
  .describe(
    "The edition that the caller has seen. What others did since is then never overruled without a word.",
  );

const UndoMany = z
  .object({
    act: z.literal("undo"),
    actIds: z
      .array(id)
      .min(1, "must name at least one act")
      .max(MOST_AT_ONCE, `must name at most ${MOST_AT_ONCE} acts`)
      .describe("An act of each item that is to be taken back, in any order."),
  })
  .describe("Take back what was done to many items at once.");
/** As {@link Act}; what is taken back of many items is an act of each. */
export type ActOfMany = Exclude<Act, { act: "undo" }> | z.infer<typeof UndoMany>;

/** The same act with more fields beside it. */
function actsWith<Extra extends z.ZodRawShape>(acts: readonly z.ZodObject<z.ZodRawShape>[], extra: Extra) {
  const [first, ...others] = acts as unknown as typeof ACTS;
  const strict = <Shape extends z.ZodRawShape>(act: z.ZodObject<Shape>) =>
    z.strictObject({ ...act.shape, ...extra, origin: z.string().optional() });
  return z.discriminatedUnion("act", [
    strict(first),
    ...others.map((act) => strict(act as unknown as typeof first)),
  ] as never);
}

export const ActOnOne = actsWith(ACTS, { edition }) as unknown as z.ZodType<Act & { edition?: number }>;
export const ActOnMany = actsWith([...ACTS.slice(0, -1), UndoMany], {
  ids: z
    .array(id)
    .min(1, "must name at least one item")
    .max(MOST_AT_ONCE, `must name at most ${MOST_AT_ONCE} items`),
  edition,
}) as unknown as z.ZodType<ActOfMany & { ids: string[]; edition?: number }>;

/** What became of an act on one item. */
export const Outcome = z
  .object({
    id: z.uuid(),
    item: ItemAnswer.optional().describe("The item as it is now; missing when there is none of this id."),
    actId: z
      .uuid()
      .nullable()
      .optional()
      .describe("By which it can be undone; null when nothing was to be done."),
    conflict: z
      .string()
      .optional()
      .describe("What somebody else did meanwhile. Nothing was done: act again on the item as it is now."),
    error: z.string().optional().describe("Why nothing was done."),
  })
  .meta({ id: "InboxOutcome" });
export type Outcome = z.infer<typeof Outcome>;

/** What narrows a list. */
export const Filters = z.object({
  monitor: id.optional(),
  tag: z.string().max(100).optional().describe("Monitors cannot have tags yet, so nothing is found by one."),
  kind: ChangeKind.optional(),
  assignee: z
    .union([z.literal("me"), z.literal("nobody"), id], {
      error: "must be me, nobody or the UUID of a member",
    })
    .optional(),
  label: id.optional(),
  important: z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] }).optional(),
  unread: z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] }).optional(),
  signOff: z
    .stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] })
    .optional()
    .describe("Whether it waits for a second person to agree to its label."),
  q: z.string().max(256).optional().describe("Words in the excerpt or in the monitor's name, in any order."),
  from: z.iso.datetime({ offset: true, error: "must be a time such as 2026-12-01T09:00:00Z" }).optional(),
  to: z.iso.datetime({ offset: true, error: "must be a time such as 2026-12-01T09:00:00Z" }).optional(),
});
export type Filters = z.infer<typeof Filters>;
