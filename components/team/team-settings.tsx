"use client";

import { api } from "#components/data/api.ts";
import { LeaveTeam } from "#components/team/leave-team.tsx";
import { SettingsSection } from "#components/team/settings-section.tsx";
import { TeamNameForm } from "#components/team/team-name-form.tsx";

/** What is set for the team, and the way out of it. */
export function TeamSettings() {
  return (
    <>
      <SettingsSection title="Team" about="Its monitors, keys and credits belong to everybody in it.">
        <TeamNameForm />
      </SettingsSection>
      <SettingsSection
        title="Leave"
        about="Your sessions and keys of this team end. A team always has an owner: its last one hands it on first."
      >
        <LeaveTeam leave={leave} />
      </SettingsSection>
    </>
  );
}

/** Loads a whole new page, of another team of theirs or to sign in: nothing of this one stays in memory. */
async function leave(): Promise<void> {
  const { data } = await api<{ data: { signedIn: boolean } }>("/v2/team/leave", { method: "POST" });
  window.location.assign(data.signedIn ? "/changes" : "/sign-in");
}
