"use client";

import { useQuery } from "@tanstack/react-query";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { counted } from "#components/inbox/counted.ts";
import { countsQuery } from "#components/inbox/queries.ts";
import { cn } from "#components/ui/class-names.ts";
import { TabLink } from "#components/ui/tab-link.tsx";

export const PLACES = [
  { href: "/changes", label: "Changes" },
  { href: "/monitors", label: "Monitors" },
  { href: "/usage", label: "Usage" },
  { href: "/settings", label: "Settings" },
] as const;

/** Where one can go, in the bar at the top. Where fingers point, the bar at the foot has it. */
export function Places() {
  return (
    <nav aria-label="Main" className="hidden h-full items-stretch sm:flex">
      {PLACES.map(({ href, label }) => (
        <TabLink key={href} href={href} className="gap-1.5 sm:px-2.5">
          {label}
          {href === "/changes" && <OpenCount className="text-accent" />}
        </TabLink>
      ))}
    </nav>
  );
}

/** How many items are open. */
export function OpenCount({ className }: { className?: string }) {
  const { data } = useQuery(countsQuery({}));
  // The page below may bring the count along: drawn at once, the browser's frame would not be the server's.
  const isHydrated = useHydrated();
  if (!isHydrated || !data || data.open === 0) return null;
  return (
    <span className={cn("tabular-nums", className)}>
      {counted(data.open)}
      <span className="sr-only"> open</span>
    </span>
  );
}
