import type { MonitorAnswer } from "#lib/monitor/model.ts";

type RefusedMonitor = { monitor: MonitorAnswer; reason: string };
/** What became of an action on monitors: with which it succeeded, and with which it was refused. */
export type ActionResult = { done: MonitorAnswer[]; refused: RefusedMonitor[] };
export type Action = "run" | "paused" | "resumed" | "deleted" | "cancelled";

const DONE_WORDS: Record<Action, [one: string, many: string]> = {
  run: ["is queued", "are queued"],
  paused: ["is paused", "are paused"],
  resumed: ["is active again", "are active again"],
  deleted: ["is deleted", "are deleted"],
  cancelled: ["is cancelled", "are cancelled"],
};

/** The result of an action in a sentence: "3 monitors are queued; 1 could not be run: Monitor is paused." */
export function resultInWords(action: Action, { done, refused }: ActionResult): string {
  const [first] = done;
  const [one, many] = DONE_WORDS[action];
  const subject = action === "cancelled" ? "The check of " : "";
  const success =
    done.length > 1 ? `${done.length} monitors ${many}` : first && `${subject}${first.name} ${one}`;
  const failure = refusedInWords(action, refused, done.length > 0);
  return `${[success, failure].filter(Boolean).join("; ").replace(/\.$/, "")}.`;
}

function refusedInWords(action: Action, refused: RefusedMonitor[], others: boolean): string | undefined {
  const [first] = refused;
  if (!first) return undefined;
  const reasons = [...new Set(refused.map(({ reason }) => reason))].join(" ");
  const who = others || refused.length > 1 ? String(refused.length) : first.monitor.name;
  return `${who} could not be ${action}: ${reasons}`;
}
