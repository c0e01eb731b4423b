import { z } from "zod";
import { limitOf, type Route, success, uuid } from "#app/_server/route-parts.ts";
import { BellAnswer, Person } from "#lib/inbox/bell/model.ts";
import { CommentAnswer, CommentInput } from "#lib/inbox/comments/model.ts";
import { RuleAnswer, RuleInput } from "#lib/inbox/hand-out/model.ts";
import { InboxSettings, LabelAnswer, LabelChange, LabelInput } from "#lib/inbox/labels/model.ts";
import { REVIEW_FORMATS, ReviewFilter, ReviewNumbers } from "#lib/inbox/review/model.ts";
import { ViewAnswer, ViewChange, ViewInput } from "#lib/inbox/views/model.ts";

const OfItem = z.object({ itemId: uuid });
const OfComment = OfItem.extend({ commentId: uuid });
const cursor = uuid.optional().describe("The id of the last one that was read; `nextCursor` has it.");
const nextCursor = z.uuid().nullable();

const listOf = <S extends z.ZodType>(schema: S) => z.object({ ...success, data: z.array(schema) });
const one = <S extends z.ZodType>(schema: S) => z.object({ ...success, data: schema });
const badBody = { 400: "The body is not valid; details names each field.", 413: "The body is over 1 MiB." };
const itemMissing = { 404: "Change not found" };

/** What a team does together in its inbox: it talks, names, hands out and accounts for it. */
export const collabRoutes = {
  listPeople: {
    method: "get",
    path: "/v2/changes/people",
    summary: "List the members of the team, whom a comment may mention and a change may be given to",
    answer: listOf(Person),
    refusals: {},
  },
  listComments: {
    method: "get",
    path: "/v2/changes/{itemId}/comments",
    summary: "List the comments on a change, newest first",
    params: OfItem,
    query: z.object({ limit: limitOf(50), cursor }),
    answer: z.object({ ...success, data: z.array(CommentAnswer), nextCursor, total: z.int() }),
    refusals: itemMissing,
  },
  addComment: {
    method: "post",
    path: "/v2/changes/{itemId}/comments",
    summary: "Comment on a change; members that are mentioned are told",
    params: OfItem,
    body: CommentInput,
    answer: one(CommentAnswer),
    refusals: { ...badBody, ...itemMissing },
  },
  editComment: {
    method: "patch",
    path: "/v2/changes/{itemId}/comments/{commentId}",
    summary: "Change the text of one's own comment",
    params: OfComment,
    body: CommentInput,
    answer: one(CommentAnswer),
    refusals: { ...badBody, 403: "Somebody else wrote it.", 404: "Comment not found" },
  },
  deleteComment: {
    method: "delete",
    path: "/v2/changes/{itemId}/comments/{commentId}",
    summary: "Delete one's own comment",
    params: OfComment,
    answer: z.object(success),
    refusals: { 403: "Somebody else wrote it.", 404: "Comment not found" },
  },
  listPresent: {
    method: "get",
    path: "/v2/changes/{itemId}/presence",
    summary: "List who else looks at a change now",
    params: OfItem,
    answer: listOf(Person),
    refusals: itemMissing,
  },
  bePresent: {
    method: "post",
    path: "/v2/changes/{itemId}/presence",
    summary: "Say that a window of the signed-in person shows a change, or shows it no more",
    params: OfItem,
    body: z.strictObject({ viewer: uuid.describe("Of the window, made by it."), here: z.boolean() }),
    answer: listOf(Person),
    refusals: { ...badBody, ...itemMissing },
  },
  listBell: {
    method: "get",
    path: "/v2/bell",
    summary: "List what concerns the signed-in person by name, newest first",
    query: z.object({ limit: limitOf(25), cursor }),
    answer: z.object({ ...success, data: z.array(BellAnswer), nextCursor, unread: z.int() }),
    refusals: {},
  },
  readBell: {
    method: "post",
    path: "/v2/bell/read",
    summary: "Mark what concerns the signed-in person as read: these, those of a change, or all",
    body: z
      .strictObject({
        ids: z.array(uuid).max(100, "must name at most 100").optional(),
        itemId: uuid.optional(),
        all: z.literal(true).optional(),
      })
      .refine(
        (body) => Object.values(body).filter((value) => value !== undefined).length === 1,
        "must have one of ids, itemId and all",
      ),
    answer: z.object({ ...success, read: z.int() }),
    refusals: badBody,
  },
  listLabels: {
    method: "get",
    path: "/v2/changes/labels",
    summary: "List the team's labels",
    answer: listOf(LabelAnswer),
    refusals: {},
  },
  createLabel: {
    method: "post",
    path: "/v2/changes/labels",
    summary: "Add a label",
    body: LabelInput,
    answer: one(LabelAnswer),
    refusals: { ...badBody, 409: "There is a label of this name." },
  },
  updateLabel: {
    method: "patch",
    path: "/v2/changes/labels/{labelId}",
    summary: "Change the given fields of a label",
    params: z.object({ labelId: uuid }),
    body: LabelChange,
    answer: one(LabelAnswer),
    refusals: { ...badBody, 404: "Label not found", 409: "There is another label of this name." },
  },
  deleteLabel: {
    method: "delete",
    path: "/v2/changes/labels/{labelId}",
    summary: "Offer a label no more; changes that have it keep it",
    params: z.object({ labelId: uuid }),
    answer: z.object(success),
    refusals: { 404: "Label not found" },
  },
  getInboxSettings: {
    method: "get",
    path: "/v2/changes/settings",
    summary: "Get how the team works through its inbox",
    answer: one(InboxSettings),
    refusals: {},
  },
  updateInboxSettings: {
    method: "patch",
    path: "/v2/changes/settings",
    summary: "Set how the team works through its inbox",
    body: z.strictObject(InboxSettings.shape),
    answer: one(InboxSettings),
    refusals: badBody,
  },
  listRules: {
    method: "get",
    path: "/v2/changes/rules",
    summary:
      "List the rules by which new changes are handed out, the one that is asked first before the others",
    answer: listOf(RuleAnswer),
    refusals: {},
  },
  createRule: {
    method: "post",
    path: "/v2/changes/rules",
    summary: "Hand out new changes of a monitor, of a host, or all, to people in turn",
    body: RuleInput,
    answer: one(RuleAnswer),
    refusals: { ...badBody, 404: "Monitor not found" },
  },
  updateRule: {
    method: "patch",
    path: "/v2/changes/rules/{ruleId}",
    summary: "Put another rule in the place of one",
    params: z.object({ ruleId: uuid }),
    body: RuleInput,
    answer: one(RuleAnswer),
    refusals: { ...badBody, 404: "Rule not found, or Monitor not found" },
  },
  deleteRule: {
    method: "delete",
    path: "/v2/changes/rules/{ruleId}",
    summary: "Delete a rule",
    params: z.object({ ruleId: uuid }),
    answer: z.object(success),
    refusals: { 404: "Rule not found" },
  },
  listViews: {
    method: "get",
    path: "/v2/changes/views",
    summary: "List the caller's own saved views and the team's, each with how many changes it shows",
    answer: listOf(ViewAnswer),
    refusals: {},
  },
  createView: {
    method: "post",
    path: "/v2/changes/views",
    summary: "Save filters under a name, for oneself or for the team",
    body: ViewInput,
    answer: one(ViewAnswer),
    refusals: badBody,
  },
  updateView: {
    method: "patch",
    path: "/v2/changes/views/{viewId}",
    summary: "Change the name or the filters of a saved view",
    params: z.object({ viewId: uuid }),
    body: ViewChange,
    answer: one(ViewAnswer),
    refusals: { ...badBody, 404: "Saved view not found" },
  },
  deleteView: {
    method: "delete",
    path: "/v2/changes/views/{viewId}",
    summary: "Delete a saved view",
    params: z.object({ viewId: uuid }),
    answer: z.object(success),
    refusals: { 404: "Saved view not found" },
  },
  readNumbers: {
    method: "get",
    path: "/v2/changes/numbers",
    summary: "Get how the team keeps up, and which monitors bring mostly noise",
    query: z.object({ monitor: uuid.optional() }),
    answer: one(ReviewNumbers),
    refusals: {},
  },
  exportReview: {
    method: "get",
    path: "/v2/changes/export",
    summary: "Export what was reviewed by whom, when, with which label and reason, as CSV or JSON",
    query: ReviewFilter.extend({ format: z.enum(REVIEW_FORMATS).default("csv") }),
    answer: z.object(success),
    files: ["text/csv", "application/json"],
    refusals: {},
  },
} as const satisfies Record<string, Route>;
