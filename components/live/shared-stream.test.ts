import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveServer, startLiveServer } from "#testing/live-server.ts";
import { shareStream } from "./shared-stream.ts";
import type { Signal } from "./signal.ts";

// Every call stands for a tab: tabs of a browser share its locks and its channels, as callers in one process do, and
// those of Node are the real thing, while jsdom has none. Of a document only this is asked.
const sight = Object.assign(new EventTarget(), { visibilityState: "visible" });
const SOON = { timeout: 10_000 };
const changed = { type: "changed", topics: ["check:1"] };
const closers: (() => void)[] = [];
let server: LiveServer;

beforeEach(async () => {
  vi.stubGlobal("document", sight);
  server = await startLiveServer();
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await server.close();
  vi.unstubAllGlobals();
});

function openTab(name: string) {
  const heard: Signal[] = [];
  const leave = shareStream(name, (signal) => heard.push(signal));
  closers.push(leave);
  const isConnected = () => heard.findLast(({ type }) => type === "state");
  return { heard, leave, isConnected };
}

test("seven tabs have one stream, and all hear what it says", async () => {
  const tabs = Array.from({ length: 7 }, () => openTab("seven"));
  for (const { isConnected } of tabs) {
    await expect.poll(isConnected, SOON).toEqual({ type: "state", connected: true });
  }
  server.say(changed);
  for (const { heard } of tabs) await expect.poll(() => heard.at(-1), SOON).toEqual(changed);
  expect(server.opened()).toBe(1);
});

test("when the tab with the stream goes, another has it", async () => {
  const first = openTab("goes");
  await expect.poll(first.isConnected, SOON).toEqual({ type: "state", connected: true });
  const second = openTab("goes");
  await expect.poll(second.isConnected, SOON).toEqual({ type: "state", connected: true });
  first.leave();
  await expect.poll(() => server.opened(), SOON).toBe(2);
  await expect.poll(() => server.open(), SOON).toBe(1);
  server.say(changed);
  await expect.poll(() => second.heard.at(-1), SOON).toEqual(changed);
  expect(first.heard).not.toContainEqual(changed);
});

test("a tab that comes later is told at once how things stand", async () => {
  const first = openTab("later");
  await expect.poll(first.isConnected, SOON).toEqual({ type: "state", connected: true });
  const second = openTab("later");
  await expect.poll(() => second.heard, SOON).toEqual([{ type: "state", connected: true }]);
});

test("teams do not hear each other", async () => {
  const ours = openTab("ours");
  const theirs = openTab("theirs");
  await expect.poll(ours.isConnected, SOON).toEqual({ type: "state", connected: true });
  await expect.poll(theirs.isConnected, SOON).toEqual({ type: "state", connected: true });
  expect(server.opened()).toBe(2);
});

test("a tab takes the stream from one that has fallen silent", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    // Whoever holds the lock and never answers is a tab that the browser has put to sleep.
    const asleep = new AbortController();
    const holding = Promise.withResolvers<void>();
    void navigator.locks
      .request("silent", () => {
        holding.resolve();
        return new Promise((resolve) => asleep.signal.addEventListener("abort", resolve));
      })
      .catch(() => {});
    await holding.promise;
    const awake = openTab("silent");
    await vi.advanceTimersByTimeAsync(5001);
    vi.useRealTimers();
    await expect.poll(awake.isConnected, SOON).toEqual({ type: "state", connected: true });
    asleep.abort();
  } finally {
    vi.useRealTimers();
  }
});
