"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { HISTORY_IN_LIST, monitorsQuery } from "#components/data/queries.ts";
import { HistoryPicture } from "#components/monitor/history-strip.tsx";
import { mayLeave } from "#components/shell/leaving.ts";
import { useRunAndGo } from "#components/shell/use-run-and-go.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const PLACES = [
  { href: "/monitors/new", label: "New monitor" },
  { href: "/monitors", label: "Monitors" },
  { href: "/usage", label: "Usage" },
  { href: "/settings", label: "Settings" },
];
const LABEL = "Jump to a monitor, or run one";

/** The palette itself, which is loaded when it is first opened. */
export function PaletteLayer({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Content close={() => onOpenChange(false)} />
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Content({ close }: { close: () => void }) {
  const [opener] = useState(() => document.activeElement);
  return (
    <Dialog.Content
      aria-describedby={undefined}
      // A key opens the palette from anywhere, so the focus returns to where it was.
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (opener instanceof HTMLElement) opener.focus();
      }}
      className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl animate-slide-in overflow-hidden rounded-lg border bg-raised shadow-xl"
    >
      <Dialog.Title className="sr-only">{LABEL}</Dialog.Title>
      <PaletteList close={close} />
    </Dialog.Content>
  );
}

function PaletteList({ close }: { close: () => void }) {
  const router = useRouter();
  const [search, setSearch] = useState("");
  const { data, error } = useQuery(monitorsQuery({ limit: 20, offset: 0, search, sort: "lastRun" }));
  const go = (href: string) => {
    close();
    if (href === window.location.pathname) return;
    const leave = () => router.push(href);
    if (mayLeave(leave)) leave();
  };
  const { run, refusal, forgetRefusal } = useRunAndGo(go);
  const monitors = data?.data ?? [];
  // The places come no sooner than the monitors, since Enter chooses what stands first.
  const places = data || error ? PLACES.filter(({ label }) => containsWords(label, search)) : [];
  const runnable = monitors
    .filter(({ status, currentCheckId }) => status === "active" && !currentCheckId)
    .slice(0, 8);
  const values = [...monitors.map(goValue), ...runnable.map(runValue), ...places.map(({ href }) => href)];
  const [selected, setSelected] = useState("");
  return (
    // The server searches the monitors, so only the fixed places are filtered here.
    <Command
      shouldFilter={false}
      label={LABEL}
      // When several entries vanish at once, cmdk may forget to select another one, and Enter would do nothing.
      value={values.includes(selected) ? selected : (values[0] ?? "")}
      onValueChange={setSelected}
    >
      <Command.Input
        value={search}
        onValueChange={(words) => {
          setSearch(words);
          forgetRefusal();
        }}
        placeholder={LABEL}
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted pointer-coarse:text-[16px]"
      />
      {(refusal ?? (data ? null : error?.message)) && (
        <p role="alert" className="border-b bg-error-soft px-4 py-2 text-error text-sm">
          {refusal ?? error?.message}
        </p>
      )}
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        {data && (
          <Command.Empty className="px-2 py-6 text-center text-muted text-sm [overflow-wrap:anywhere]">
            No monitor has “{search}” in its name or URLs.
          </Command.Empty>
        )}
        <Group heading="Monitors" of={monitors}>
          {(monitor) => (
            <Item key={monitor.id} value={goValue(monitor)} onSelect={() => go(`/monitors/${monitor.id}`)}>
              <span className="flex-1 truncate">{monitor.name}</span>
              <span className="text-muted text-xs">{stateWord(monitor)}</span>
              <HistoryPicture
                bars={monitor.recentChecks ?? []}
                slots={HISTORY_IN_LIST}
                // On a phone there is room for the last ten checks.
                className="max-w-[60px] shrink-0 sm:max-w-none"
              />
            </Item>
          )}
        </Group>
        <Group heading="Run now" of={runnable}>
          {(monitor) => (
            <Item key={monitor.id} value={runValue(monitor)} onSelect={() => run(monitor)}>
              <span className="truncate">Run {monitor.name}</span>
            </Item>
          )}
        </Group>
        <Group heading="Go to" of={places}>
          {({ href, label }) => (
            <Item key={href} value={href} onSelect={() => go(href)}>
              {label}
            </Item>
          )}
        </Group>
      </Command.List>
    </Command>
  );
}

const goValue = ({ id }: MonitorAnswer) => `go ${id}`;
const runValue = ({ id }: MonitorAnswer) => `run ${id}`;

const containsWords = (label: string, search: string) =>
  label.toLowerCase().includes(search.trim().toLowerCase());

const stateWord = ({ status, currentCheckId }: MonitorAnswer) =>
  currentCheckId ? "running" : status === "paused" ? "paused" : "";

/** A group of entries. An empty one is not shown, since a heading alone would promise something. */
function Group<T>({ heading, of, children }: { heading: string; of: T[]; children: (one: T) => ReactNode }) {
  if (of.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {of.map(children)}
    </Command.Group>
  );
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 text-sm data-[selected=true]:bg-sunken pointer-coarse:h-11"
    >
      {children}
    </Command.Item>
  );
}
