"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { usePathname, useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useState } from "react";
import { monitorQuery, monitorsQuery, textSearchQuery } from "#components/data/queries.ts";
import { PauseDialog } from "#components/monitor/pause-dialog.tsx";
import { mayLeave } from "#components/shell/leaving.ts";
import { paletteGroups, verbIn } from "#components/shell/palette-entries.ts";
import { PaletteGroup } from "#components/shell/palette-item.tsx";
import { type PaletteNotice, setStatus, usePaletteActs } from "#components/shell/use-palette-acts.ts";
import { cn } from "#components/ui/class-names.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const LABEL = "Find a monitor, or do something";
const MOST_MONITORS = 20;

/** The palette itself, which is loaded when it is first opened, and what it asks before it does it. */
export function PaletteLayer({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [asked, setAsked] = useState<MonitorAnswer | null>(null);
  const close = () => onOpenChange(false);
  return (
    <>
      <Dialog.Root open={open} onOpenChange={onOpenChange}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
          <Content
            close={close}
            ask={(monitor) => {
              close();
              setAsked(monitor);
            }}
          />
        </Dialog.Portal>
      </Dialog.Root>
      <PauseDialog
        monitors={asked ? [asked] : []}
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        pause={async () => asked && setStatus(asked, "paused")}
      />
    </>
  );
}

type Closing = { close: () => void; ask: (monitor: MonitorAnswer) => void };

function Content({ close, ask }: Closing) {
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
      <PaletteList close={close} ask={ask} />
    </Dialog.Content>
  );
}

function PaletteList({ close, ask }: Closing) {
  const router = useRouter();
  const leaveFor = (href: string) => {
    close();
    if (href === window.location.pathname) return;
    const leave = () => router.push(href);
    if (mayLeave(leave)) leave();
  };
  const { acts, told, forget } = usePaletteActs({ close, leaveFor, ask });
  const [search, setSearch] = useState("");
  const { known, answered, error } = useKnown(search);
  // What is always there comes no sooner than the monitors, since Enter chooses what stands first.
  const groups = answered || error ? paletteGroups(known, acts) : [];
  const values = groups.flatMap(({ entries }) => entries.map(({ value }) => value));
  const choice = useChoice(values);
  return (
    // The server searches the monitors, and the order is ours, so cmdk filters and sorts nothing.
    <Command shouldFilter={false} label={LABEL} {...choice.ofCommand}>
      <Command.Input
        value={search}
        onValueChange={(words) => {
          setSearch(words);
          choice.forget();
          forget();
        }}
        placeholder={LABEL}
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted pointer-coarse:text-[16px]"
      />
      <Sentence told={told ?? (error && !answered ? { text: error.message, refused: true } : null)} />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5" {...choice.ofList}>
        {answered && !known.isStale && (
          <Command.Empty className="px-2 py-6 text-center text-muted text-sm [overflow-wrap:anywhere]">
            Nothing here is called “{search}”, and no monitor has it in its name or URLs, nor a page in its
            text.
          </Command.Empty>
        )}
        {groups.map((group) => (
          <PaletteGroup key={group.heading ?? "found"} {...group} />
        ))}
      </Command.List>
    </Command>
  );
}

/** What the server knows of a search, of what it is about where it begins with a verb, and of the page one is on. */
function useKnown(search: string) {
  const list = { limit: MOST_MONITORS, offset: 0, sort: "match" } as const;
  const { data, error, isPlaceholderData } = useQuery(monitorsQuery({ ...list, search: search.trim() }));
  const object = verbIn(search)?.object;
  const { data: objects } = useQuery({
    ...monitorsQuery({ ...list, search: object }),
    enabled: object !== undefined,
  });
  const texts = useTexts(search.trim());
  const id = /^\/monitors\/(?!new$)([^/]+)/.exec(usePathname())?.[1];
  const { data: here } = useQuery({ ...monitorQuery(id ?? ""), enabled: id !== undefined });
  const known = {
    search,
    monitors: data?.data ?? [],
    isStale: isPlaceholderData,
    objects: object === undefined ? [] : (objects?.data ?? []),
    here,
    texts,
  };
  return { known, answered: data !== undefined, error };
}

const SHORTEST_TEXT = 2;
const MOST_TEXTS = 8;
const TYPING_MS = 120;

/** Pages that say what is looked for, asked for in a pause of typing. */
function useTexts(search: string) {
  const [paused, setPaused] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setPaused(search), TYPING_MS);
    return () => clearTimeout(timer);
  }, [search]);
  const isAsked = search.length >= SHORTEST_TEXT;
  const { data } = useQuery({
    ...textSearchQuery(paused, MOST_TEXTS),
    enabled: isAsked && paused.length >= SHORTEST_TEXT,
  });
  return isAsked ? (data ?? []) : [];
}

/**
 * The chosen entry: the first one, which may be another with every answer of the server, until an arrow or the pointer has
 * chosen one. cmdk itself chooses one at each change, and it cannot be told from a choice.
 */
function useChoice(values: string[]) {
  const [chosen, setChosen] = useState("");
  const [isOwn, setIsOwn] = useState(false);
  const own = () => setIsOwn(true);
  return {
    forget: () => setIsOwn(false),
    ofCommand: {
      value: isOwn && values.includes(chosen) ? chosen : (values[0] ?? ""),
      onValueChange: setChosen,
      onKeyDownCapture: ({ key, ctrlKey }: KeyboardEvent) => {
        if (["ArrowUp", "ArrowDown", "Home", "End"].includes(key) || (ctrlKey && "npj".includes(key))) own();
      },
    },
    ofList: { onPointerMoveCapture: own },
  };
}

function Sentence({ told }: { told: PaletteNotice | null }) {
  if (!told) return null;
  return (
    <p
      role={told.refused ? "alert" : "status"}
      className={cn(
        "border-b px-4 py-2 text-sm",
        told.refused ? "bg-error-soft text-error" : "bg-accent-soft",
      )}
    >
      {told.text}
    </p>
  );
}
