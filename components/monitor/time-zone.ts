"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The reader's own zone; on the server, which cannot know it, UTC. */
export function useBrowserZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    () => "UTC",
  );
}

/** A zone as people write it. */
export const spoken = (zone: string) => zone.replaceAll("_", " ");
