"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ActButton } from "#components/shell/act-button.tsx";
import { ChannelForm } from "#components/team/channels/channel-form.tsx";
import { ChannelRow } from "#components/team/channels/channel-row.tsx";
import { channelsQuery } from "#components/team/channels/queries.ts";
import { SettingsSection } from "#components/team/settings-section.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";

/** The team's channels: where each leads, what it hears of, and what may be done with it. */
export function ChannelSettings() {
  const { data: channels } = useSuspenseQuery(channelsQuery());
  return (
    <SettingsSection
      isPage
      title="Channels"
      about="Rooms and programs that hear of changes. Addresses and tokens are encrypted and never shown again."
    >
      <div className="grid min-w-0 gap-3">
        <p className="rounded-md bg-changed-soft px-3 py-2 text-sm">
          This version sends tests only: what changes is not told here by itself yet. Feeds and the inbox tell
          it.
        </p>
        {channels.length > 0 ? (
          <ul className="divide-y rounded-md border bg-surface">
            {channels.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} />
            ))}
          </ul>
        ) : (
          <p className="text-muted text-sm">
            No channel yet. Slack, Discord, Microsoft Teams, ntfy, Telegram or any program that takes an HTTP
            request can be one.
          </p>
        )}
        <div>
          <AddChannel />
        </div>
      </div>
    </SettingsSection>
  );
}

function AddChannel() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <ActButton action="createChannel" variant="primary">
          <Plus /> Add channel
        </ActButton>
      </DialogTrigger>
      <DialogContent
        title="Add a channel"
        description="Once it is there, send it a test and see how a change looks."
        width="wide"
      >
        <ChannelForm done={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
