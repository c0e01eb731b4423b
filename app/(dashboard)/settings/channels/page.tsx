import type { Metadata } from "next";
import { toChannelAnswer } from "#app/_server/channel-answer.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { ChannelSettings } from "#components/team/channels/channel-settings.tsx";
import { channelsQuery } from "#components/team/channels/queries.ts";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import { listChannels } from "#lib/channel/index.ts";

export const metadata: Metadata = { title: "Channels" };

export default function ChannelsPage() {
  return orSkeleton(channels(), <SettingsSkeleton titles={["Channels"]} />);
}

async function channels() {
  const ctx = await requireMember();
  const rows = (await listChannels(ctx)).map(toChannelAnswer);
  return (
    <Prefetched reads={[[channelsQuery().queryKey, rows]]}>
      <ChannelSettings />
    </Prefetched>
  );
}
