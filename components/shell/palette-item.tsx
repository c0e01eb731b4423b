import { Command } from "cmdk";
import {
  ArrowRight,
  Copy,
  FileText,
  History,
  LogOut,
  type LucideIcon,
  Pause,
  Pencil,
  Play,
  Radar,
  RotateCw,
  ScanSearch,
  SunMoon,
} from "lucide-react";
import { HISTORY_IN_LIST } from "#components/data/queries.ts";
import { HistoryPicture } from "#components/monitor/history-strip.tsx";
import {
  type Entry,
  type EntryKind,
  type Group,
  labelOf,
  type RankedEntry,
} from "#components/shell/palette-entries.ts";
import { cn } from "#components/ui/class-names.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const ICONS: Record<EntryKind, LucideIcon> = {
  monitor: Radar,
  text: FileText,
  place: ArrowRight,
  theme: SunMoon,
  signOut: LogOut,
  run: Play,
  pause: Pause,
  resume: RotateCw,
  edit: Pencil,
  duplicate: Copy,
  checks: History,
  latest: ScanSearch,
};

/** A group of entries; what is found stands in one without a heading, the best first. */
export function PaletteGroup({ heading, entries }: Group) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:truncate [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {entries.map((entry) => (
        <Item key={entry.value} entry={entry} />
      ))}
    </Command.Group>
  );
}

function Item({ entry }: { entry: RankedEntry }) {
  const { value, kind, monitor, address, excerpt, refusal, act } = entry;
  const Icon = ICONS[kind];
  return (
    <Command.Item
      value={value}
      onSelect={act}
      // Not cmdk's own: what it disables can be neither chosen nor read, and the reason is what one wants to know.
      aria-disabled={refusal !== undefined || undefined}
      className={cn(
        "flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 text-sm data-[selected=true]:bg-sunken pointer-coarse:h-11",
        refusal && "cursor-not-allowed text-muted",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className={cn("min-w-0 truncate", excerpt ? "max-w-[40%] shrink-0" : "flex-1")}>
        {labelOf(entry)}
        {address && <span className="ml-2 text-muted text-xs">{address}</span>}
      </span>
      {excerpt && <Excerpt {...excerpt} />}
      {refusal && <span className="max-w-[60%] shrink-0 truncate text-muted text-xs">{refusal}</span>}
      {monitor && <Standing monitor={monitor} />}
    </Command.Item>
  );
}

/** The end of what stands before the words is what is read, so it is cut at its beginning. */
function Excerpt({ before, hit, after }: NonNullable<Entry["excerpt"]>) {
  return (
    <span dir="auto" className="min-w-0 flex-1 truncate text-muted text-xs">
      {before.length > LEAD ? `…${before.slice(-LEAD).replace(/^\S*\s/, "")}` : before}
      <mark className="rounded-[2px] bg-changed-soft text-foreground">{hit}</mark>
      {after}
    </span>
  );
}
const LEAD = 24;

function Standing({ monitor }: { monitor: MonitorAnswer }) {
  return (
    <>
      <span className="shrink-0 text-muted text-xs">{stateWord(monitor)}</span>
      <HistoryPicture
        bars={monitor.recentChecks ?? []}
        slots={HISTORY_IN_LIST}
        // On a phone there is room for the last ten checks.
        className="max-w-[60px] shrink-0 sm:max-w-none"
      />
    </>
  );
}

const stateWord = ({ status, currentCheckId }: MonitorAnswer) =>
  currentCheckId ? "running" : status === "paused" ? "paused" : "";
