"use client";

import { useNow } from "#components/hooks/use-now.ts";

const UNITS: [seconds: number, name: string][] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
];

/** A span of time in its largest unit; null below a minute. */
function inUnits(ms: number): string | null {
  const [size, name] = UNITS.find(([seconds]) => ms >= seconds * 1000) ?? [];
  return size ? `${Math.floor(ms / 1000 / size)} ${name}` : null;
}

/**
 * Says a past moment as seen from now, both in epoch milliseconds: "2 h ago", "just now". It is never still to come,
 * however old `now` is and whatever clock it was read from.
 */
export function ago(at: number, now: number): string {
  const span = inUnits(now - at);
  return span ? `${span} ago` : "just now";
}

/** Says a moment to come as seen from now: "in 12 min", "in <1 min", and "due now" once it has come. */
export function ahead(at: number, now: number): string {
  if (at <= now) return "due now";
  return `in ${inUnits(at - now) ?? "<1 min"}`;
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

type TimeProps = { iso: string; className?: string };

/** Shows how long ago something was and keeps that true. The exact moment is on hover, and for machines in `datetime`. */
export function Time(props: TimeProps) {
  return <Relative {...props} say={ago} />;
}

/** Shows how long it is until something comes, as `Time` does for what has been. */
export function Ahead(props: TimeProps) {
  return <Relative {...props} say={ahead} />;
}

function Relative({ iso, className, say }: TimeProps & { say: typeof ago }) {
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
      {say(at.getTime(), now ?? Date.now())}
    </time>
  );
}
