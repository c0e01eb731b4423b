import type { LiveEvent } from "#lib/live/model.ts";

/** Whoever listens takes a silence of more than two beats for a dead connection (components/live/stream.ts). */
const BEAT_MS = 15_000;

// Every open stream of this process. A stream left open would keep the web process from ending at SIGTERM.
const shared = globalThis as typeof globalThis & { tidemarkStreams?: Set<() => void> };

function openStreams(): Set<() => void> {
  if (!shared.tidemarkStreams) {
    const streams = new Set<() => void>();
    shared.tidemarkStreams = streams;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        for (const close of [...streams]) close();
      });
    }
  }
  return shared.tidemarkStreams;
}

/**
 * An answer that stays open and carries one JSON value per event.
 * @param start begins sending and answers how to stop it; may end the stream, for its client to come again
 * @param mayStay asked at every beat; when it rejects, the stream ends
 */
export function openStream(
  signal: AbortSignal,
  start: (send: (event: LiveEvent) => void, end: () => void) => () => void,
  mayStay: () => Promise<unknown>,
): Response {
  const streams = openStreams();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const send = (event: LiveEvent) => write(`data: ${JSON.stringify(event)}\n\n`);
      const stop = start(send, () => close());
      // The headers are sent with the first bytes: until then a client waits for them.
      write(": open\n\n");
      // An event, not a comment, which a browser would keep from whoever has to notice that nothing comes any more.
      const beat = setInterval(() => {
        mayStay().then(() => streams.has(close) && send({ type: "beat" }), close);
      }, BEAT_MS);
      close = () => {
        if (!streams.delete(close)) return;
        clearInterval(beat);
        stop();
        // Already closed when it was the client who left.
        if (controller.desiredSize !== null) controller.close();
      };
      streams.add(close);
      signal.addEventListener("abort", close, { once: true });
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
