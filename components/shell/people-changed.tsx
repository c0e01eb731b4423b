"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { meQuery } from "#components/data/queries.ts";
import type { Me } from "#components/shell/me.tsx";

/**
 * Notices that the person of this page has another role by now, or that another tab looks at another team, and has the
 * page made anew. Somebody who is no member any more is sent to sign in, as every refused read does.
 */
export function PeopleChanged({ me, teamId }: { me: Me; teamId: string }) {
  const router = useRouter();
  const { data } = useQuery(meQuery());
  const isOtherTeam = data !== undefined && data.teamId !== teamId;
  const isOtherRole = data !== undefined && (data.role !== me.role || data.name !== me.name);
  useEffect(() => {
    if (isOtherTeam) window.location.assign("/changes");
    else if (isOtherRole) router.refresh();
  }, [isOtherTeam, isOtherRole, router]);
  return null;
}
