import type { ReactNode } from "react";
import { SettingsNav } from "#components/team/settings-nav.tsx";

/** The frame of all settings. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="max-w-[1100px]">
      <SettingsNav />
      {children}
    </div>
  );
}
