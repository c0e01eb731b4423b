"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { monitorsQuery } from "#components/data/queries.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";

/** The palette itself, which comes with its first opening. */
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
        <Dialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl animate-slide-in overflow-hidden rounded-lg border bg-raised shadow-xl"
        >
          <Dialog.Title className="sr-only">Jump to a monitor, or run one</Dialog.Title>
          <PaletteList close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const item =
  "flex h-9 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 text-sm data-[selected=true]:bg-sunken pointer-coarse:h-11";
const group =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs";

function PaletteList({ close }: { close: () => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const [search, setSearch] = useState("");
  const { data } = useQuery(monitorsQuery({ limit: 20, offset: 0, search, sort: "lastRun" }));
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const run = (monitorId: string) => {
    close();
    router.push(`/monitors/${monitorId}`);
    void runMonitor(client, monitorId).catch(() => {});
  };
  const monitors = data?.data ?? [];
  return (
    // The server searches; what it found is not filtered again here, except the fixed places.
    <Command shouldFilter={false} label="Jump to a monitor, or run one">
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Jump to a monitor, or run one"
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-2 py-6 text-center text-muted text-sm">
          No monitor has “{search}” in its name or URLs.
        </Command.Empty>
        {monitors.length > 0 && (
          <Command.Group heading="Monitors" className={group}>
            {monitors.map((monitor) => (
              <Command.Item
                key={monitor.id}
                value={`go ${monitor.id}`}
                onSelect={() => go(`/monitors/${monitor.id}`)}
                className={item}
              >
                <span className="truncate">{monitor.name}</span>
                <span className="text-muted text-xs">{monitor.status === "paused" ? "paused" : "open"}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {monitors.some((monitor) => monitor.status === "active") && (
          <Command.Group heading="Run now" className={group}>
            {monitors
              .filter((monitor) => monitor.status === "active" && !monitor.currentCheckId)
              .slice(0, 8)
              .map((monitor) => (
                <Command.Item
                  key={monitor.id}
                  value={`run ${monitor.id}`}
                  onSelect={() => run(monitor.id)}
                  className={item}
                >
                  <span className="truncate">Run {monitor.name}</span>
                </Command.Item>
              ))}
          </Command.Group>
        )}
        {search === "" && (
          <Command.Group heading="Go to" className={group}>
            {[
              ["/monitors/new", "New monitor"],
              ["/monitors", "Monitors"],
              ["/usage", "Usage"],
              ["/settings", "Settings"],
            ].map(([href = "", label]) => (
              <Command.Item key={href} value={href} onSelect={() => go(href)} className={item}>
                {label}
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  );
}
