import type { Metadata } from "next";
import { orNotFound } from "#app/_server/or-not-found.ts";
import { orSkeleton } from "#app/_server/or-skeleton.tsx";
import { requireMember } from "#app/_server/page-caller.ts";
import { idOrNotFound } from "#app/_server/read-monitor-page.ts";
import { MonitorForm } from "#components/monitor/form/monitor-form.tsx";
import { FormSkeleton } from "#components/monitor/form/skeleton.tsx";
import { getMonitor, toMonitorAnswer } from "#lib/monitor/index.ts";

export const metadata: Metadata = { title: "Edit monitor" };

type Props = { params: Promise<{ monitorId: string }> };

export default async function EditMonitorPage({ params }: Props) {
  const { monitorId } = await params;
  return orSkeleton(editPage(monitorId), <FormSkeleton />);
}

async function editPage(monitorId: string) {
  const ctx = await requireMember();
  const monitor = toMonitorAnswer(await orNotFound(getMonitor(ctx, idOrNotFound(monitorId))));
  return <MonitorForm monitor={monitor} />;
}
