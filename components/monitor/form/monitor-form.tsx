"use client";

import Link from "next/link";
import type { Prefill } from "#components/monitor/form/draft.ts";
import { Estimate } from "#components/monitor/form/estimate.tsx";
import { LeaveDialog } from "#components/monitor/form/leave-dialog.tsx";
import { preloadRules } from "#components/monitor/form/load-rules.ts";
import { NextRuns } from "#components/monitor/form/next-runs.tsx";
import { cronOf, ScheduleField } from "#components/monitor/form/schedule-field.tsx";
import { TargetBlocks } from "#components/monitor/form/target-blocks.tsx";
import { useMonitorForm } from "#components/monitor/form/use-monitor-form.ts";
import { ZoneSelect } from "#components/monitor/form/zone-select.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass, numberClass } from "#components/ui/field.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Makes a monitor, or changes one; beside it, when it would run and what it would cost. */
export function MonitorForm({ monitor, prefill }: { monitor?: MonitorAnswer; prefill?: Prefill }) {
  const { form, draft, set, blocks, timezone, browserZone, refusals, busy, submit, guard } = useMonitorForm(
    monitor,
    prefill,
  );
  const cron = cronOf(draft);
  return (
    <form
      ref={form}
      onSubmit={submit}
      onPointerEnter={preloadRules}
      onFocus={preloadRules}
      noValidate
      className="grid [&_:is(input,textarea,button)]:scroll-mt-24 gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,42rem)_20rem]"
    >
      <div className="grid min-w-0 max-w-2xl content-start gap-6">
        <Field label="Name" error={refusals.fields.name}>
          {(wiring) => (
            <input
              {...wiring}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
              autoComplete="off"
              placeholder="Acme pricing"
              className={inputClass}
            />
          )}
        </Field>
        <TargetBlocks targets={draft.targets} refusals={refusals.blocks} changes={blocks} />
        <div className="grid gap-x-4 gap-y-6 sm:grid-cols-[minmax(0,1fr)_14rem]">
          <ScheduleField draft={draft} error={refusals.fields.schedule} onChange={set} />
          <ZoneSelect
            value={timezone}
            browserZone={browserZone}
            error={refusals.fields.timezone}
            onChange={(zone) => set({ timezone: zone })}
          />
        </div>
        <Field
          label="Retention"
          error={refusals.fields.retentionDays}
          hint="Older versions and checks are deleted after so long; the newest version of each page stays."
        >
          {(wiring) => (
            <div className="flex items-center gap-2">
              <input
                {...wiring}
                inputMode="numeric"
                value={draft.retentionDays}
                onChange={(event) => set({ retentionDays: event.target.value })}
                className={numberClass}
              />
              <span className="text-muted text-sm">days</span>
            </div>
          )}
        </Field>
      </div>
      <aside className="grid max-w-2xl content-start gap-8 lg:sticky lg:top-20 lg:row-span-2 lg:self-start">
        <Estimate draft={draft} />
        <NextRuns cron={cron} timezone={timezone} />
      </aside>
      <div className="grid max-w-2xl gap-3">
        {refusals.fields.form && (
          <p
            role="alert"
            tabIndex={-1}
            data-refusal
            className="rounded-md bg-error-soft px-3 py-2 text-error text-sm"
          >
            {monitor ? "The changes were not saved. " : "The monitor was not created. "}
            {refusals.fields.form}
          </p>
        )}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" aria-disabled={busy}>
            {monitor ? "Save changes" : "Create monitor"}
          </Button>
          <Button variant="quiet" asChild>
            <Link href={monitor ? `/monitors/${monitor.id}` : "/monitors"}>Cancel</Link>
          </Button>
        </div>
      </div>
      <LeaveDialog {...guard} />
    </form>
  );
}
