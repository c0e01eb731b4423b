import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PRESENT_MS, type Presence, PresenceMemory } from "#lib/live/presence-memory.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const item = { teamId: "team", place: "item" };
const tab = (userId: string, viewer: string): Presence => ({ ...item, userId, viewer });

test("who came is there, and only the first tab of somebody is news", () => {
  const memory = new PresenceMemory();
  expect(memory.note(tab("ana", "1"), true)).toBe(true);
  expect(memory.note(tab("ana", "1"), true)).toBe(false);
  expect(memory.note(tab("ana", "2"), false)).toBe(false);
  expect(memory.note(tab("ben", "3"), false)).toBe(true);
  expect(memory.at(item)).toEqual(["ana", "ben"]);
});

test("somebody is gone when the last of their tabs is", () => {
  const memory = new PresenceMemory();
  memory.note(tab("ana", "1"), true);
  memory.note(tab("ana", "2"), true);
  expect(memory.leave(tab("ana", "1"))).toBe(false);
  expect(memory.leave(tab("ana", "2"))).toBe(true);
  expect(memory.leave(tab("ana", "2"))).toBe(false);
  expect(memory.at(item)).toEqual([]);
  expect(memory.isEmpty).toBe(true);
});

test("a tab that says nothing more is forgotten, and one that does is not", () => {
  const memory = new PresenceMemory();
  memory.note(tab("ana", "1"), true);
  memory.note(tab("ben", "2"), true);
  vi.advanceTimersByTime(PRESENT_MS - 1);
  memory.note(tab("ben", "2"), true);
  expect(memory.forget()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(memory.at(item)).toEqual(["ben"]);
  expect(memory.forget()).toMatchObject([item]);
  expect(memory.forget()).toEqual([]);
});

test("another team's item of the same id is another place", () => {
  const memory = new PresenceMemory();
  memory.note(tab("ana", "1"), true);
  expect(memory.at({ ...item, teamId: "other" })).toEqual([]);
});

test("others are told of the tabs that told us, for as long as those still count", () => {
  const memory = new PresenceMemory();
  memory.note(tab("ana", "1"), true);
  memory.note(tab("ben", "2"), false);
  vi.advanceTimersByTime(1000);
  expect(memory.ours()).toEqual([{ ...tab("ana", "1"), forMs: PRESENT_MS - 1000 }]);
});

test("nobody counts for longer than a tab does, whatever a message says", () => {
  const memory = new PresenceMemory();
  memory.note(tab("ana", "1"), false, 10 * PRESENT_MS);
  vi.advanceTimersByTime(PRESENT_MS);
  expect(memory.at(item)).toEqual([]);
});
