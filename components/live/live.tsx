"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { hearing } from "#components/live/hear.ts";
import { shareStream } from "#components/live/shared-stream.ts";
import { streamWhileVisible } from "#components/live/visible-stream.ts";

const Connected = createContext(true);

/** Whether changes reach this tab as they happen; false while the connection is being made anew. */
export const useConnected = () => useContext(Connected);

/** Keeps everything on screen true: hears which rows of the team changed, and has the reads that show them repeated. */
export function Live({ teamId, children }: { teamId: string; children: ReactNode }) {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const hear = hearing(client, setConnected);
    return "locks" in navigator ? shareStream(`tidemark live ${teamId}`, hear) : streamWhileVisible(hear);
  }, [client, teamId]);
  return <Connected value={connected}>{children}</Connected>;
}
