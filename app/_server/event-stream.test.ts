import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveEvent } from "#lib/live/model.ts";
import { openStream } from "./event-stream.ts";

const BEAT_MS = 15_000;
/** Those of the process that runs the tests, which must not end. */
const othersListeners = process.listeners("SIGTERM");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A stream as a browser has it: what it reads, and what the server may do with it. */
function opened({ mayStay = async () => {} }: { mayStay?: () => Promise<unknown> } = {}) {
  const leaving = new AbortController();
  const stop = vi.fn();
  let send = (_: LiveEvent) => {};
  let end = () => {};
  const response = openStream(
    leaving.signal,
    (sending, ending) => {
      send = sending;
      end = ending;
      return stop;
    },
    mayStay,
  );
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => (await reader.read()).value;
  return { response, leaving, stop, read, reader, send: (event: LiveEvent) => send(event), end: () => end() };
}

const opening = ": open\n\n";
const beat = 'data: {"type":"beat"}\n\n';

test("the headers go out at once, and say that nothing on the way may keep or change the stream", async () => {
  const { response, read, leaving } = opened();
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(await read()).toBe(opening);
  leaving.abort();
});

test("each event is one line of JSON", async () => {
  const { read, send, leaving } = opened();
  await read();
  send({ type: "beat" });
  expect(await read()).toBe(beat);
  leaving.abort();
});

test("a beat comes every fifteen seconds for as long as the caller may stay", async () => {
  let may = true;
  const { read, stop } = opened({
    mayStay: () => (may ? Promise.resolve() : Promise.reject(new Error("ended"))),
  });
  await read();
  for (const _ of [1, 2]) {
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    expect(await read()).toBe(beat);
  }
  may = false;
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(await read()).toBeUndefined();
  expect(stop).toHaveBeenCalledTimes(1);
});

test.each([
  ["the client's leaving", ({ leaving }: ReturnType<typeof opened>) => leaving.abort()],
  ["whoever feeds it", ({ end }: ReturnType<typeof opened>) => end()],
  ["its reader", ({ reader }: ReturnType<typeof opened>) => void reader.cancel()],
])("%s ends it once, and nothing beats for it any more", async (_, endOf) => {
  const mayStay = vi.fn(async () => {});
  const stream = opened({ mayStay });
  await stream.read();
  endOf(stream);
  stream.leaving.abort();
  await vi.advanceTimersByTimeAsync(2 * BEAT_MS);
  expect(stream.stop).toHaveBeenCalledTimes(1);
  expect(mayStay).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("a stream that ended while it was asked whether it may stay gets no beat", async () => {
  let allow = () => {};
  const asked = new Promise<void>((resolve) => {
    allow = resolve;
  });
  const { read, leaving } = opened({ mayStay: () => asked });
  await read();
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  leaving.abort();
  allow();
  expect(await read()).toBeUndefined();
});

test("at SIGTERM every open stream ends, so that the process can", async () => {
  const streams = [opened(), opened()];
  const ours = process.listeners("SIGTERM").filter((listener) => !othersListeners.includes(listener));
  expect(ours).toHaveLength(1);
  ours[0]?.("SIGTERM");
  for (const { read, stop } of streams) {
    expect(await read()).toBe(opening);
    expect(await read()).toBeUndefined();
    expect(stop).toHaveBeenCalledTimes(1);
  }
});
