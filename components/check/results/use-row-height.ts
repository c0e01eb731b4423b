"use client";

import { useMedia } from "#components/hooks/use-media.ts";

/** Rows are as high as a finger needs where fingers point; on a phone a second line holds the figures. */
export function useRowHeight(): number {
  const wide = useMedia("(min-width: 640px)", true);
  const touch = useMedia("(pointer: coarse)", false);
  if (!wide) return 56;
  return touch ? 44 : 36;
}
