import { cn } from "#components/ui/class-names.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

type State = "active" | "paused" | "queued" | "running";

/** The state to show of a monitor. A check under way is shown rather than the status that was set. */
export function stateOf(monitor: MonitorAnswer): State {
  if (!monitor.currentCheckId) return monitor.status === "paused" ? "paused" : "active";
  const live = monitor.recentChecks?.find((bar) => bar.id === monitor.currentCheckId);
  return live?.status === "running" ? "running" : "queued";
}

const WORDS: Record<State, string> = {
  active: "Active",
  paused: "Paused",
  queued: "Queued",
  running: "Running",
};

/** Draws a teal dot for an active monitor, a larger one that breathes while it is checked, and two grey bars for a paused one. */
export function MonitorMark({
  monitor,
  beside = false,
}: {
  monitor: MonitorAnswer;
  /** Whether the state stands beside it in words. */
  beside?: boolean;
}) {
  const state = stateOf(monitor);
  return (
    <svg
      viewBox="0 0 16 16"
      role={beside ? undefined : "img"}
      aria-hidden={beside}
      aria-label={beside ? undefined : WORDS[state]}
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      className={cn(
        "size-3.5 shrink-0 stroke-current",
        state === "paused" ? "text-same" : "text-accent",
        state === "running" && "animate-tide",
      )}
    >
      {!beside && <title>{WORDS[state]}</title>}
      {state === "active" && <circle cx="8" cy="8" r="3.5" fill="currentColor" stroke="none" />}
      {state === "paused" && <path d="M5.5 4.5v7M10.5 4.5v7" />}
      {state === "queued" && <circle cx="8" cy="8" r="4.5" />}
      {state === "running" && <circle cx="8" cy="8" r="5" fill="currentColor" stroke="none" />}
    </svg>
  );
}
