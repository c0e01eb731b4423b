"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Bell } from "#components/inbox/bell/bell.tsx";
import { KeyMap } from "#components/keys/key-map.tsx";
import { Disconnected } from "#components/live/disconnected.tsx";
import { Live } from "#components/live/live.tsx";
import { FootBar } from "#components/shell/foot-bar.tsx";
import { type Me, MeProvider } from "#components/shell/me.tsx";
import { openPalette, Palette } from "#components/shell/palette.tsx";
import { PaletteKey } from "#components/shell/palette-key.tsx";
import { PeopleChanged } from "#components/shell/people-changed.tsx";
import { PersonMenu } from "#components/shell/person-menu.tsx";
import { Places } from "#components/shell/places.tsx";
import { SessionEnded } from "#components/shell/session-ended.tsx";
import { TeamSwitcher } from "#components/shell/team-switcher.tsx";
import { useIdleParts } from "#components/shell/use-idle-parts.ts";
import { Wordmark } from "#components/shell/wordmark.tsx";
import { Button } from "#components/ui/button.tsx";

/** The frame of every dashboard page. It shows where one is, where one can go, and whether the page is live. */
export function Shell({
  me,
  team,
  children,
}: {
  me: Me;
  team: { id: string; name: string };
  children: ReactNode;
}) {
  useIdleParts();
  return (
    <MeProvider me={me}>
      <Live teamId={team.id}>
        <PeopleChanged me={me} teamId={team.id} />
        <SessionEnded />
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
        >
          Skip to content
        </a>
        <header className="print:hidden sticky top-0 z-30 border-b bg-background/95 backdrop-blur-sm">
          <div className="edges flex h-12 max-w-[1808px] items-center gap-1 sm:gap-4">
            <Link href="/changes" aria-label="Tidemark, to the changes" className="mr-1 rounded-sm">
              <Wordmark />
            </Link>
            <TeamSwitcher team={team} />
            <Places />
            <div className="flex-1" />
            <Button
              variant="secondary"
              onClick={openPalette}
              className="max-sm:hidden"
              aria-keyshortcuts="Meta+K Control+K"
            >
              <span className="contents text-muted">
                <Search />
                <span className="sr-only lg:not-sr-only">Jump to…</span>
                <PaletteKey />
              </span>
            </Button>
            <Bell />
            <PersonMenu me={me} teamName={team.name} />
          </div>
        </header>
        <main id="main" className="edges max-w-[1808px] pt-3 pb-[calc(2rem+var(--foot))]">
          {children}
        </main>
        <FootBar />
        <Disconnected />
        <Palette />
        <KeyMap />
      </Live>
    </MeProvider>
  );
}
