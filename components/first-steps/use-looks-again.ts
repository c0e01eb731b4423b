"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 2000;
const TIMES = 15;

/** Asks the server for the page anew, a few times, while the demo is still being checked for the first time. */
export function useLooksAgain(waits: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!waits) return;
    let times = 0;
    const timer = setInterval(() => {
      router.refresh();
      times += 1;
      if (times === TIMES) clearInterval(timer);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [waits, router]);
}
