import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { creditHistoryQuery, creditsQuery, dailyCreditsQuery } from "#components/data/queries.ts";
import { USAGE_DAYS } from "#components/usage/days.ts";
import { UsageSkeleton } from "#components/usage/skeleton.tsx";
import { Usage } from "#components/usage/usage.tsx";
import { readCreditHistory, readCreditUsage, readDailyCredits } from "#lib/credit/index.ts";

export const metadata: Metadata = { title: "Usage" };

export default function UsagePage() {
  return orSkeleton(usage(), <UsageSkeleton />);
}

async function usage() {
  const ctx = await requireMember();
  const client = new QueryClient();
  const [balance, daily, history] = await Promise.all([
    readCreditUsage(ctx),
    readDailyCredits(ctx, USAGE_DAYS),
    readCreditHistory(ctx, { byApiKey: true }),
  ]);
  client.setQueryData(creditsQuery().queryKey, balance);
  client.setQueryData(dailyCreditsQuery(USAGE_DAYS).queryKey, daily);
  client.setQueryData(creditHistoryQuery().queryKey, history);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Usage />
    </HydrationBoundary>
  );
}
