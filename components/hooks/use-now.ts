"use client";

import { useEffect, useState } from "react";
import { onServerTime, serverNow } from "#components/data/server-clock.ts";

/**
 * The current moment by the server's clock, renewed every `everyMs`; null on the server, which does not know the
 * reader's zone.
 */
export function useNow(everyMs = 15_000): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const look = () => setNow(serverNow());
    look();
    const timer = setInterval(look, everyMs);
    const forget = onServerTime(look);
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [everyMs]);
  return now;
}
