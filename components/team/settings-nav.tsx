"use client";

import { SETTINGS_SECTIONS } from "#components/team/sections.ts";
import { TabLink } from "#components/ui/tab-link.tsx";

/** Leads from one page of the settings to another. */
export function SettingsNav() {
  return (
    <nav aria-label="Settings" className="mb-5 flex gap-1 overflow-x-auto border-b">
      {SETTINGS_SECTIONS.map(({ href, label }) => (
        <TabLink key={href} href={href} className="h-9 shrink-0 pointer-coarse:h-11">
          {label}
        </TabLink>
      ))}
    </nav>
  );
}
