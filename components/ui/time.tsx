"use client";

import { useEffect, useState } from "react";

const UNITS: [seconds: number, name: Intl.RelativeTimeFormatUnit][] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

/** "2 hours ago", "in 12 minutes", "just now"; both moments in epoch milliseconds. */
export function relativeTime(at: number, now: number): string {
  const seconds = (at - now) / 1000;
  const unit = UNITS.find(([size]) => Math.abs(seconds) >= size);
  if (!unit) return seconds > 0 ? "in under a minute" : "just now";
  const format = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });
  return format.format(Math.trunc(seconds / unit[0]), unit[1]);
}

export function exactTime(at: Date): string {
  return at.toLocaleString("en", { dateStyle: "medium", timeStyle: "long" });
}

/** The current moment, renewed every `everyMs`; null on the server, whose clock and zone are not the reader's. */
export function useNow(everyMs = 15_000): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** A relative time that keeps itself true; the exact one is on hover, and for machines in `datetime`. */
export function Time({ iso, className }: { iso: string; className?: string }) {
  const now = useNow();
  const at = new Date(iso);
  return (
    // The server's words may be a second older than the browser's; the next renewal puts that right.
    <time
      dateTime={iso}
      title={now === null ? undefined : exactTime(at)}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(at.getTime(), now ?? Date.now())}
    </time>
  );
}
