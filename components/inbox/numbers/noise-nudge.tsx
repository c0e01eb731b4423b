"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { numbersQuery } from "#components/inbox/numbers/queries.ts";

/** Where a monitor brings mostly noise: says so, and leads to what of its pages is read. Nothing for any other. */
export function NoiseNudge({ monitorId }: { monitorId: string }) {
  const { data } = useQuery(numbersQuery(monitorId));
  const monitor = data?.monitors.find(({ id }) => id === monitorId);
  if (!monitor?.noisy) return null;
  return (
    <p className="rounded-md bg-changed-soft px-3 py-2 text-sm">
      <strong className="font-medium">
        {monitor.noise} of the last {monitor.reviewed} changes were noise.
      </strong>{" "}
      <Link
        href={readsAddress(monitorId)}
        prefetch={false}
        className="text-accent underline underline-offset-2"
      >
        Read less of its pages
      </Link>
    </p>
  );
}

/** The place in a monitor's form that says which parts of its pages are read. */
export const readsAddress = (monitorId: string) => `/monitors/${monitorId}/edit#reads`;
