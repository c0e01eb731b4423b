"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "#components/data/api.ts";
import { checkQuery } from "#components/data/queries.ts";

/** Notes, once, that somebody new has a change before them. Drawn on a check while that is still to come. */
export function NoteReading({ monitorId, checkId }: { monitorId: string; checkId: string }) {
  const { data: check } = useQuery(checkQuery(monitorId, checkId));
  const hasChange = check !== undefined && check.summary.changed > 0;
  useEffect(() => {
    if (!hasChange) return;
    // Should it not be heard, the next change that is read says it again.
    api("/v2/team/first-steps", { method: "POST", body: { to: "read" } }).catch(() => {});
  }, [hasChange]);
  return null;
}
