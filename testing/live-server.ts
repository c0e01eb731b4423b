import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EventSource } from "undici";

/**
 * A server in the place of ours, whose stream says what a test tells it to, for tests of the browser's side of it.
 * While it runs, relative addresses of EventSource and fetch lead to it.
 */
export async function startLiveServer() {
  const streams = new Set<ServerResponse>();
  let opened = 0;
  let session = 200;
  const server = createServer((request, response) => {
    if (request.url !== "/api/live" || session !== 200) {
      response.writeHead(session, { "content-type": "application/json" });
      response.end(JSON.stringify({ success: session === 200, error: "Sign in." }));
      return;
    }
    opened += 1;
    streams.add(response);
    response.once("close", () => streams.delete(response));
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const before = { EventSource: globalThis.EventSource, fetch: globalThis.fetch };
  const there = (path: string | URL | Request) => new URL(String(path), origin);
  globalThis.fetch = (path, init) => before.fetch(there(path), init);
  globalThis.EventSource = class extends EventSource {
    constructor(path: string | URL) {
      super(there(path));
    }
  } as unknown as typeof globalThis.EventSource;

  return {
    /** Streams that are open now, and how many ever were. */
    open: () => streams.size,
    opened: () => opened,
    say(event: object): void {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    /** Ends every stream; who asks again is let in. */
    breakOff(): void {
      for (const stream of streams) stream.destroy();
    },
    /** Answers every request from now on as to one whose session has ended. */
    endSession(): void {
      session = 401;
    },
    async close(): Promise<void> {
      Object.assign(globalThis, before);
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

export type LiveServer = Awaited<ReturnType<typeof startLiveServer>>;
