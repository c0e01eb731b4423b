"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { monitorQuery, monitorsQuery } from "#components/data/queries.ts";
import { Chooser, readyChooser } from "#components/inbox/chooser.tsx";
import type { Choice } from "#components/inbox/chooser-layer.tsx";
import { type Filter, type Filters, SPANS } from "#components/inbox/desk-view.ts";
import { KINDS, nameOfPerson } from "#components/inbox/item-words.ts";
import { labelsQuery } from "#components/inbox/labels/queries.ts";
import type { PersonAnswer } from "#components/inbox/model.ts";
import { peopleQuery } from "#components/inbox/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { CHANGE_KINDS } from "#lib/statuses.ts";

type Narrow = (filters: Partial<Record<Filter, string | null>>) => void;

/** As many monitors as are offered before anything is typed; the rest is found by its words. */
const MONITORS_OFFERED = 100;

/** One button for all that narrows a list: what is chosen by typing takes no room until it is used. */
export function FilterButton({ me, narrow }: { me: PersonAnswer; narrow: Narrow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="icon"
        aria-label="Filter"
        title="Filter"
        aria-haspopup="dialog"
        onPointerEnter={readyChooser}
        onFocus={readyChooser}
        onClick={() => setOpen(true)}
      >
        <SlidersHorizontal />
      </Button>
      {open && <FilterChooser me={me} narrow={narrow} close={() => setOpen(false)} />}
    </>
  );
}

function FilterChooser({ me, narrow, close }: { me: PersonAnswer; narrow: Narrow; close: () => void }) {
  const { data: people } = useQuery(peopleQuery());
  const { data: labels } = useQuery(labelsQuery());
  const monitors = useQuery(monitorsQuery({ limit: MONITORS_OFFERED, offset: 0, sort: "name" }));
  const by = (name: Filter, value: string, label: string, also: string): Choice => ({
    value: `${name} ${value}`,
    label,
    also,
    act: () => narrow({ [name]: value }),
  });
  const others = (people ?? []).filter(({ id }) => id !== me.id);
  const choices = [
    by("unread", "true", "Unread", "read"),
    by("important", "true", "Important", "mark"),
    ...CHANGE_KINDS.map((kind) => by("kind", kind, KINDS[kind].word, "kind")),
    by("assignee", "nobody", "Nobody's", "person"),
    by("assignee", "me", "Mine", "person"),
    ...others.map((person) => by("assignee", person.id, nameOfPerson(person), "person")),
    by("signOff", "true", "Needs sign-off", "label"),
    ...(labels ?? []).map(({ id, name }) => by("label", id, name, "label")),
    ...SPANS.map(({ value, label }) => by("from", value, label, "time")),
    ...(monitors.data?.data ?? []).map(({ id, name }) => by("monitor", id, name, "monitor")),
  ];
  return (
    <Chooser title="Show only" prompt="A kind, a person, a time, a monitor" choices={choices} close={close} />
  );
}

/** What narrows the list, each with the button that ends it. */
export function FilterChips({ filters, narrow }: { filters: Filters; narrow: Narrow }) {
  const names = (Object.keys(filters) as Filter[]).filter((name) => name !== "q");
  if (names.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-1.5 pb-1.5">
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => narrow({ [name]: null })}
            className="flex h-7 max-w-60 items-center gap-1 rounded-full border bg-surface pr-1.5 pl-2.5 text-sm hover:bg-sunken pointer-coarse:h-11"
          >
            <span className="truncate">
              <FilterWords name={name} value={filters[name] ?? ""} />
            </span>
            <X aria-hidden className="size-3.5 shrink-0 text-muted" />
            <span className="sr-only">Remove this filter</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function FilterWords({ name, value }: { name: Filter; value: string }) {
  switch (name) {
    case "monitor":
      return <MonitorName id={value} />;
    case "assignee":
      return <PersonName id={value} />;
    case "kind":
      return KINDS[value as keyof typeof KINDS].word;
    case "from":
      return SPANS.find((span) => span.value === value)?.label;
    case "label":
      return <LabelName id={value} />;
    case "signOff":
      return "Needs sign-off";
    case "unread":
      return "Unread";
    case "important":
      return "Important";
    case "q":
      return `“${value}”`;
  }
}

function MonitorName({ id }: { id: string }) {
  const { data } = useQuery(monitorQuery(id));
  return data?.name ?? "One monitor";
}

function LabelName({ id }: { id: string }) {
  const { data } = useQuery(labelsQuery());
  return data?.find((label) => label.id === id)?.name ?? "One label";
}

function PersonName({ id }: { id: string }) {
  const { data } = useQuery({ ...peopleQuery(), enabled: id !== "me" && id !== "nobody" });
  if (id === "me") return "Mine";
  if (id === "nobody") return "Nobody's";
  const person = data?.find((one) => one.id === id);
  return person ? nameOfPerson(person) : "One person";
}
