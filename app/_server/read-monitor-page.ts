import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { HISTORY_ON_PAGE } from "#components/data/queries.ts";
import { getMonitor } from "#lib/monitor/index.ts";
import { orNotFound } from "./or-not-found.ts";
import { requireMember } from "./page-caller.ts";
import { withHistory } from "./with-history.ts";
import { withSubscriptions } from "./with-subscriptions.ts";

/** A word of the address that must be an id; anything else names nothing. */
export function idOrNotFound(word: string): string {
  return z.guid().safeParse(word).success ? word : notFound();
}

/** The monitor a page is about, as the API answers it; read once per request, for its title and its body. */
export const readMonitorOfPage = cache(async (monitorId: string) => {
  const ctx = await requireMember();
  const row = await orNotFound(getMonitor(ctx, idOrNotFound(monitorId)));
  const [monitor] = await withHistory(ctx, [await withSubscriptions(ctx, row)], HISTORY_ON_PAGE);
  return monitor ?? notFound();
});
