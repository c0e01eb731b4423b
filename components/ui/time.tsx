"use client";

import { useNow } from "#components/hooks/use-now.ts";

const UNITS: [seconds: number, name: string][] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** Says one moment as seen from another, both in epoch milliseconds: "2 h ago", "in 12 min", "just now". */
export function relativeTime(at: number, now: number): string {
  const seconds = (at - now) / 1000;
  const [size, name] = UNITS.find(([one]) => Math.abs(seconds) >= one) ?? [];
  if (!size) return seconds > 0 ? "in <1 min" : "just now";
  const amount = `${Math.floor(Math.abs(seconds) / size)} ${name}`;
  return seconds > 0 ? `in ${amount}` : `${amount} ago`;
}

let exact: Intl.DateTimeFormat | undefined;

/** Writes a moment in the reader's zone as "23 Nov 2026, 14:05:09 CET". Only the browser knows that zone. */
export function exactTime(at: Date): string {
  // The format is made only once, since a strip names ninety moments.
  exact ??= new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return exact.format(at);
}

/** Shows a relative time and keeps it true. The exact one is on hover, and for machines in `datetime`. */
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
