"use client";

import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import type { ShownFilter } from "#components/team/audit/audit-query.ts";
import { ACTION_GROUPS, actionInWords } from "#components/team/audit/audit-words.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import type { AuditPerson } from "#lib/audit/model.ts";
import { TIDEMARK_ITSELF } from "#lib/audit/words.ts";

const TYPING_MS = 250;

/** What narrows the log. All of it lives in the address, so that a link shows the same. */
export function AuditFilters({ filter, people }: { filter: ShownFilter; people: AuditPerson[] }) {
  const { set } = useUrlState();
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <search aria-label="Audit log" className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <Words value={filter.search ?? ""} onChange={(search) => set({ search })} />
      <select
        aria-label="Person"
        value={filter.person ?? ""}
        onChange={({ target }) => set({ person: target.value })}
        className={cn(filterClass, "min-w-0 max-w-52 max-sm:flex-1")}
      >
        <option value="">Everybody</option>
        {people.map(({ id, kind, name }) => (
          <option key={id} value={id ?? ""}>
            {kind === "apiKey" ? `API key ${name}` : name}
          </option>
        ))}
        <option value={TIDEMARK_ITSELF}>Tidemark itself</option>
        {isElsewhere(filter.person, people) && <option value={filter.person}>{filter.person}</option>}
      </select>
      <select
        aria-label="Action"
        value={filter.action ?? ""}
        onChange={({ target }) => set({ action: target.value })}
        className={cn(filterClass, "min-w-0 max-w-52 max-sm:flex-1")}
      >
        <option value="">All they did</option>
        {ACTION_GROUPS.map(({ label, actions }) => (
          <optgroup key={label} label={label}>
            {actions.map((action) => (
              <option key={action} value={action}>
                {actionInWords(action)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span className="flex items-center gap-1.5 text-muted text-sm max-sm:w-full">
        <Day label="From day" value={filter.from} onChange={(from) => set({ from })} latest={filter.to} />
        <span aria-hidden>–</span>
        <Day label="To day" value={filter.to} onChange={(to) => set({ to })} />
      </span>
      {filter.object && (
        <Button size="small" onClick={() => set({ object: null })} aria-label="Show every object">
          One object only <X aria-hidden />
        </Button>
      )}
      {isNarrowed && (
        <Button
          variant="quiet"
          onClick={() =>
            set({ search: null, person: null, action: null, object: null, from: null, to: null })
          }
        >
          Clear filters
        </Button>
      )}
    </search>
  );
}

/** Of somebody named by a link, whom the log does not tell of. */
const isElsewhere = (person: string | undefined, people: AuditPerson[]) =>
  person !== undefined && person !== TIDEMARK_ITSELF && people.every(({ id }) => id !== person);

function Day({
  label,
  value = "",
  latest,
  onChange,
}: {
  label: string;
  value?: string | undefined;
  latest?: string | undefined;
  onChange: (day: string) => void;
}) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value}
      max={latest}
      onChange={({ target }) => onChange(target.value)}
      className={cn(filterClass, "w-36 max-sm:flex-1", value === "" && "text-muted")}
    />
  );
}

/** Waits for a pause in typing before it asks the server. */
function Words({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const [typed, setTyped] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the wait
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => setTyped(value), [value]);
  return (
    <span className="relative min-w-0 max-sm:w-full sm:w-52">
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted"
      />
      <input
        type="search"
        aria-label="Search the log"
        placeholder="Words, an address, a field"
        autoComplete="off"
        maxLength={256}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        className={cn(filterClass, "w-full pl-8")}
      />
    </span>
  );
}
