import type { ReactNode } from "react";
import { requireMember } from "#app/_server/page-caller.ts";
import { Shell } from "#components/shell/shell.tsx";
import { readTeam } from "#lib/team/index.ts";

/** Every page for members: nobody else gets past here. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const ctx = await requireMember();
  const team = await readTeam(ctx);
  const email = ctx.actor.kind === "user" ? ctx.actor.email : "";
  return (
    <Shell email={email} team={team}>
      {children}
    </Shell>
  );
}
