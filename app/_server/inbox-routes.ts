import { z } from "zod";
import { limitOf, success, uuid, whole } from "#app/_server/route-parts.ts";
import {
  ActOnMany,
  ActOnOne,
  Counts,
  Filters,
  ItemAnswer,
  ItemDetail,
  Outcome,
  View,
} from "#lib/inbox/model.ts";

const OfItem = z.object({ itemId: uuid });
const itemMissing = { 404: "Change not found" };
const badAct = {
  400: "The act is not valid, or cannot be of any change; details names each field.",
  413: "The body is over 1 MiB.",
};
const InView = Filters.extend({ view: View.default("open") });

/** What a team looks at in its inbox and does with it. */
export const inboxRoutes = {
  listChanges: {
    method: "get",
    path: "/v2/changes",
    summary: "List the items of the inbox, the latest change first",
    query: InView.extend({
      limit: limitOf(25),
      cursor: z.string().max(100).optional().describe("As `next` of the answer before has it."),
    }),
    answer: z.object({
      ...success,
      data: z.array(ItemAnswer),
      next: z.url().optional().describe("Where the list goes on; missing at its end."),
    }),
    refusals: { 400: "A filter or the cursor is not valid." },
  },
  countChanges: {
    method: "get",
    path: "/v2/changes/counts",
    summary: "Count the items of each list of the inbox",
    query: Filters,
    answer: z.object({ ...success, data: Counts }),
    refusals: {},
  },
  actOnChanges: {
    method: "post",
    path: "/v2/changes/act",
    summary: "Do one thing with up to 500 items; each says what became of it",
    body: ActOnMany,
    answer: z.object({ ...success, data: z.array(Outcome) }),
    refusals: { ...badAct, ...itemMissing },
  },
  getChange: {
    method: "get",
    path: "/v2/changes/{itemId}",
    summary: "Get an item with its changes, what was done to it, and its neighbours in a list",
    params: OfItem,
    query: InView.extend({
      changesLimit: limitOf(25),
      changesCursor: uuid.optional().describe("As `gatheredCursor` of the answer before."),
    }),
    answer: z.object({ ...success, data: ItemDetail }),
    refusals: itemMissing,
  },
  actOnChange: {
    method: "post",
    path: "/v2/changes/{itemId}/act",
    summary: "Do something with an item",
    params: OfItem,
    body: ActOnOne,
    answer: z.object({ ...success, data: Outcome }),
    refusals: { ...badAct, ...itemMissing },
  },
  readChange: {
    method: "post",
    path: "/v2/changes/{itemId}/read",
    summary: "Note that the caller has read an item",
    params: OfItem,
    body: z
      .strictObject({
        changes: whole(z.number().int().min(1)).optional().describe("How many changes of it were seen."),
        origin: z.string().optional(),
      })
      .optional(),
    answer: z.object(success),
    refusals: { ...badAct, ...itemMissing },
  },
} as const;
