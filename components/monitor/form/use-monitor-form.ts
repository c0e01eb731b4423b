"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { type Body, createBody, updateBody } from "#components/monitor/form/body.ts";
import { type Draft, draftOf, EMPTY, shownTarget } from "#components/monitor/form/draft.ts";
import { loadRules } from "#components/monitor/form/load-rules.ts";
import { type FieldId, type Refusals, refusalsOf, unreadable } from "#components/monitor/form/refusals.ts";
import { OPTION_FIELDS } from "#components/monitor/form/scrape-options.ts";
import { useLeaveGuard } from "#components/monitor/form/use-leave-guard.ts";
import { useBrowserZone } from "#components/monitor/time-zone.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const SCHEDULE_KEYS = ["scheduleAs", "text", "cron"];
const fieldOf = (key: string) => (SCHEDULE_KEYS.includes(key) ? "schedule" : key) as FieldId;
const some = (refusals: Refusals) => Object.keys(refusals).length > 0;

/** Everything a form knows and does: what is typed, what was refused, and sending it. */
export function useMonitorForm(monitor: MonitorAnswer | undefined, prefill: Partial<Draft>) {
  const router = useRouter();
  const client = useQueryClient();
  const browserZone = useBrowserZone();
  const before = useMemo(() => (monitor ? draftOf(monitor) : EMPTY), [monitor]);
  const [start] = useState<Draft>({ ...before, ...prefill });
  const [draft, setDraft] = useState(start);
  const [refusals, setRefusals] = useState<Refusals>({});
  const [advanced, setAdvanced] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const refusedAnew = useRef(false);
  const dirty = (Object.keys(draft) as (keyof Draft)[]).some((key) => draft[key] !== start[key]);
  const guard = useLeaveGuard(dirty);

  useEffect(() => {
    if (!refusedAnew.current || !some(refusals)) return;
    refusedAnew.current = false;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refusal]');
    wrong?.focus();
  }, [refusals]);

  const set = useCallback((change: Partial<Draft>) => {
    setDraft((known) => ({ ...known, ...change }));
    setRefusals(({ form: _, ...known }) => {
      for (const key of Object.keys(change)) delete known[fieldOf(key)];
      return known;
    });
  }, []);

  const refuse = (found: Refusals) => {
    refusedAnew.current = true;
    if (OPTION_FIELDS.some((field) => found[field])) setAdvanced(true);
    setRefusals(found);
  };

  const inFields = (issues: ApiError["details"]) =>
    refusalsOf(issues, draft, monitor ? shownTarget(monitor).index : 0);

  const send = async (): Promise<"saved" | "refused"> => {
    const body: Body = monitor ? updateBody(draft, monitor) : createBody(draft, browserZone);
    const { issuesOf } = await loadRules();
    const found = {
      ...inFields(issuesOf(body, monitor ? "update" : "create")),
      ...unreadable(draft, before),
    };
    if (some(found)) {
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
    onError: (error) => {
      const details = error instanceof ApiError ? error.details.filter(({ path }) => path !== "") : [];
      refuse(details.length > 0 ? inFields(details) : { form: error.message });
    },
  });
  // Also while the page that it leads to is on its way.
  const busy = isPending || data === "saved";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) mutate();
  };

  const timezone = draft.timezone || browserZone;
  return {
    form,
    draft,
    set,
    timezone,
    browserZone,
    refusals,
    advanced,
    setAdvanced,
    busy,
    submit,
    guard,
  };
}

async function save(body: Body, monitorId: string | undefined): Promise<string> {
  const path = monitorId ? `/v2/monitor/${monitorId}` : "/v2/monitor";
  const answer = await api<{ data: MonitorAnswer }>(path, { method: monitorId ? "PATCH" : "POST", body });
  return answer.data.id;
}
