import { once } from "node:events";
import { connect, createServer } from "node:net";
import { afterAll, expect, inject, onTestFinished, test, vi } from "vitest";
import type { LiveEvent } from "#lib/live/model.ts";
import { freePort } from "#testing/processes.ts";

/** A way to PostgreSQL that leads nowhere until it is mended. */
async function brokenWay() {
  const there = new URL(inject("serverUrl"));
  const url = new URL(there);
  url.hostname = "127.0.0.1";
  url.port = String(await freePort());
  const mend = async () => {
    const server = createServer((socket) => {
      const onward = connect(Number(there.port), there.hostname);
      socket.pipe(onward).pipe(socket);
      socket.on("error", () => onward.destroy());
      onward.on("error", () => socket.destroy());
    });
    server.listen(Number(url.port), url.hostname);
    await once(server, "listening");
    onTestFinished(() => void server.close());
  };
  return { url: url.href, mend };
}

afterAll(() => vi.unstubAllEnvs());

test("who subscribed in vain is told so, and the next one is served", async () => {
  const way = await brokenWay();
  vi.stubEnv("DATABASE_URL", way.url);
  // The environment is read once, when the first module asks for it.
  const { subscribe } = await import("#lib/live/listener.ts");
  const failed = vi.fn();
  subscribe(crypto.randomUUID(), () => {}, failed);
  await expect.poll(() => failed.mock.calls.length, { timeout: 5000 }).toBe(1);
  await way.mend();
  const heard: LiveEvent[] = [];
  const stop = subscribe(crypto.randomUUID(), (event) => heard.push(event), failed);
  await expect.poll(() => heard, { timeout: 5000 }).toEqual([{ type: "resync" }]);
  expect(failed).toHaveBeenCalledTimes(1);
  stop();
});
