import type { ReactNode } from "react";
import { meOf } from "#app/_server/me.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched, type Read } from "#app/_server/prefetched.tsx";
import { meQuery, teamQuery } from "#components/data/queries.ts";
import { Shell } from "#components/shell/shell.tsx";
import { readMe, readTeam } from "#lib/team/index.ts";

/** Every page for members: nobody else gets past here. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireMember();
  const [team, me] = await Promise.all([readTeam(ctx), readMe(ctx)]);
  // The frame asks for these, too: what a page brings of a read that is under way would come too late for its first paint.
  const reads: Read[] = [
    [teamQuery().queryKey, team],
    [meQuery().queryKey, me],
  ];
  return (
    <Prefetched reads={reads}>
      <Shell me={meOf(ctx)} team={team}>
        {children}
      </Shell>
    </Prefetched>
  );
}
