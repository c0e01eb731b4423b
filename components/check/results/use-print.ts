"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Print } from "#components/check/results/read-for-print.ts";
import type { Listing } from "#components/check/results/sections.ts";
import { useBeforePrint, usePrinting } from "#components/hooks/use-printing.ts";
import { LaterCode } from "#components/ui/later-code.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

const reader = new LaterCode(() => import("#components/check/results/read-for-print.ts"), null);

/** What is printed of a check, while it is: all of its changes, and not only those that are open. */
export function usePrint(check: CheckAnswer, listingOnPaper: () => Listing): Print | null {
  const client = useQueryClient();
  const printing = usePrinting();
  const print = useRef<Print | null>(null);
  useBeforePrint(() => {
    print.current = reader.now()?.readForPrint(client, check, listingOnPaper()) ?? null;
  });
  return printing ? print.current : null;
}
