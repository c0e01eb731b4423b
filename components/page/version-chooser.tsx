"use client";

import { useId } from "react";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import type { PageVersionAnswer } from "#lib/page/model.ts";

export type NamedVersion = { id: string; name: string };

/** Any two versions to compare, or one to read. */
export function VersionChooser({
  versions,
  chosen,
  choose,
  named = [],
}: {
  versions: readonly PageVersionAnswer[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  /** Versions that mean something to whoever reads, such as the one they read last. */
  named?: readonly NamedVersion[];
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
        named={named}
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
  named = [],
  versions,
  value,
  onChoose,
}: {
  label: string;
  none?: string;
  named?: readonly NamedVersion[];
  versions: readonly PageVersionAnswer[];
  value: string;
  onChoose: (id: string) => void;
}) {
  const id = useId();
  const here = useHydrated();
  const nameOf = (version: string) => named.find((one) => one.id === version)?.name;
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
        {!isListed && <option value={value}>{nameOf(value) ?? "an older version"}</option>}
        {versions.map((version) => (
          <option key={version.id} value={version.id}>
            {momentOf(version.firstSeenAt, here)}
            {version.isBaseline ? ", newest" : ""}
            {nameOf(version.id) ? `, ${nameOf(version.id)}` : ""}
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
