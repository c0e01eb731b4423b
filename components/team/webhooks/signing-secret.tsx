"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { useRefusal } from "#components/shell/me.tsx";
import { type SecretState, secretQuery } from "#components/team/webhooks/queries.ts";
import { Confirm } from "#components/ui/confirm.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";

/** By what the team's webhooks are signed: shown once, and replaced without a moment in which nothing fits. */
export function SigningSecret() {
  const refusal = useRefusal("readWebhookSecret");
  const { data, error, refetch } = useQuery({ ...secretQuery(), enabled: refusal === null });
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: async (how: "reveal" | "rotate") =>
      (await api<{ data: { secret: string } }>(`/v2/team/webhook-secret/${how}`, { method: "POST" })).data
        .secret,
    onSettled: () => client.invalidateQueries({ queryKey: secretQuery().queryKey }),
  });
  if (refusal !== null) return <p className="text-muted text-sm">{refusal}</p>;
  if (error && !data) return <ReadFailure what="The secret" error={error} retry={refetch} />;
  if (!data) return <Skeleton className="h-10" />;
  return (
    <div className="grid gap-3 text-sm">
      <p>{stateInWords(data)}</p>
      {ask.data && (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-border-strong bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="break-all font-mono">{ask.data}</code>
          <CopyButton text={ask.data} label="Copy secret" />
        </div>
      )}
      {ask.error && (
        <p role="alert" className="text-error">
          {ask.error.message}
        </p>
      )}
      {data.previousUntil && (
        <p className="text-muted">
          The secret before this one is good until{" "}
          {new Date(data.previousUntil).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {!data.shown && data.usable && (
          <ActButton
            action="revealWebhookSecret"
            disabled={ask.isPending}
            onClick={() => ask.mutate("reveal")}
          >
            Show the secret
          </ActButton>
        )}
        <Confirm
          trigger={<ActButton action="rotateWebhookSecret">Make another secret</ActButton>}
          title="Make another secret?"
          consequence="Webhooks are signed by both for 24 hours, and after that by the new one alone: give it to every receiver until then."
          verb="Make another secret"
          act={async () => {
            await ask.mutateAsync("rotate");
          }}
        />
      </div>
    </div>
  );
}

function stateInWords({ shown, usable, createdAt }: SecretState) {
  if (!usable)
    return "It cannot be opened any more, since AUTH_SECRET is another one now: webhooks are sent unsigned. Make another secret.";
  return (
    <>
      Made <Time iso={createdAt} />.{" "}
      {shown ? "It was shown, and cannot be shown again." : "Nobody has seen it yet; it is shown once."}
    </>
  );
}
