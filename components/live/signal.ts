import type { LiveEvent } from "#lib/live/model.ts";

/** What a tab is told: what happened, whether it would be told, and that its session is over. */
export type Signal =
  | Exclude<LiveEvent, { type: "beat" }>
  | { type: "state"; connected: boolean }
  | { type: "ended" };

export type Tell = (signal: Signal) => void;
