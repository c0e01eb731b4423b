"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { SETTINGS_SECTIONS } from "#components/team/sections.ts";
import { cn } from "#components/ui/class-names.ts";

/** Leads from one page of the settings to another. */
export function SettingsNav() {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className="mb-5 flex gap-1 overflow-x-auto border-b">
      {SETTINGS_SECTIONS.map(({ href, label }) => {
        const isCurrent = path.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "-mb-px flex h-9 shrink-0 items-center border-b-2 px-2 text-sm pointer-coarse:h-11",
              isCurrent
                ? "border-accent font-medium text-foreground"
                : "border-transparent text-muted hover:text-foreground",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
