"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { CreateFeed } from "#components/team/feeds/create-feed.tsx";
import { FeedTable } from "#components/team/feeds/feed-table.tsx";
import { feedsQuery } from "#components/team/feeds/queries.ts";
import { SettingsSection } from "#components/team/settings-section.tsx";

/** The team's private feeds. `monitor` is the one that somebody came from, to make a feed of it. */
export function FeedSettings({ monitor }: { monitor: { id: string; name: string } | null }) {
  const { data: feeds } = useSuspenseQuery(feedsQuery());
  return (
    <SettingsSection
      isPage
      title="Feeds"
      about="A feed reader shows every change with its difference. Whoever has the address of a feed can read it without signing in, so give each reader its own and revoke what is no longer read."
    >
      <div className="grid min-w-0 gap-3">
        {feeds.length > 0 ? (
          <FeedTable feeds={feeds} />
        ) : (
          <p className="text-muted text-sm">
            No feed yet. One tells of all monitors, or of a single one, as Atom and as JSON Feed.
          </p>
        )}
        {/* In one place either way: the first feed must not close the dialog that shows its address. */}
        <div>
          <CreateFeed monitor={monitor} />
        </div>
      </div>
    </SettingsSection>
  );
}
