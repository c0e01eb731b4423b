"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The reader's own time zone; on the server, which cannot know it, UTC. */
export function useBrowserZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    () => "UTC",
  );
}

/** Writes a zone as people do, with spaces for underscores. */
export const spoken = (zone: string) => zone.replaceAll("_", " ");
