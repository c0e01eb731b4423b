"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { invitationsQuery } from "#components/data/queries.ts";
import { LinkDialog, type OneLink } from "#components/team/members/link-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import { Ahead } from "#components/ui/time.tsx";
import type { InvitationAnswer } from "#lib/team/model.ts";

/** Who is invited and has not come yet: rows of the list of members. */
export function Invitations() {
  const { data: invitations = [] } = useQuery(invitationsQuery());
  return invitations.map((invitation) => <InvitedRow key={invitation.id} invitation={invitation} />);
}

function InvitedRow({ invitation: { id, email, role, expiresAt } }: { invitation: InvitationAnswer }) {
  const client = useQueryClient();
  const [link, setLink] = useState<OneLink | null>(null);
  const path = `/v2/team/invitations/${id}`;
  const read = () => client.invalidateQueries({ queryKey: invitationsQuery().queryKey });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api<{ data: OneLink }>(`${path}/link`, { method: "POST" }),
    onSuccess: ({ data }) => setLink(data),
    onSettled: read,
  });
  const revoke = async () => {
    await api(path, { method: "DELETE" });
    await read();
  };
  const expired = new Date(expiresAt).getTime() <= Date.now();
  return (
    <li className="flex min-h-14 flex-wrap items-center justify-between gap-x-3 gap-y-2 px-3 py-2 text-sm">
      <div className="min-w-0">
        <p className="truncate" title={email}>
          {email}
        </p>
        <p className="text-muted">
          invited as {role} ·{" "}
          <span suppressHydrationWarning>
            {expired ? (
              "expired"
            ) : (
              <>
                expires <Ahead iso={expiresAt} />
              </>
            )}
          </span>
        </p>
        {error && (
          <p role="alert" className="text-error">
            {error.message}
          </p>
        )}
      </div>
      <div className="flex gap-2">
        <Button
          size="small"
          aria-label={`New link for ${email}`}
          title="The link before this one works no more."
          aria-disabled={isPending}
          onClick={() => isPending || mutate()}
        >
          New link
        </Button>
        <Confirm
          trigger={
            <Button size="small" aria-label={`Revoke the invitation of ${email}`}>
              Revoke
            </Button>
          }
          title={`Revoke the invitation of ${email}`}
          consequence="The link that they have works no more."
          verb="Revoke invitation"
          act={revoke}
        />
      </div>
      <LinkDialog
        link={link}
        close={() => setLink(null)}
        title={`A new link for ${email}`}
        about="It works once, for seven days. The link before it works no more."
      />
    </li>
  );
}
