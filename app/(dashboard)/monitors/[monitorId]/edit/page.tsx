import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { orNotFound } from "#app/_server/or-not-found.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { idOrNotFound } from "#app/_server/read-monitor-page.ts";
import { MonitorForm } from "#components/monitor/form/monitor-form.tsx";
import { FormSkeleton } from "#components/monitor/form/skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { getMonitor, toMonitorAnswer } from "#lib/monitor/index.ts";

export const metadata: Metadata = { title: "Edit monitor" };

type Props = { params: Promise<{ monitorId: string }> };

export default async function EditMonitorPage({ params }: Props) {
  const { monitorId } = await params;
  return orSkeleton(
    editPage(monitorId),
    <Frame above={<Skeleton className="my-0.5 h-3.5 w-40" />}>
      <FormSkeleton />
    </Frame>,
  );
}

async function editPage(monitorId: string) {
  const ctx = await requireMember();
  const monitor = toMonitorAnswer(await orNotFound(getMonitor(ctx, idOrNotFound(monitorId))));
  const link = (
    <Link href={`/monitors/${monitor.id}`} className="rounded-sm hover:text-foreground">
      {monitor.name}
    </Link>
  );
  return (
    <Frame above={link}>
      <MonitorForm monitor={monitor} />
    </Frame>
  );
}

function Frame({ above, children }: { above: ReactNode; children: ReactNode }) {
  return (
    <>
      <div className="truncate text-muted text-sm">{above}</div>
      <h1 className="mb-5 font-semibold text-xl">Edit monitor</h1>
      {children}
    </>
  );
}
