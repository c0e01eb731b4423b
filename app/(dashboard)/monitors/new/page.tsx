import type { Metadata } from "next";
import { requireMember } from "#app/_server/page-caller.ts";
import { MonitorForm } from "#components/monitor/form/monitor-form.tsx";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "New monitor" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewMonitorPage({ searchParams }: Props) {
  await requireMember();
  const { demo, url } = await searchParams;
  return (
    <>
      <h1 className="mb-5 font-semibold text-xl">New monitor</h1>
      <MonitorForm prefill={demo ? demoPage() : { targets: [pages([url ?? ""].flat())] }} />
    </>
  );
}

const pages = (urls: string[]) => ({ type: "scrape", urls });

/** The page of ours that changes by itself: something to watch without having anything to watch yet. */
function demoPage() {
  const { PUBLIC_URL, PORT } = env();
  const origin = PUBLIC_URL?.replace(/\/+$/, "") ?? `http://localhost:${PORT}`;
  return { name: "Demo shop", targets: [pages([`${origin}/demo`])], text: "every 15 minutes" };
}
