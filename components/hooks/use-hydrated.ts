"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False while what the server drew is taken over, which must come out the same; true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
