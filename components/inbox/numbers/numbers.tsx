"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { count } from "#components/check/words.ts";
import { ExportForm } from "#components/inbox/export/export-form.tsx";
import { readsAddress } from "#components/inbox/numbers/noise-nudge.tsx";
import { numbersQuery } from "#components/inbox/numbers/queries.ts";
import { spanInWords } from "#components/inbox/numbers/span.ts";
import { SettingsSection } from "#components/team/settings-section.tsx";
import { cn } from "#components/ui/class-names.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ReviewNumbers } from "#lib/inbox/review/model.ts";

/** How the team keeps up with what changes, which monitors are mostly noise, and what was reviewed, to hand over. */
export function Numbers() {
  const { data, error, refetch } = useQuery(numbersQuery());
  return (
    <div className="max-w-[1100px]">
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-4">
        <h1 className="font-semibold text-xl">How we keep up</h1>
        <Link href="/changes" className="text-accent text-sm hover:underline">
          To the changes
        </Link>
      </div>
      {error && !data && <ReadFailure what="The numbers" error={error} retry={refetch} />}
      {!data && !error && <Skeleton className="h-20" />}
      {data && <Figures numbers={data} />}
      {data && (
        <SettingsSection
          anchor="noise"
          title="Noise"
          about="Of what was reviewed in the last 30 days, by monitor. Where over half is noise, less of the page should be read."
        >
          <NoiseTable monitors={data.monitors} />
        </SettingsSection>
      )}
      <SettingsSection
        anchor="export"
        title="Export"
        about="What was reviewed by whom and when, with label, reason and sign-off: what an auditor asks for."
      >
        <ExportForm />
      </SettingsSection>
    </div>
  );
}

function Figures({ numbers: { open, reviewed, medianTriageSeconds } }: { numbers: ReviewNumbers }) {
  return (
    <dl className="mb-7 grid grid-cols-3 gap-x-4 rounded-md border bg-surface px-4 py-3">
      <Figure name="Open now" value={open.toLocaleString("en")} />
      <Figure name="Reviewed in 30 days" value={reviewed.toLocaleString("en")} />
      <Figure
        name="Median time to triage"
        value={medianTriageSeconds === null ? "none yet" : spanInWords(medianTriageSeconds)}
      />
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="font-semibold text-lg tabular-nums sm:text-xl">{value}</dd>
    </div>
  );
}

function NoiseTable({ monitors }: { monitors: ReviewNumbers["monitors"] }) {
  if (monitors.length === 0) {
    return <p className="text-muted text-sm">Nothing was reviewed in the last 30 days.</p>;
  }
  return (
    <ul className="divide-y rounded-md border bg-surface text-sm">
      {monitors.map(({ id, name, reviewed, noise, share, noisy }) => (
        <li
          key={id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_8rem_auto]"
        >
          <Link href={`/monitors/${id}`} prefetch={false} className="truncate font-medium hover:text-accent">
            {name}
          </Link>
          <span aria-hidden className="hidden h-1.5 overflow-hidden rounded-full bg-sunken sm:block">
            <span
              style={{ width: `${share * 100}%` }}
              className={cn("block h-full", noisy ? "bg-changed-bar" : "bg-same-bar")}
            />
          </span>
          <span className="text-right text-muted tabular-nums">
            {Math.round(share * 100)} % noise
            <span className="max-sm:hidden">
              , {noise} of {reviewed}
            </span>
          </span>
          {noisy && (
            <span className="col-span-full text-muted">
              {count(noise, "change")} told nobody anything.{" "}
              <Link
                href={readsAddress(id)}
                prefetch={false}
                className="text-accent underline underline-offset-2"
              >
                Read less of its pages
              </Link>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
