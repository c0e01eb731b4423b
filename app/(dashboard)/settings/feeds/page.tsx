import type { Metadata } from "next";
import { z } from "zod";
import { asAnswer } from "#app/_server/as-answer.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { FeedSettings } from "#components/team/feeds/feed-settings.tsx";
import { feedsQuery } from "#components/team/feeds/queries.ts";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import type { Ctx } from "#lib/ctx.ts";
import { listFeeds } from "#lib/feed/index.ts";
import { FeedAnswer } from "#lib/feed/model.ts";
import { getMonitor } from "#lib/monitor/index.ts";

export const metadata: Metadata = { title: "Feeds" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function FeedsPage(props: Props) {
  return orSkeleton(feeds(props), <SettingsSkeleton titles={["Feeds"]} />);
}

async function feeds({ searchParams }: Props) {
  const ctx = await requireMember();
  const rows = asAnswer(z.array(FeedAnswer), await listFeeds(ctx));
  return (
    <Prefetched reads={[[feedsQuery().queryKey, rows]]}>
      <FeedSettings monitor={await cameFrom(ctx, (await searchParams).monitor)} />
    </Prefetched>
  );
}

/** The monitor that the address names, where the team has it. */
async function cameFrom(ctx: Ctx, named: unknown): Promise<{ id: string; name: string } | null> {
  const id = z.guid().safeParse(named).data;
  const monitor = id && (await getMonitor(ctx, id).catch(() => null));
  return monitor ? { id: monitor.id, name: monitor.name } : null;
}
