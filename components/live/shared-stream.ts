import { deadline } from "#components/live/deadline.ts";
import type { Signal, Tell } from "#components/live/signal.ts";
import { openStream } from "#components/live/stream.ts";

/** What tabs say to each other: what the one with the stream heard, and the question whether there is one. */
type Message = Signal | { type: "hello" };

/** A tab with the stream notices its silence first; it then still speaks, if only to say that it lost it. */
const LONGEST_SILENCE_MS = 60_000;
const ANSWER_MS = 5000;

/**
 * One stream for all tabs of a browser, which over HTTP/1.1 opens six connections to a host and no more. The tab that
 * holds the lock of this name has the stream and passes on what it hears; when it goes, the lock goes to another.
 * @returns a function that leaves the others
 */
export function shareStream(name: string, hear: Tell): () => void {
  const channel = new BroadcastChannel(name);
  let waiting = new AbortController();
  let connected = false;
  let stopLeading: (() => void) | undefined;

  const tell: Tell = (signal) => {
    if (signal.type === "state") connected = signal.connected;
    channel.postMessage(signal);
    hear(signal);
  };
  const lead = () =>
    new Promise<void>((resolve) => {
      silence.clear();
      const close = openStream(tell);
      stopLeading = () => {
        stopLeading = undefined;
        close();
        resolve();
      };
    });
  const contend = (how: { steal: boolean }) => {
    const own = new AbortController();
    waiting = own;
    navigator.locks.request(name, how.steal ? how : { signal: own.signal }, lead).catch((error) => {
      if (own.signal.aborted || error.name !== "AbortError") return;
      // Another tab took the stream over, as from a tab that the browser had put to sleep.
      stopLeading?.();
      contend({ steal: false });
      ask();
    });
  };
  const silence = deadline(() => {
    if (document.visibilityState === "hidden") return;
    waiting.abort();
    contend({ steal: true });
  });
  const ask = () => {
    if (stopLeading || document.visibilityState === "hidden") return;
    channel.postMessage({ type: "hello" } satisfies Message);
    silence.set(ANSWER_MS);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === "hello") {
      if (stopLeading) channel.postMessage({ type: "state", connected } satisfies Message);
    } else if (!stopLeading) {
      silence.set(LONGEST_SILENCE_MS);
      hear(data);
    }
  };

  contend({ steal: false });
  ask();
  document.addEventListener("visibilitychange", ask);
  return () => {
    document.removeEventListener("visibilitychange", ask);
    silence.clear();
    waiting.abort();
    stopLeading?.();
    channel.close();
  };
}
