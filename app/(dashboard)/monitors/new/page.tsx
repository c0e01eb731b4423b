import type { Metadata } from "next";
import { requireMember } from "#app/_server/page-caller.ts";
import { MonitorForm } from "#components/monitor/form/monitor-form.tsx";
import { demoUrls } from "#lib/demo-addresses.ts";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "New monitor" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewMonitorPage({ searchParams }: Props) {
  await requireMember();
  const { demo, url } = await searchParams;
  return <MonitorForm prefill={demo ? demoPage() : { targets: [pages([url ?? ""].flat())] }} />;
}

const pages = (urls: string[]) => ({ type: "scrape", urls });

/** The page of ours that changes by itself: something to watch without having anything to watch yet. */
function demoPage() {
  return { name: "Demo shop", targets: [pages(demoUrls(env()).slice(0, 1))], text: "every 15 minutes" };
}
