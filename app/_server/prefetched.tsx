import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

export type Read = [key: QueryKey, answer: unknown];

/** Gives the first paint the answers of its reads: exactly what the API would have answered. */
export function Prefetched({ reads, children }: { reads: Read[]; children: ReactNode }) {
  const client = new QueryClient();
  for (const [key, answer] of reads) client.setQueryData(key, answer);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
