// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveServer, startLiveServer } from "#testing/live-server.ts";
import type { Signal } from "./signal.ts";
import { openStream } from "./stream.ts";
import { streamWhileVisible } from "./visible-stream.ts";

const SOON = { timeout: 10_000 };
let server: LiveServer;
let heard: Signal[] = [];
let close = () => {};

beforeEach(async () => {
  server = await startLiveServer();
});
afterEach(async () => {
  close();
  vi.restoreAllMocks();
  heard = [];
  await server.close();
});

const hear = (signal: Signal) => void heard.push(signal);
const up = { type: "state", connected: true };
const down = { type: "state", connected: false };
const changed = { type: "changed", topics: ["check:1"] };

test("it says when it is connected, and passes on what comes", async () => {
  close = openStream(hear);
  expect(heard).toEqual([down]);
  await expect.poll(() => heard, SOON).toEqual([down, up]);
  server.say(changed);
  server.say({ type: "resync" });
  await expect.poll(() => heard, SOON).toEqual([down, up, changed, { type: "resync" }]);
});

test("a beat says no more than that the connection lives", async () => {
  close = openStream(hear);
  await expect.poll(() => server.open(), SOON).toBe(1);
  server.say({ type: "beat" });
  await expect.poll(() => heard, SOON).toEqual([down, up, up]);
});

test("a connection that breaks is told and made anew", async () => {
  close = openStream(hear);
  await expect.poll(() => heard.length, SOON).toBe(2);
  server.breakOff();
  await expect.poll(() => heard, SOON).toEqual([down, up, down, up]);
  server.say(changed);
  await expect.poll(() => heard.at(-1), SOON).toEqual(changed);
  expect(server.opened()).toBe(2);
});

test("the end of the session ends it: nothing is asked for again", async () => {
  close = openStream(hear);
  await expect.poll(() => heard.length, SOON).toBe(2);
  server.endSession();
  server.breakOff();
  await expect.poll(() => heard, SOON).toEqual([down, up, down, { type: "ended" }]);
  expect(server.opened()).toBe(1);
});

test("once it is closed nothing is heard, and the server is left alone", async () => {
  close = openStream(hear);
  await expect.poll(() => server.open(), SOON).toBe(1);
  close();
  await expect.poll(() => server.open(), SOON).toBe(0);
});

test("where tabs cannot agree, only the one in sight has a stream", async () => {
  const visibility = vi.spyOn(document, "visibilityState", "get");
  const show = (state: DocumentVisibilityState) => {
    visibility.mockReturnValue(state);
    document.dispatchEvent(new Event("visibilitychange"));
  };
  visibility.mockReturnValue("hidden");
  close = streamWhileVisible(hear);
  expect(heard).toEqual([]);
  show("visible");
  await expect.poll(() => server.open(), SOON).toBe(1);
  show("visible");
  show("hidden");
  await expect.poll(() => server.open(), SOON).toBe(0);
  expect(server.opened()).toBe(1);
  show("visible");
  await expect.poll(() => server.opened(), SOON).toBe(2);
});
