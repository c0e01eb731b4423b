"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { type Body, createBody, updateBody } from "#components/monitor/form/body.ts";
import { type Draft, draftOf, newDraft, type Prefill } from "#components/monitor/form/draft.ts";
import { loadRules } from "#components/monitor/form/load-rules.ts";
import {
  isRefused,
  mergedRefusals,
  type Refusals,
  refusalsOf,
  unreadable,
} from "#components/monitor/form/refusals.ts";
import { useDraft } from "#components/monitor/form/use-draft.ts";
import { useLeaveGuard } from "#components/monitor/form/use-leave-guard.ts";
import { useBrowserZone } from "#components/monitor/time-zone.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Everything a form knows and does: what is typed, what was refused, and sending it. */
export function useMonitorForm(monitor: MonitorAnswer | undefined, prefill: Prefill | undefined) {
  const router = useRouter();
  const client = useQueryClient();
  const browserZone = useBrowserZone();
  const [start] = useState<Draft>(() => (monitor ? draftOf(monitor) : newDraft(prefill)));
  const { draft, refusals, setRefusals, isDirty, ...changing } = useDraft(start);
  const form = useRef<HTMLFormElement>(null);
  const refusedAnew = useRef(false);
  const guard = useLeaveGuard(isDirty);

  useEffect(() => {
    if (!refusedAnew.current || !isRefused(refusals)) return;
    refusedAnew.current = false;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]');
    wrong?.focus();
  }, [refusals]);

  const refuse = (found: Refusals) => {
    refusedAnew.current = true;
    setRefusals(found);
  };

  const send = async (proposed: string): Promise<"saved" | "refused"> => {
    const named = { ...draft, name: draft.name ?? proposed };
    const body: Body = monitor ? updateBody(named, monitor) : createBody(named, browserZone);
    const { issuesOf } = await loadRules();
    const issues = issuesOf(body, monitor ? "update" : "create");
    const found = mergedRefusals(refusalsOf(issues, draft), unreadable(draft, monitor ? start : null));
    if (isRefused(found)) {
      refuse(found);
      return "refused";
    }
    const id = monitor && Object.keys(body).length === 0 ? monitor.id : await save(body, monitor?.id);
    await Promise.all(
      [["monitors"], ["monitor", id]].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
    guard.release();
    router.push(`/monitors/${id}`);
    return "saved";
  };

  const { mutate, isPending, data } = useMutation({
    mutationFn: send,
    onError: (error) => refuse(refusalsOfError(error, draft)),
  });
  // Also while the page that it leads to is on its way.
  const busy = isPending || data === "saved";
  /** @param proposed the name, where nobody wrote one */
  const submit = (event: FormEvent, proposed: string) => {
    event.preventDefault();
    if (!busy) mutate(proposed);
  };

  const timezone = draft.timezone || browserZone;
  return { form, draft, ...changing, timezone, browserZone, refusals, refuse, busy, submit, guard };
}

function refusalsOfError(error: Error, draft: Draft): Refusals {
  const details = error instanceof ApiError ? error.details.filter(({ path }) => path !== "") : [];
  return details.length > 0 ? refusalsOf(details, draft) : { fields: { form: error.message }, blocks: {} };
}

async function save(body: Body, monitorId: string | undefined): Promise<string> {
  const path = monitorId ? `/v2/monitor/${monitorId}` : "/v2/monitor";
  const answer = await api<{ data: MonitorAnswer }>(path, { method: monitorId ? "PATCH" : "POST", body });
  return answer.data.id;
}
