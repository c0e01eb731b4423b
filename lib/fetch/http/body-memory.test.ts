import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { BodyMemory } from "./body-memory.ts";
import { createSafeFetch, type SafeFetch } from "./index.ts";

const MB = 2 ** 20;
const large = Buffer.alloc(3 * MB, "x");

let server: Server | undefined;
let client: SafeFetch | undefined;
afterEach(async () => {
  await client?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A site of its own, and a client with so much memory for large bodies. */
async function open(answer: (path: string, response: ServerResponse) => void, largeBodyBytes: number) {
  server = createServer((request, response) => answer(request.url ?? "/", response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = createSafeFetch({
    allowPrivateNetwork: true,
    hostConcurrency: 32,
    hostDelayMs: 0,
    concurrency: 4,
    userAgent: "test",
    largeBodyBytes,
  });
  const own = client;
  return (path: string, read: (bytes: number) => Promise<unknown> = async () => {}, more: object = {}) =>
    own.read(
      { url: `http://127.0.0.1:${port}${path}`, timeoutMs: 5000, maxBytes: 20 * MB, ...more },
      async ({ body }) => {
        await read(body.length);
        return body.length;
      },
    );
}

const plain = (path: string, response: ServerResponse) =>
  response.end(path.startsWith("/small") ? "small" : large);

/** Something that ends when it is told to. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: () => promise, open: resolve };
}

test("large bodies are read as many at once as there is memory for; the others wait", async () => {
  const fetch = await open(plain, 7 * MB);
  const reading = gate();
  let inside = 0;
  let most = 0;
  const read = async () => {
    most = Math.max(most, ++inside);
    await reading.wait();
    inside -= 1;
  };
  const all = Array.from({ length: 6 }, (_, n) => fetch(`/large/${n}`, read));
  await vi.waitFor(() => expect(inside).toBe(2));
  reading.open();
  expect(await Promise.all(all)).toEqual(Array(6).fill(large.length));
  expect(most).toBe(2);
});

test("a small page passes large ones that wait or are being read, also when there are more of them than places", async () => {
  const fetch = await open(plain, 3 * MB);
  const reading = gate();
  const all = Array.from({ length: 8 }, (_, n) => fetch(`/large/${n}`, reading.wait));
  await fetch("/small/1");
  await fetch("/small/2");
  reading.open();
  await Promise.all(all);
});

test("what is behind a coding counts, too", async () => {
  const bomb = gzipSync(Buffer.alloc(10 * MB, "y"));
  const fetch = await open((_, response) => {
    response.setHeader("content-encoding", "gzip");
    response.end(bomb);
  }, 32 * MB);
  const reading = gate();
  let inside = 0;
  const all = [1, 2, 3, 4].map((n) =>
    fetch(`/${n}`, async () => {
      inside += 1;
      await reading.wait();
    }),
  );
  // While one is decoded it may become the largest there is; once it is known, two of them fit.
  await vi.waitFor(() => expect(inside).toBe(2));
  reading.open();
  expect(await Promise.all(all)).toEqual(Array(4).fill(10 * MB));
});

test("a body larger than all the memory is served alone", async () => {
  const fetch = await open(plain, MB);
  expect(await Promise.all([fetch("/large/1"), fetch("/large/2")])).toEqual([large.length, large.length]);
});

test("waiting for memory is not the server's slowness: its clock stands still", async () => {
  const fetch = await open(plain, 3 * MB);
  const reading = gate();
  const first = fetch("/large/1", reading.wait);
  const second = fetch("/large/2", async () => {}, { timeoutMs: 300 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  reading.open();
  expect(await Promise.all([first, second])).toEqual([large.length, large.length]);
});

test("whoever gives up while waiting leaves the memory to the next", async () => {
  const fetch = await open(plain, 3 * MB);
  const reading = gate();
  const begun = Promise.withResolvers<void>();
  const first = fetch("/large/1", () => {
    begun.resolve();
    return reading.wait();
  });
  // Only now is all of the memory taken.
  await begun.promise;
  const control = new AbortController();
  const given = fetch("/large/2", async () => {}, { signal: control.signal });
  const third = fetch("/large/3");
  await new Promise((resolve) => setTimeout(resolve, 100));
  control.abort();
  await expect(given).rejects.toMatchObject({ kind: "aborted" });
  reading.open();
  await Promise.all([first, third]);
});

test("an error while reading, a broken answer and a body over its bound give back what they held", async () => {
  const fetch = await open((path, response) => {
    if (path === "/broken") {
      response.writeHead(200, { "content-length": String(9 * MB) });
      response.write(large);
      setTimeout(() => response.destroy(), 50);
    } else response.end(path === "/huge" ? Buffer.alloc(21 * MB) : large);
  }, 3 * MB);
  const failing = fetch("/large", () => Promise.reject(new Error("cannot be read")));
  await expect(failing).rejects.toThrow("cannot be read");
  await expect(fetch("/broken")).rejects.toMatchObject({ kind: "dropped" });
  await expect(fetch("/huge")).rejects.toMatchObject({ kind: "too-large" });
  expect(await fetch("/large")).toBe(large.length);
});

test("in whatever order bodies come, wait, give up and go: nothing is taken in the end, and all were served", async () => {
  const Body = fc.record({ bytes: fc.integer({ min: 1, max: 40 }), gives: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(Body, { maxLength: 40 }), async (bodies) => {
      const memory = new BodyMemory(20);
      let alone = true;
      const all = bodies.map(async ({ bytes, gives }) => {
        const control = new AbortController();
        if (gives) queueMicrotask(() => control.abort());
        try {
          await memory.take(bytes, control.signal);
        } catch {
          return;
        }
        alone &&= memory.taken <= 20 || memory.taken === bytes;
        await new Promise(setImmediate);
        memory.give(bytes);
      });
      await Promise.all(all);
      expect(memory.taken).toBe(0);
      expect(alone).toBe(true);
    }),
    { numRuns: 200 },
  );
});
