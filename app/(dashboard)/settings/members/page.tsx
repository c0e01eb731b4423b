import type { Metadata } from "next";
import { membersAnswer } from "#app/_server/members.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched, type Read } from "#app/_server/prefetched.tsx";
import { invitationsQuery, membersQuery, meQuery } from "#components/data/queries.ts";
import { Members } from "#components/team/members/members.tsx";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import type { Ctx } from "#lib/ctx.ts";
import { roleMay } from "#lib/policy.ts";
import { listInvitations, readMe } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "Members" };

export default function MembersPage() {
  return orSkeleton(members(), <SettingsSkeleton titles={["Members"]} />);
}

async function members() {
  const ctx = await requireMember();
  const [people, me, invited] = await Promise.all([membersAnswer(ctx), readMe(ctx), invitations(ctx)]);
  return (
    <Prefetched reads={[[membersQuery().queryKey, people], [meQuery().queryKey, me], ...invited]}>
      <Members />
    </Prefetched>
  );
}

/** Who is invited is shown to whoever may invite. */
async function invitations(ctx: Ctx): Promise<Read[]> {
  if (ctx.actor.kind !== "user" || !roleMay(ctx.actor.role, "listInvitations")) return [];
  const rows = await listInvitations(ctx);
  return [[invitationsQuery().queryKey, JSON.parse(JSON.stringify(rows))]];
}
