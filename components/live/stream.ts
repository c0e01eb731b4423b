import { ApiError, api } from "#components/data/api.ts";
import { deadline } from "#components/live/deadline.ts";
import type { Tell } from "#components/live/signal.ts";
import type { LiveEvent } from "#lib/live/model.ts";

const FIRST_PAUSE_MS = 1500;
const LONGEST_PAUSE_MS = 15_000;
/** The server says something every 15 s: a connection may die without anybody being told. */
const LONGEST_SILENCE_MS = 35_000;

/**
 * Holds a connection to the server and passes on what comes; one that breaks or falls silent is made anew, unless
 * the session has ended.
 * @returns a function that closes it
 */
export function openStream(tell: Tell): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;
  const connect = () => {
    source = new EventSource("/api/live");
    silence.set(LONGEST_SILENCE_MS);
    source.onopen = () => {
      failures = 0;
      tell({ type: "state", connected: true });
    };
    source.onmessage = ({ data }) => {
      silence.set(LONGEST_SILENCE_MS);
      const event = JSON.parse(data) as LiveEvent;
      tell(event.type === "beat" ? { type: "state", connected: true } : event);
    };
    source.onerror = fail;
  };
  // Left to itself an EventSource gives up on some errors and hammers on others: one pace for all.
  const fail = async () => {
    source?.close();
    silence.clear();
    tell({ type: "state", connected: false });
    const ended = await sessionEnded();
    if (closed) return;
    if (ended) tell({ type: "ended" });
    else timer = setTimeout(connect, pauseAfter(failures++));
  };
  const silence = deadline(fail);
  tell({ type: "state", connected: false });
  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    silence.clear();
    source?.close();
  };
}

/** Longer after every failure, and never the same for all who lost their connection at one moment. */
function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (1 - Math.random() / 3);
}

/** An EventSource does not tell why it was refused; any other read does. */
function sessionEnded(): Promise<boolean> {
  return api("/v2/team").then(
    () => false,
    (error) => error instanceof ApiError && error.status === 401,
  );
}
