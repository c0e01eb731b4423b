import type { MonitorAnswer } from "#lib/monitor/model.ts";

export type Refused = { monitor: MonitorAnswer; why: string };
export type Outcome = { done: MonitorAnswer[]; refused: Refused[] };
export type Deed = "run" | "paused" | "resumed" | "deleted" | "cancelled";

const DONE: Record<Deed, [one: string, many: string]> = {
  run: ["is queued", "are queued"],
  paused: ["is paused", "are paused"],
  resumed: ["is active again", "are active again"],
  deleted: ["is deleted", "are deleted"],
  cancelled: ["is cancelled", "are cancelled"],
};

/** What became of it, in a sentence: "3 monitors are paused; 1 could not be run: Monitor is paused." */
export function outcomeInWords(deed: Deed, { done, refused }: Outcome): string {
  const [first] = done;
  const [one, many] = DONE[deed];
  const subject = deed === "cancelled" ? "The check of " : "";
  const success =
    done.length > 1 ? `${done.length} monitors ${many}` : first && `${subject}${first.name} ${one}`;
  const failure = refusedInWords(deed, refused, done.length > 0);
  return `${[success, failure].filter(Boolean).join("; ").replace(/\.$/, "")}.`;
}

function refusedInWords(deed: Deed, refused: Refused[], others: boolean): string | undefined {
  const [first] = refused;
  if (!first) return undefined;
  const reasons = [...new Set(refused.map(({ why }) => why))].join(" ");
  const who = others || refused.length > 1 ? String(refused.length) : first.monitor.name;
  return `${who} could not be ${deed}: ${reasons}`;
}
