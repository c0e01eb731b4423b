"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { api } from "#components/data/api.ts";
import { meQuery, teamQuery } from "#components/data/queries.ts";
import { CreateTeam } from "#components/team/create-team.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";

type Team = { id: string; name: string };

/** What other tabs hear when one of them looks at another team: they share the session. */
const CHANNEL = "tidemark-team";

/** Has this browser look at another team, as a whole new page: nothing of the one before stays in memory. */
export async function lookAt(teamId: string): Promise<void> {
  await api("/v2/team/switch", { method: "POST", body: { teamId } });
  new BroadcastChannel(CHANNEL).postMessage(teamId);
  window.location.assign("/changes");
}

/** Names the team beside the wordmark, and leads to the person's other teams. */
export function TeamSwitcher({ team }: { team: Team }) {
  const { data: me } = useQuery(meQuery());
  const { data: renamed } = useQuery({ ...teamQuery(), enabled: false });
  const [creating, setCreating] = useState(false);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => data !== team.id && window.location.assign("/changes");
    return () => channel.close();
  }, [team.id]);
  const name = renamed?.name ?? team.name;
  const teams = me?.teams ?? [{ ...team, name }];
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" className="min-w-0 shrink px-1.5" aria-label={`Team ${name}, switch team`}>
            <span className="max-w-20 truncate sm:max-w-28 lg:max-w-44">{name}</span>
            <ChevronDown className="text-muted" />
          </Button>
        }
      >
        {teams.map(({ id, name: other }) => (
          <MenuItem
            key={id}
            onSelect={() => id !== team.id && void lookAt(id)}
            aria-current={id === team.id || undefined}
          >
            <span className="max-w-60 flex-1 truncate">{id === team.id ? name : other}</span>
            {id === team.id && <Check aria-hidden />}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setCreating(true)}>
          <Plus /> New team…
        </MenuItem>
      </Menu>
      <CreateTeam open={creating} onOpenChange={setCreating} done={lookAt} />
    </>
  );
}
