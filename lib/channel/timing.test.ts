import { expect, test } from "vitest";
import { ChannelTiming } from "./model.ts";
import { whenToTell } from "./timing.ts";

const calm = { changedPages: 1, toldAt: [] };
const at = (moment: string, timing: object, traffic = calm as { changedPages: number; toldAt: Date[] }) => {
  const told = whenToTell(ChannelTiming.parse(timing), new Date(moment), traffic);
  return { ...told, at: told.at.toISOString() };
};
const told = (moment: string, timing: object) => at(moment, timing).at;
const night = { quiet: { from: "22:00", to: "07:00" }, timezone: "Europe/Berlin" };

test("at once is at once", () => {
  expect(at("2026-11-27T10:00:00.123Z", {})).toEqual({
    at: "2026-11-27T10:00:00.123Z",
    together: false,
    why: null,
  });
});

test.each([
  ["hourly", {}, "2026-11-27T10:01:00Z", "2026-11-27T11:00:00.000Z"],
  // On the hour, the next one: what comes with the bell waits for the next.
  ["hourly", {}, "2026-11-27T10:00:00Z", "2026-11-27T11:00:00.000Z"],
  ["daily", { hour: 9 }, "2026-11-27T08:59:00Z", "2026-11-27T09:00:00.000Z"],
  ["daily", { hour: 9, timezone: "Europe/Berlin" }, "2026-11-27T08:30:00Z", "2026-11-28T08:00:00.000Z"],
  ["weekly", { hour: 9, weekday: 1 }, "2026-11-27T10:00:00Z", "2026-11-30T09:00:00.000Z"],
  [
    "weekly",
    { hour: 0, weekday: 0, timezone: "Asia/Tokyo" },
    "2026-11-27T10:00:00Z",
    "2026-11-28T15:00:00.000Z",
  ],
])("%s %j: what happens at %s is told at %s, together", (when, more, moment, expected) => {
  expect(at(moment, { when, ...more })).toEqual({
    at: expected,
    together: true,
    why: `for the ${when} digest`,
  });
});

test("an hour that does not exist on the day of summer time is passed over, and one that is twice there is told once", () => {
  const berlin = { when: "daily", hour: 2, timezone: "Europe/Berlin" };
  expect(told("2026-03-28T12:00:00Z", berlin)).toBe("2026-03-30T00:00:00.000Z");
  expect(told("2026-10-24T12:00:00Z", berlin)).toBe("2026-10-25T00:00:00.000Z");
});

test.each([
  ["2026-11-27T20:59:00Z", "2026-11-27T20:59:00.000Z"],
  ["2026-11-27T21:00:00Z", "2026-11-28T06:00:00.000Z"],
  ["2026-11-28T03:00:00Z", "2026-11-28T06:00:00.000Z"],
  ["2026-11-28T05:59:59Z", "2026-11-28T06:00:00.000Z"],
  ["2026-11-28T06:00:00Z", "2026-11-28T06:00:00.000Z"],
])("quiet from 22 to 7 in Berlin: %s is told at %s", (moment, expected) => {
  expect(told(moment, night)).toBe(expected);
});

test("quiet hours within a day, none of a length, and a digest that falls into them", () => {
  const noon = { quiet: { from: "12:00", to: "13:30" } };
  expect(told("2026-11-27T12:00:00Z", noon)).toBe("2026-11-27T13:30:00.000Z");
  expect(told("2026-11-27T13:30:00Z", noon)).toBe("2026-11-27T13:30:00.000Z");
  expect(told("2026-11-27T11:00:00Z", { quiet: { from: "08:00", to: "08:00" } })).toBe(
    "2026-11-27T11:00:00.000Z",
  );
  expect(at("2026-11-27T11:30:00Z", { ...noon, when: "hourly" })).toEqual({
    at: "2026-11-27T13:30:00.000Z",
    together: true,
    why: "for the end of quiet hours",
  });
});

test("over so many changed pages in a check one summary is told, at once", () => {
  expect(at("2026-11-27T10:00:00Z", {}, { ...calm, changedPages: 50 }).together).toBe(false);
  expect(at("2026-11-27T10:00:00Z", {}, { ...calm, changedPages: 51 })).toEqual({
    at: "2026-11-27T10:00:00.000Z",
    together: true,
    why: "summed up: over 50 pages changed in one check",
  });
});

test("after so many messages within an hour the rest wait until there is room, and come together", () => {
  const now = new Date("2026-11-27T10:00:00Z");
  const minutesAgo = (...minutes: number[]) => minutes.map((ago) => new Date(now.getTime() - ago * 60_000));
  const timing = { stormMessages: 3 };
  const with_ = (...minutes: number[]) =>
    at(now.toISOString(), timing, { ...calm, toldAt: minutesAgo(...minutes) });
  expect(with_(10, 20).at).toBe("2026-11-27T10:00:00.000Z");
  expect(with_(10, 20, 60).at).toBe("2026-11-27T10:00:00.000Z");
  expect(with_(10, 20, 50)).toEqual({
    at: "2026-11-27T10:10:00.000Z",
    together: true,
    why: "since 3 messages were sent within an hour",
  });
  expect(with_(5, 10, 20, 50).at).toBe("2026-11-27T10:40:00.000Z");
});

test("a zone that is known no more silences nothing", () => {
  const stored = { ...ChannelTiming.parse({ when: "daily", hour: 9 }), timezone: "Mars/Olympus" };
  const { at } = whenToTell(stored, new Date("2026-11-27T08:00:00Z"), calm);
  expect(at.toISOString()).toBe("2026-11-27T09:00:00.000Z");
  expect(ChannelTiming.safeParse({ timezone: "Mars/Olympus" }).error?.message).toMatch(
    /such as Europe\/Berlin/,
  );
});
