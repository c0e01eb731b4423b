// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import type { Topic } from "#lib/live/model.ts";
import { hearing } from "./hear.ts";

afterEach(() => void vi.useRealTimers());

/** A tab that has read some things already, and counts how often each is read again. */
async function tab(read: () => Promise<unknown> = async () => ({})) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const reads: string[] = [];
  const keys = [
    ["monitors", {}],
    ["monitor", "m1", "self"],
    ["monitor", "m2", "self"],
    ["check", "c1", "self"],
    ["team"],
  ];
  for (const queryKey of keys) {
    const queryFn = async () => {
      reads.push(queryKey.filter((part) => typeof part === "string").join(" "));
      return read();
    };
    client.getQueryCache().build(client, { queryKey, queryFn }).setData({});
  }
  const invalidated = () =>
    client
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
      .map(({ queryKey }) => queryKey.filter((part) => typeof part === "string").join(" "));
  const states: boolean[] = [];
  return { tell: hearing(client, (connected) => states.push(connected)), invalidated, states, client };
}

const changed = (...topics: Topic[]) => ({ type: "changed" as const, topics });

test("what changed is read again, with the lists and credits that it is part of, and nothing else", async () => {
  const { tell, invalidated } = await tab();
  tell(changed("monitor:m1", "check:c1"));
  await expect.poll(invalidated).toEqual(["monitors", "monitor m1 self", "check c1 self"]);
});

test("of the inbox only what is said of it is read again, and nothing of monitors", async () => {
  const { tell, invalidated, client } = await tab();
  for (const queryKey of [
    ["changes", "counts"],
    ["item", "i1", "self"],
    ["item", "i2", "self"],
  ]) {
    client.setQueryData(queryKey, {});
  }
  tell({ type: "changed", topics: ["changes", "item:i1"] as unknown as Topic[] });
  await expect.poll(invalidated).toEqual(["changes counts", "item i1 self"]);
});

test("the first connection reads everything again: what happened before it was told to nobody", async () => {
  const { tell, invalidated, states } = await tab();
  tell({ type: "state", connected: true });
  expect(invalidated()).toHaveLength(5);
  expect(states).toEqual([true]);
});

test("a sign of life does not, but a connection made anew does", async () => {
  const { tell, invalidated, client } = await tab();
  tell({ type: "state", connected: true });
  for (const query of client.getQueryCache().getAll()) query.setData({});
  tell({ type: "state", connected: true });
  expect(invalidated()).toEqual([]);
  tell({ type: "state", connected: false });
  expect(invalidated()).toEqual([]);
  tell({ type: "state", connected: true });
  expect(invalidated()).toHaveLength(5);
});

test("everything is read again when the server says that something was lost", async () => {
  const { tell, invalidated } = await tab();
  tell({ type: "resync" });
  expect(invalidated()).toHaveLength(5);
});

test("a burst is read in two rounds: its first notice at once, the others together", async () => {
  vi.useFakeTimers();
  const { tell, client } = await tab();
  const rounds: unknown[][] = [];
  const invalidate = client.invalidateQueries.bind(client);
  client.invalidateQueries = (filters) => {
    rounds.push([...(filters?.queryKey ?? [])]);
    return invalidate(filters);
  };
  tell(changed("monitor:m1"));
  const first = rounds.length;
  for (let count = 0; count < 50; count++) tell(changed("monitor:m2"));
  expect(rounds).toHaveLength(first);
  await vi.advanceTimersByTimeAsync(1000);
  expect(rounds).toHaveLength(2 * first);
  expect(rounds.slice(first)).toContainEqual(["monitor", "m2"]);
});
