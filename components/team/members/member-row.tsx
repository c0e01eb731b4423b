"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { ActItem } from "#components/shell/act-button.tsx";
import { useMe, useRefusal } from "#components/shell/me.tsx";
import { LinkDialog, type OneLink } from "#components/team/members/link-dialog.tsx";
import { openChanges } from "#components/team/members/open-changes.ts";
import { RemoveDialog } from "#components/team/members/remove-dialog.tsx";
import { nameOf } from "#components/team/members/role-words.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { filterClass } from "#components/ui/field.tsx";
import { Menu, MenuSeparator } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import { MEMBER_ROLES, type Role } from "#lib/policy.ts";
import type { MemberAnswer } from "#lib/team/model.ts";

const path = ({ userId }: MemberAnswer) => `/v2/team/members/${userId}`;

/** One member: who, what role, when they were last here, and what may be done about them. */
export function MemberRow({
  member,
  isYou,
  others,
}: {
  member: MemberAnswer;
  isYou: boolean;
  others: MemberAnswer[];
}) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<"remove" | "hand on" | null>(null);
  const [link, setLink] = useState<OneLink | null>(null);
  const name = nameOf(member);
  const { mutateAsync, error, reset } = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => client.invalidateQueries({ queryKey: ["people", "all"] }),
  });
  const refused = () => undefined;
  const changeRole = (role: Role) =>
    mutateAsync(() => api(path(member), { method: "PATCH", body: { role } })).catch(refused);
  const resetPassword = () =>
    mutateAsync(async () => {
      const { data } = await api<{ data: OneLink }>(`${path(member)}/password-reset`, { method: "POST" });
      setLink(data);
    }).catch(refused);
  const remove = (changesTo: string | null) =>
    mutateAsync(() =>
      api(`${path(member)}${changesTo ? `?changesTo=${changesTo}` : ""}`, { method: "DELETE" }),
    );
  const handOn = () => mutateAsync(() => api(`${path(member)}/ownership`, { method: "POST" }));
  const close = () => {
    setAsked(null);
    reset();
  };
  return (
    <li className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
      <div className="min-w-0">
        <p className="truncate font-medium" title={member.email}>
          {name}
          {isYou && <span className="font-normal text-muted"> · you</span>}
        </p>
        <p className="truncate text-muted">
          {member.name !== null && `${member.email} · `}
          {member.lastSignInAt ? (
            <>
              signed in <Time iso={member.lastSignInAt} />
            </>
          ) : (
            "not signed in yet"
          )}
          {member.openChanges > 0 && ` · ${openChanges(member.openChanges)}`}
        </p>
      </div>
      <RoleChoice member={member} name={name} change={changeRole} />
      {isYou ? (
        <span className="w-8 pointer-coarse:w-11" />
      ) : (
        <Menu
          trigger={
            <Button variant="quiet" size="icon" aria-label={`More about ${name}`}>
              <MoreHorizontal />
            </Button>
          }
        >
          <ActItem action="createPasswordReset" onSelect={() => void resetPassword()}>
            Reset password…
          </ActItem>
          <ActItem action="transferOwnership" onSelect={() => setAsked("hand on")}>
            Hand the team on…
          </ActItem>
          <MenuSeparator />
          <ActItem action="removeMember" danger onSelect={() => setAsked("remove")}>
            Remove…
          </ActItem>
        </Menu>
      )}
      {error && asked === null && (
        <p role="alert" className="col-span-full text-error">
          {error.message}
        </p>
      )}
      <RemoveDialog
        open={asked === "remove"}
        onOpenChange={close}
        member={member}
        others={others}
        remove={remove}
      />
      <ConfirmDialog
        open={asked === "hand on"}
        onOpenChange={close}
        title={`Hand the team on to ${name}`}
        consequence={`${name} owns the team from then on, and you are admin. Only they can give it back.`}
        verb="Hand on"
        act={handOn}
      />
      <LinkDialog
        link={link}
        close={() => setLink(null)}
        title={`A new password for ${name}`}
        about="Whoever opens this link sets the password, once and within an hour. Every session of theirs ends then."
      />
    </li>
  );
}

/** A role as a choice; where it cannot be changed, it says why. */
function RoleChoice({
  member,
  name,
  change,
}: {
  member: MemberAnswer;
  name: string;
  change: (role: Role) => Promise<unknown>;
}) {
  const me = useMe();
  const refusal = useRefusal("changeRole");
  const ofOwner =
    member.role === "owner" && me.role !== "owner" ? "Only an owner may change the role of an owner." : null;
  const why = refusal ?? ofOwner;
  return (
    <select
      aria-label={`Role of ${name}`}
      value={member.role}
      disabled={why !== null}
      title={why ?? undefined}
      onChange={({ target }) => void change(target.value as Role)}
      className={filterClass}
    >
      {MEMBER_ROLES.map((role) => (
        <option key={role} value={role} disabled={role === "owner" && me.role !== "owner"}>
          {role}
        </option>
      ))}
    </select>
  );
}
