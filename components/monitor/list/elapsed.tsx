"use client";

import { useNow } from "#components/hooks/use-now.ts";

const two = (value: number) => String(value).padStart(2, "0");

/** Writes a duration as a clock does: "0:03", "12:40", "1:02:09". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const tail = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${tail}` : `${minutes}:${tail}`;
}

/** Counts how long something has been going on. */
export function Elapsed({ since }: { since: string }) {
  const now = useNow(1000);
  return <span className="tabular-nums">{now === null ? "" : clock(now - Date.parse(since))}</span>;
}
