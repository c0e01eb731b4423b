import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { MonitorForm } from "#components/monitor/form/monitor-form.tsx";
import { FormSkeleton } from "#components/monitor/form/skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TidemarkError } from "#lib/errors.ts";
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
  const monitor = toMonitorAnswer(await existing(monitorId));
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function existing(monitorId: string) {
  const ctx = await requireMember();
  if (!UUID.test(monitorId)) notFound();
  try {
    return await getMonitor(ctx, monitorId);
  } catch (error) {
    if (error instanceof TidemarkError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
