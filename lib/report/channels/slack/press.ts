import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx, Whence } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { changes, memberships, users } from "#lib/db/schema.ts";
import { TidemarkError } from "#lib/errors.ts";
import { actOnItem } from "#lib/inbox/index.ts";
import { DONE_ACTION, NOISE_ACTION } from "#lib/report/channels/slack/message.ts";

const ACTS = { [DONE_ACTION]: "done", [NOISE_ACTION]: "noise" } as const;
const isAct = (id: string): id is keyof typeof ACTS => Object.hasOwn(ACTS, id);

/** What Slack tells of a press on a button, as far as it is read. */
export const SlackPress = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string().regex(/^\w{1,32}$/) }),
  actions: z
    .array(z.object({ action_id: z.string().max(255), value: z.string().max(2000).optional() }))
    .min(1),
  response_url: z.url({ protocol: /^https$/, hostname: /^hooks\.slack\.com$/ }).optional(),
});
export type SlackPress = z.infer<typeof SlackPress>;

const NOBODY =
  "Tidemark does not know who you are in Slack, or you are not in this team. Open Tidemark, Settings, You, and give your Slack member id (in Slack: your profile, ⋯, Copy member ID).";

/**
 * Does in the inbox what a button says, as the member whose Slack id it is; and says what became of it in a sentence for that
 * person alone. Null for a press with nothing to answer, such as one that opened a link.
 */
export async function answerPress(
  press: SlackPress,
  from: Whence & { requestId: string },
): Promise<string | null> {
  const [pressed] = press.actions;
  if (!pressed || !isAct(pressed.action_id)) return null;
  const changeId = z.guid().safeParse(pressed.value).data;
  const found = changeId ? await whoAndWhat(changeId, press.user.id) : null;
  if (!found) return NOBODY;
  const { itemId, teamId, requestId, ...actor } = { ...found, requestId: from.requestId };
  if (!itemId) return "This change is not in the inbox yet, or not any more. Open it and look.";
  const { ip, userAgent } = from;
  const ctx: Ctx = { teamId, actor: { kind: "user", ...actor }, requestId, from: { ip, userAgent } };
  return act(ctx, itemId, ACTS[pressed.action_id]);
}

async function act(ctx: Ctx, itemId: string, name: "done" | "noise"): Promise<string> {
  try {
    const outcome = await actOnItem(ctx, itemId, { act: name });
    const refused = outcome.error ?? outcome.conflict;
    if (refused) return refused;
    const words = name === "done" ? "Done" : "Noise";
    return outcome.actId ? `${words}, in Tidemark's inbox as you.` : `It was ${words.toLowerCase()} already.`;
  } catch (error) {
    if (error instanceof TidemarkError) return error.message;
    throw error;
  }
}

/** The item of a change, and the member of its team whose Slack id this is; null where either is missing. */
async function whoAndWhat(changeId: string, slackMemberId: string) {
  const [row] = await db()
    .select({
      teamId: changes.teamId,
      itemId: changes.itemId,
      userId: users.id,
      email: users.email,
      name: users.name,
      role: memberships.role,
    })
    .from(changes)
    .innerJoin(memberships, eq(memberships.teamId, changes.teamId))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(changes.id, changeId), eq(users.slackMemberId, slackMemberId)));
  return row ?? null;
}
