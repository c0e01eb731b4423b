"use client";

import { useEffect } from "react";

/** The floating parts that are there from the first press, though no page needs them to be read. */
const PARTS = [
  () => import("#components/shell/palette-layer.tsx"),
  () => import("#components/ui/menu-layer.tsx"),
  () => import("#components/ui/dialog-layer.tsx"),
];

/** Fetches the parts that float above pages once the browser has nothing else to do. */
export function useIdleParts(): void {
  useEffect(() => {
    const fetchParts = () => {
      // One that cannot be fetched now is fetched when it is opened.
      for (const load of PARTS) void load().catch(() => {});
    };
    // Safari has no such call; there a pause after the page is there does.
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(fetchParts, 2000);
      return () => clearTimeout(timer);
    }
    const call = requestIdleCallback(fetchParts, { timeout: 5000 });
    return () => cancelIdleCallback(call);
  }, []);
}
