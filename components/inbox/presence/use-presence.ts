"use client";

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "#components/data/api.ts";
import type { Person } from "#lib/inbox/bell/model.ts";

/** Three beats within the time after which a silent tab is taken for gone (lib/live/presence-memory.ts). */
const BEAT_MS = 15_000;
/** Who only passes an item on the way to another is not announced there. */
const SETTLED_MS = 400;

const presenceQuery = (itemId: string) =>
  queryOptions({
    queryKey: ["presence", itemId],
    queryFn: async () => (await api<{ data: Person[] }>(`/v2/changes/${itemId}/presence`)).data,
  });

/** Who else looks at an item. While it is shown, and the tab is in sight, others are told that this reader does. */
export function usePresence(itemId: string): Person[] {
  const client = useQueryClient();
  const { data } = useQuery(presenceQuery(itemId));
  useEffect(() => {
    const viewer = crypto.randomUUID();
    let beating: ReturnType<typeof setInterval> | undefined;
    let here = false;
    const tell = async (isHere: boolean) => {
      // What leaves with the page is sent nevertheless.
      const body = JSON.stringify({ viewer, here: isHere });
      const headers = { "content-type": "application/json", "x-tidemark-page": "1" };
      const path = `/api/v2/changes/${itemId}/presence`;
      const answer = await fetch(path, { method: "POST", keepalive: true, headers, body }).catch(() => null);
      if (!answer?.ok || !isHere) return;
      const { data: people } = (await answer.json()) as { data: Person[] };
      client.setQueryData(presenceQuery(itemId).queryKey, people);
    };
    const follow = () => {
      const isHere = document.visibilityState === "visible";
      if (isHere === here) return;
      here = isHere;
      clearInterval(beating);
      void tell(here);
      if (here) beating = setInterval(() => void tell(true), BEAT_MS);
    };
    const leave = () => {
      clearInterval(beating);
      if (here) void tell(false);
      here = false;
    };
    const settling = setTimeout(follow, SETTLED_MS);
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("pagehide", leave);
    return () => {
      clearTimeout(settling);
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [itemId, client]);
  return data ?? [];
}
