import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { requireMember } from "#app/_server/page-caller.ts";
import { creditHistoryQuery, creditsQuery, dailyCreditsQuery } from "#components/data/queries.ts";
import { USAGE_DAYS } from "#components/usage/days.ts";
import { Usage } from "#components/usage/usage.tsx";
import { readCreditHistory, readCreditUsage, readDailyCredits } from "#lib/credit/index.ts";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage() {
  const ctx = await requireMember();
  const client = new QueryClient();
  const [usage, daily, history] = await Promise.all([
    readCreditUsage(ctx),
    readDailyCredits(ctx, USAGE_DAYS),
    readCreditHistory(ctx, { byApiKey: true }),
  ]);
  client.setQueryData(creditsQuery().queryKey, usage);
  client.setQueryData(dailyCreditsQuery(USAGE_DAYS).queryKey, daily);
  client.setQueryData(creditHistoryQuery().queryKey, history);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Usage />
    </HydrationBoundary>
  );
}
