import type { Metadata } from "next";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched } from "#app/_server/prefetched.tsx";
import { teamQuery } from "#components/data/queries.ts";
import { SettingsSkeleton } from "#components/team/settings-skeleton.tsx";
import { TeamSettings } from "#components/team/team-settings.tsx";
import { readTeam } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "Team" };

export default function TeamPage() {
  return orSkeleton(team(), <SettingsSkeleton titles={["Team", "Leave"]} />);
}

async function team() {
  const ctx = await requireMember();
  return (
    <Prefetched reads={[[teamQuery().queryKey, await readTeam(ctx)]]}>
      <h1 className="sr-only">Team settings</h1>
      <TeamSettings />
    </Prefetched>
  );
}
