"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#components/data/api.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/**
 * Deletes the monitor on screen, and leads to the others. From the moment `onLeaving` is told, the monitor may be
 * gone: nothing of it need be read any more. @throws Error with a sentence
 */
export function useRemove({ id }: MonitorAnswer, onLeaving: (leaving: boolean) => void) {
  const client = useQueryClient();
  const router = useRouter();
  const { mutateAsync } = useMutation({
    mutationFn: () => api(`/v2/monitor/${id}`, { method: "DELETE" }),
    onMutate: () => onLeaving(true),
    onError: () => onLeaving(false),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["monitors"] });
      router.push("/monitors");
    },
  });
  return () => mutateAsync();
}
