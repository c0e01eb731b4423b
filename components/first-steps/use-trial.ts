"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import type { PreviewAnswer } from "#lib/preview/model.ts";

/** Reads a page as a monitor of its address alone would; nothing is saved. */
export function useTrial(refuse: (sentence: string | null) => void) {
  const client = useQueryClient();
  const { mutate, isPending, isError, data, variables } = useMutation({
    mutationFn: async (url: string) => {
      const body = { target: { type: "scrape", urls: [url] }, url };
      return (await api<{ data: PreviewAnswer }>("/v2/monitor/preview", { method: "POST", body })).data;
    },
    onMutate: () => refuse(null),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["credits"] }),
    onError: (error) => refuse(`The page was not read. ${error.message}`),
  });
  return {
    /** What was tried last; null before, and where it was refused. */
    url: isError ? null : (variables ?? null),
    seen: isPending ? null : (data ?? null),
    isPending,
    run: mutate,
  };
}

export type Trial = ReturnType<typeof useTrial>;
