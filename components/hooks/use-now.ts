"use client";

import { useEffect, useState } from "react";

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
