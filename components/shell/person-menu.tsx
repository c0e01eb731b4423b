"use client";

import { useQueryClient } from "@tanstack/react-query";
import { LogOut, UserRound, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { teamQuery } from "#components/data/queries.ts";
import type { Me } from "#components/shell/me.tsx";
import { signOut } from "#components/shell/sign-out.ts";
import { THEMES } from "#components/shell/themes.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";

/** The menu that says who is signed in, sets the theme, and signs out. */
export function PersonMenu({ me: { email, name, role }, teamName }: { me: Me; teamName: string }) {
  const { theme, setTheme } = useTheme();
  const router = useRouter();
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="icon">
          <span className="sr-only">Account of {email}</span>
          <span
            aria-hidden
            className="grid size-6 place-items-center rounded-full bg-accent-soft font-medium text-accent text-xs"
          >
            {(name ?? email).slice(0, 1).toUpperCase()}
          </span>
        </Button>
      }
    >
      <div className="px-2 py-1.5 text-sm">
        <TeamName known={teamName} />
        <div className="text-muted">{email}</div>
        <div className="text-muted">You are {role}</div>
      </div>
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/settings/you")}>
        <UserRound /> You
      </MenuItem>
      <MenuItem onSelect={() => router.push("/settings/members")}>
        <Users /> Members
      </MenuItem>
      <MenuSeparator />
      {THEMES.map(({ name, label, icon }) => (
        <MenuItem key={name} onSelect={() => setTheme(name)} aria-current={theme === name || undefined}>
          {icon}
          <span className="flex-1">{label}</span>
          {theme === name && <span aria-hidden>✓</span>}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={signOut}>
        <LogOut /> Sign out
      </MenuItem>
    </Menu>
  );
}

/**
 * Names the team as the settings left it, if they were open since the page was loaded. Each opening of the menu reads
 * it anew.
 */
function TeamName({ known }: { known: string }) {
  const client = useQueryClient();
  return <div className="font-medium">{client.getQueryData(teamQuery().queryKey)?.name ?? known}</div>;
}
