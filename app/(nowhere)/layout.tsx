import type { ReactNode } from "react";
import { meOf } from "#app/_server/me.ts";
import { pageCaller } from "#app/_server/page-caller.ts";
import { Shell } from "#components/shell/shell.tsx";
import { readTeam } from "#lib/team/index.ts";

/** Whoever is signed in keeps the way to everywhere else, also where there is nothing. */
export default async function NowhereLayout({ children }: { children: ReactNode }) {
  const caller = await pageCaller();
  if (caller?.actor.kind !== "user") return <main>{children}</main>;
  return (
    <Shell me={meOf(caller)} team={await readTeam(caller)}>
      {children}
    </Shell>
  );
}
