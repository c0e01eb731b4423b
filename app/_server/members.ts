import { countOpenChanges } from "#app/_server/open-changes.ts";
import type { Ctx } from "#lib/ctx.ts";
import { notFound } from "#lib/errors.ts";
import { listMembers } from "#lib/team/index.ts";
import type { MemberAnswer } from "#lib/team/model.ts";

/** The members of a team as the API answers them, each with how much is open for them. */
export async function membersAnswer(ctx: Ctx): Promise<MemberAnswer[]> {
  const [members, open] = await Promise.all([listMembers(ctx), countOpenChanges(ctx.teamId)]);
  return members.map(({ joinedAt, lastSignInAt, ...member }) => ({
    ...member,
    joinedAt: joinedAt.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    openChanges: open.get(member.userId) ?? 0,
  }));
}

export async function memberAnswer(ctx: Ctx, userId: string): Promise<MemberAnswer> {
  const member = (await membersAnswer(ctx)).find((one) => one.userId === userId);
  if (!member) throw notFound("Member");
  return member;
}
