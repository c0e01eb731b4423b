import type { ReactNode } from "react";
import { meOf } from "#app/_server/me.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { Shell } from "#components/shell/shell.tsx";
import { readTeam } from "#lib/team/index.ts";

/** Every page for members: nobody else gets past here. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireMember();
  const team = await readTeam(ctx);
  return (
    <Shell me={meOf(ctx)} team={team}>
      {children}
    </Shell>
  );
}
