"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { membersQuery, meQuery } from "#components/data/queries.ts";
import { useRefusal } from "#components/shell/me.tsx";
import { Invitations } from "#components/team/members/invitations.tsx";
import { InviteDialog } from "#components/team/members/invite-dialog.tsx";
import { MemberRow } from "#components/team/members/member-row.tsx";
import { ROLE_WORDS } from "#components/team/members/role-words.ts";

/** Who is in the team and who is invited, and what each of them may. */
export function Members() {
  const { data: members } = useSuspenseQuery(membersQuery());
  const { data: me } = useQuery(meQuery());
  const mayManage = useRefusal("listInvitations") === null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">
          Members <span className="font-normal text-muted">{members.length}</span>
        </h1>
        <InviteDialog />
      </div>
      <ul aria-label="Members" className="divide-y rounded-md border bg-surface">
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            isYou={member.userId === me?.userId}
            others={members.filter((one) => one.userId !== member.userId)}
          />
        ))}
        {mayManage && <Invitations />}
      </ul>
      <p className="text-muted text-sm">
        {ROLE_WORDS.map(({ role, may }, index) => (
          <span key={role}>
            {index > 0 && " · "}
            <span className="font-medium text-foreground">{role}</span> {may}
          </span>
        ))}
      </p>
    </div>
  );
}
