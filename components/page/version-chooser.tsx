"use client";

import { useId } from "react";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import type { PageVersionAnswer } from "#lib/page/model.ts";

/** Any two versions to compare, or one to read. */
export function VersionChooser({
  versions,
  chosen,
  choose,
}: {
  versions: readonly PageVersionAnswer[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm">
      <Choice
        label="Version"
        versions={versions}
        value={chosen.to ?? ""}
        onChoose={(to) => choose({ ...chosen, to })}
      />
      <Choice
        label="compared with"
        none="nothing: as captured"
        versions={versions.filter(({ id }) => id !== chosen.to)}
        value={chosen.from ?? ""}
        onChoose={(from) => choose({ ...chosen, from: from || null })}
      />
    </div>
  );
}

function Choice({
  label,
  none,
  versions,
  value,
  onChoose,
}: {
  label: string;
  none?: string;
  versions: readonly PageVersionAnswer[];
  value: string;
  onChoose: (id: string) => void;
}) {
  const id = useId();
  const here = useHydrated();
  const isListed = value === "" || versions.some((version) => version.id === value);
  return (
    <>
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className={cn(filterClass, "max-w-full")}
      >
        {none && <option value="">{none}</option>}
        {/* One that an address names, from further down the list. */}
        {!isListed && <option value={value}>an older version</option>}
        {versions.map((version) => (
          <option key={version.id} value={version.id}>
            {momentOf(version.firstSeenAt, here)}
            {version.isBaseline ? ", newest" : ""}
          </option>
        ))}
      </select>
    </>
  );
}

/** An option holds text alone. The server says UTC, and the browser its own zone. */
function momentOf(iso: string, here: boolean): string {
  return new Date(iso).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(!here && { timeZone: "UTC" }),
  });
}
