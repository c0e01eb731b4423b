"use client";

import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { exactTime } from "#components/ui/time.tsx";

/** A moment in the reader's own zone, "23 Nov 2026, 14:05"; the exact one is on hover. */
export function Moment({ iso, className }: { iso: string; className?: string }) {
  // The server does not know the reader's zone: it says UTC, and the browser says it anew.
  const here = useHydrated();
  const at = new Date(iso);
  const words = at.toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    ...(at.getFullYear() !== new Date().getFullYear() && { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    ...(!here && { timeZone: "UTC" }),
  });
  return (
    <time dateTime={iso} title={here ? exactTime(at) : undefined} className={className}>
      {words.replace(",", "")}
      {!here && " UTC"}
    </time>
  );
}
