"use client";

import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { type RefObject, useState } from "react";
import { spoken } from "#components/monitor/time-zone.ts";
import { cn } from "#components/ui/class-names.ts";

/** Browsers still list some cities by the names they had; people look for those they have. */
const RENAMED: Record<string, string> = {
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};

const listed = () => Intl.supportedValuesOf("timeZone").map((zone) => RENAMED[zone] ?? zone);

/** Every word typed is a part of the name or the offset; cmdk's own guess finds too much. */
function matches(zone: string, search: string, keywords: string[] = []): number {
  const text = [zone, ...keywords].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
}

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts();
  return parts.find((part) => part.type === "timeZoneName")?.value.replace("GMT", "UTC") ?? "";
}

type Choice = { value: string; browserZone: string; choose: (zone: string) => void };

/** All zones under the button that asked for them; they come with its first opening. */
export function ZoneList({
  open,
  onOpenChange,
  button,
  id,
  ...choice
}: Choice & {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  button: RefObject<HTMLButtonElement>;
}) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={button} />
      <Popover.Portal>
        <Popover.Content
          id={id}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Time zones"
          // The button closes it by itself, and is where to return to.
          onInteractOutside={(event) =>
            button.current.contains(event.target as Node) && event.preventDefault()
          }
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current.focus();
          }}
          className="z-50 w-[var(--radix-popover-trigger-width)] min-w-64 animate-slide-in overflow-hidden rounded-md border bg-raised shadow-lg"
        >
          <Zones {...choice} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Zones({ value, browserZone, choose }: Choice) {
  const [zones] = useState(() => {
    const all = [...new Set([browserZone, "UTC", ...listed()])];
    return all.map((zone) => ({ zone, offset: offsetOf(zone) }));
  });
  return (
    <Command label="Time zones" defaultValue={value} filter={matches}>
      <Command.Input
        placeholder="Find a city"
        className="h-10 w-full border-b bg-transparent px-3 text-base outline-none placeholder:text-muted pointer-coarse:h-12 pointer-coarse:text-[16px]"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-4 text-muted text-sm">
          No such zone. Try the largest city near you.
        </Command.Empty>
        {zones.map(({ zone, offset }) => (
          <Command.Item
            key={zone}
            value={zone}
            keywords={[spoken(zone), offset]}
            onSelect={() => choose(zone)}
            className="flex h-8 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 text-sm data-[selected=true]:bg-sunken pointer-coarse:h-11"
          >
            <span className={cn("truncate", zone === value && "font-medium")}>{spoken(zone)}</span>
            <span className="shrink-0 text-muted text-xs tabular-nums">
              {zone === browserZone ? `yours · ${offset}` : offset}
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
