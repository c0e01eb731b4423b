import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { type MonitorList, monitorsQuery } from "#components/data/queries.ts";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { changeLists } from "./change-lists.ts";
import { clock } from "./elapsed.tsx";
import { stateOf } from "./monitor-mark.tsx";

const [one, two, three] = [monitorAnswer("1"), monitorAnswer("2"), monitorAnswer("3")];
const first = monitorsQuery({ limit: 2, offset: 0 }).queryKey;
const second = monitorsQuery({ limit: 2, offset: 2 }).queryKey;

function clientWithLists() {
  const client = new QueryClient();
  client.setQueryData<MonitorList>(first, { total: 3, data: [one, two] });
  client.setQueryData<MonitorList>(second, { total: 3, data: [three] });
  return client;
}

test("a change reaches the monitor in every list that holds it, and leaves the other lists as they are", () => {
  const client = clientWithLists();
  const untouched = client.getQueryData(second);
  changeLists(client, ["2"], (monitor) => ({ ...monitor, status: "paused" }));
  expect(client.getQueryData(first)).toEqual({ total: 3, data: [one, { ...two, status: "paused" }] });
  expect(client.getQueryData(second)).toBe(untouched);
});

test("null takes monitors out, and the total says so", () => {
  const client = clientWithLists();
  changeLists(client, ["1", "2"], () => null);
  expect(client.getQueryData(first)).toEqual({ total: 1, data: [] });
});

test.each([
  [-5, "0:00"],
  [3999, "0:03"],
  [760_000, "12:40"],
  [3_729_000, "1:02:09"],
])("%i ms on a clock are %s", (ms, words) => {
  expect(clock(ms)).toBe(words);
});

test("what happens on a monitor goes before what is set", () => {
  const bar = (status: "queued" | "running") => historyBar("c", { status });
  expect(stateOf(one)).toBe("active");
  expect(stateOf({ ...one, status: "paused" })).toBe("paused");
  expect(stateOf({ ...one, status: "paused", currentCheckId: "c", recentChecks: [bar("running")] })).toBe(
    "running",
  );
  expect(stateOf({ ...one, currentCheckId: "c", recentChecks: [bar("queued")] })).toBe("queued");
  // The list may know of the check before its history does.
  expect(stateOf({ ...one, currentCheckId: "c" })).toBe("queued");
});
