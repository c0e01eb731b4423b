"use client";

import Link from "next/link";
import { ActButton } from "#components/shell/act-button.tsx";

/** Leads to the form of a new monitor. */
export function NewMonitorLink() {
  return (
    <ActButton action="createMonitor" variant="primary" asChild>
      <Link href="/monitors/new">New monitor</Link>
    </ActButton>
  );
}
