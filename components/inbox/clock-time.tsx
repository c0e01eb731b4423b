"use client";

import { useNow } from "#components/hooks/use-now.ts";
import { exactTime } from "#components/ui/time.tsx";

const DAY_MS = 86_400_000;

/** A moment as short as it can be said: "9:10" today, "Mon 9:00" within days, else "27 Nov". The exact one is on hover. */
export function ClockTime({ iso }: { iso: string }) {
  const now = useNow(60_000);
  const at = new Date(iso);
  return (
    <time dateTime={iso} title={now === null ? undefined : exactTime(at)} suppressHydrationWarning>
      {inShort(at, now)}
    </time>
  );
}

/** @param now null on the server, which does not know the reader's zone and says the day of UTC */
export function inShort(at: Date, now: number | null): string {
  if (now === null)
    return at.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  const today = new Date(now);
  const clock = at.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
  if (at.toDateString() === today.toDateString()) return clock;
  if (Math.abs(at.getTime() - now) < 5 * DAY_MS) {
    return `${at.toLocaleDateString("en-GB", { weekday: "short" })} ${clock}`;
  }
  const year = at.getFullYear() === today.getFullYear() ? {} : { year: "numeric" as const };
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...year });
}
