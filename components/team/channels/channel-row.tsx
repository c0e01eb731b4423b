"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { ChannelForm } from "#components/team/channels/channel-form.tsx";
import { KINDS } from "#components/team/channels/kinds.ts";
import { channelsQuery } from "#components/team/channels/queries.ts";
import { hearsInWords } from "#components/team/channels/words.ts";
import { cn } from "#components/ui/class-names.ts";
import { Confirm } from "#components/ui/confirm.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ChannelAnswer } from "#lib/channel/model.ts";

type Tested = { delivered: boolean; statusCode: number | null; error: string | null };

export function ChannelRow({ channel }: { channel: ChannelAnswer }) {
  const { id, name, kind, hint, readable, pausedAt } = channel;
  const client = useQueryClient();
  const reread = () => client.invalidateQueries({ queryKey: channelsQuery().queryKey });
  const path = `/v2/team/channels/${id}`;
  const test = useMutation({
    mutationFn: async () => (await api<{ data: Tested }>(`${path}/test`, { method: "POST" })).data,
  });
  const pause = useMutation({
    mutationFn: () => api(path, { method: "PATCH", body: { paused: pausedAt === null } }),
    onSettled: reread,
  });
  return (
    <li className="grid gap-x-4 gap-y-2 px-3 py-2.5 text-sm lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center">
      <div className="min-w-0">
        <p className={cn("truncate font-medium", pausedAt && "text-muted")} title={name}>
          {name}
        </p>
        <p className="truncate text-muted text-xs" title={hint}>
          {KINDS[kind].label} · {hint} · {hearsInWords(channel)}
          {pausedAt && (
            <>
              {" "}
              · paused <Time iso={pausedAt} />
            </>
          )}
        </p>
        {!readable && (
          <p className="text-error">
            Its secrets cannot be read, since AUTH_SECRET is another one now. Edit it and give them again.
          </p>
        )}
        <p role="status" className={cn("empty:hidden", test.data && !test.data.delivered && "text-error")}>
          {resultOf(test.data, test.error ?? pause.error)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ActButton
          action="testChannel"
          size="small"
          disabled={test.isPending || !readable}
          onClick={() => test.mutate()}
          aria-label={`Send a test to ${name}`}
        >
          {test.isPending ? "Sending…" : "Send a test"}
        </ActButton>
        <EditChannel channel={channel} />
        <ActButton
          action="updateChannel"
          size="small"
          disabled={pause.isPending}
          onClick={() => pause.mutate()}
          aria-label={`${pausedAt ? "Resume" : "Pause"} ${name}`}
        >
          {pausedAt ? "Resume" : "Pause"}
        </ActButton>
        <Confirm
          trigger={
            <ActButton action="deleteChannel" size="small" aria-label={`Delete ${name}`}>
              Delete
            </ActButton>
          }
          title={`Delete ${name}`}
          consequence="Nobody is told there any more, and its address is forgotten. This cannot be undone."
          verb="Delete channel"
          act={async () => {
            await api(path, { method: "DELETE" });
            await reread();
          }}
        />
      </div>
    </li>
  );
}

function resultOf(tested: Tested | undefined, error: Error | null): string {
  if (error) return error.message;
  if (!tested) return "";
  if (tested.delivered) return `The test arrived: ${tested.statusCode}.`;
  return `The test did not arrive. ${tested.error ?? ""}`;
}

function EditChannel({ channel }: { channel: ChannelAnswer }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <ActButton action="updateChannel" size="small" aria-label={`Edit ${channel.name}`}>
          Edit
        </ActButton>
      </DialogTrigger>
      <DialogContent
        title={`Edit ${channel.name}`}
        description="Secrets stay as they are unless you give them again."
        width="wide"
      >
        <ChannelForm channel={channel} done={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
