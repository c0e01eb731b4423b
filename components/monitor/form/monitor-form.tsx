"use client";

import Link from "next/link";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useMedia } from "#components/hooks/use-media.ts";
import { readableTargets } from "#components/monitor/form/body.ts";
import type { Prefill } from "#components/monitor/form/draft.ts";
import { Estimate } from "#components/monitor/form/estimate.tsx";
import { FormActions, FormBar } from "#components/monitor/form/form-bar.tsx";
import { LeaveDialog } from "#components/monitor/form/leave-dialog.tsx";
import { preloadRules } from "#components/monitor/form/load-rules.ts";
import { NameField } from "#components/monitor/form/name-field.tsx";
import { NextRuns } from "#components/monitor/form/next-runs.tsx";
import { PreviewPane } from "#components/monitor/form/preview-pane.tsx";
import { PreviewSheet } from "#components/monitor/form/preview-sheet.tsx";
import { addressesOf, proposedName } from "#components/monitor/form/proposed-name.ts";
import { RetentionField } from "#components/monitor/form/retention-field.tsx";
import { cronOf, ScheduleField } from "#components/monitor/form/schedule-field.tsx";
import { TargetBlocks } from "#components/monitor/form/target-blocks.tsx";
import { useMonitorForm } from "#components/monitor/form/use-monitor-form.ts";
import { usePreview } from "#components/monitor/form/use-preview.ts";
import { ZoneSelect } from "#components/monitor/form/zone-select.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/** Makes a monitor, or changes one; beside it, what it would read, when it would run and what it would cost. */
export function MonitorForm({ monitor, prefill }: { monitor?: MonitorAnswer; prefill?: Prefill }) {
  const editing = useMonitorForm(monitor, prefill);
  const { form, draft, set, blocks, timezone, browserZone, refusals, refuse, busy, submit, guard } = editing;
  const preview = usePreview(draft, refuse);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const isWide = useMedia("(min-width: 1024px)", true);
  // Ten thousand addresses are read when there is time, not at each key.
  const settled = useDeferredValue(draft.targets);
  const targets = useMemo(() => readableTargets({ targets: settled }), [settled]);
  const pages = useMemo(() => addressesOf(targets), [targets]);
  const proposed = useMemo(() => proposedName(targets, preview.tried), [targets, preview.tried]);
  const tryNow = () => {
    if (!isWide && pages.length > 0) setSheetOpen(true);
    preview.run();
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => submit(event, proposed)}
      onPointerEnter={preloadRules}
      onFocus={preloadRules}
      noValidate
      className="-mt-3 [&_:is(input,textarea,button)]:scroll-mt-32"
    >
      <FormBar
        title={monitor ? "Edit monitor" : "New monitor"}
        above={monitor && <LinkTo monitor={monitor} />}
      >
        <FormActions
          save={monitor ? "Save changes" : "Create monitor"}
          cancelTo={monitor ? `/monitors/${monitor.id}` : "/monitors"}
          isSaving={busy}
          isTrying={preview.isPending}
          onTry={tryNow}
        />
      </FormBar>
      {refusals.fields.form && (
        <p
          role="alert"
          tabIndex={-1}
          data-refusal
          className="mb-5 max-w-[1100px] scroll-mt-32 rounded-md bg-error-soft px-3 py-2 text-error text-sm"
        >
          {monitor ? "The changes were not saved. " : "The monitor was not created. "}
          {refusals.fields.form}
        </p>
      )}
      <div className="grid max-w-[1100px] gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 content-start gap-8">
          <Part number={1} title="Watch">
            <TargetBlocks targets={draft.targets} refusals={refusals.blocks} changes={blocks} />
            <NameField
              name={draft.name}
              proposed={proposed}
              isTitle={proposed !== "" && proposed === preview.tried?.title?.trim()}
              error={refusals.fields.name}
              onChange={(name) => set({ name })}
            />
          </Part>
          <Part number={2} title="When">
            <div className="grid gap-x-4 gap-y-5 sm:grid-cols-[minmax(0,1fr)_14rem]">
              <ScheduleField draft={draft} error={refusals.fields.schedule} onChange={set} />
              <ZoneSelect
                value={timezone}
                browserZone={browserZone}
                error={refusals.fields.timezone}
                onChange={(zone) => set({ timezone: zone })}
              />
            </div>
          </Part>
          <Part number={3} title="Keep">
            <RetentionField
              value={draft.retentionDays}
              error={refusals.fields.retentionDays}
              onChange={(retentionDays) => set({ retentionDays })}
            />
          </Part>
        </div>
        <aside className="grid content-start gap-7 lg:sticky lg:top-32 lg:self-start">
          {isWide && <PreviewPane preview={preview} pages={pages} />}
          <Estimate draft={draft} />
          <NextRuns cron={cronOf(draft)} timezone={timezone} />
        </aside>
      </div>
      <PreviewSheet
        open={isSheetOpen && !isWide}
        onOpenChange={setSheetOpen}
        preview={preview}
        pages={pages}
      />
      <LeaveDialog {...guard} />
    </form>
  );
}

function LinkTo({ monitor }: { monitor: MonitorAnswer }) {
  return (
    <Link href={`/monitors/${monitor.id}`} className="rounded-sm hover:text-foreground">
      {monitor.name}
    </Link>
  );
}

function Part({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4">
      <h2 className="flex items-baseline gap-2 font-semibold text-base">
        <span aria-hidden className="text-muted tabular-nums">
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  );
}
