// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { type MonitorList, monitorQuery, monitorsQuery } from "#components/data/queries.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import type { Announcement } from "#components/ui/notice.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { checkAnswer, historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { useMonitorActions } from "./use-monitor-actions.ts";

const { answer, calls } = setUpScreens();
const LIST = monitorsQuery({ limit: 25, offset: 0 }).queryKey;

/** The actions on a list that is in memory, and what was announced of them. */
function actionsOn(monitors: MonitorAnswer[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData<MonitorList>(LIST, { total: monitors.length, data: monitors });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const announced: Announcement[] = [];
  const announce = (announcement: Announcement) => void announced.push(announcement);
  const { result, rerender } = renderHook(() => useMonitorActions(announce), { wrapper });
  const listed = (id: string) =>
    client.getQueryData<MonitorList>(LIST)?.data.find((monitor) => monitor.id === id);
  return { client, result, rerender, actions: result.current, announced, listed };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => monitorAnswer(`m${at}`));
const queued = (monitorId: string, id: string) => ({
  data: checkAnswer(monitorId, id, { status: "queued", startedAt: null, finishedAt: null }),
});

test("many monitors are asked for four at a time, and every one of them once", async () => {
  let running = 0;
  let most = 0;
  const full = Promise.withResolvers<void>();
  const monitors = many(10);
  for (const { id } of monitors) {
    answer(`PATCH /v2/monitor/${id}`, async () => {
      most = Math.max(most, ++running);
      if (running === 4) full.resolve();
      await full.promise;
      // A fifth request, if there were one, would arrive before this one is answered.
      await new Promise(setImmediate);
      running--;
      return {};
    });
  }
  const { actions, announced } = actionsOn(monitors);
  await actions.pause(monitors);
  expect(most).toBe(4);
  for (const { id } of monitors) expect(calls(`PATCH /v2/monitor/${id}`)).toHaveLength(1);
  expect(announced).toMatchObject([{ text: "10 monitors are paused.", refused: false }]);
});

test("the new status is shown before the server has answered, with the next run that follows from it", async () => {
  const shop = monitorAnswer("1", { status: "paused" });
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("PATCH /v2/monitor/1", () => promise);
  const { actions, listed } = actionsOn([shop]);
  const done = actions.resume([shop]);
  await waitFor(() => expect(listed("1")?.status).toBe("active"));
  expect(Date.parse(listed("1")?.nextRunAt ?? "")).toBeGreaterThan(Date.now());
  resolve({});
  await done;
});

test("what was refused is as it was, what was not stays changed", async () => {
  const [one, two] = [monitorAnswer("1"), monitorAnswer("2", { nextRunAt: "2099-01-01T00:00:00.000Z" })];
  answer("PATCH /v2/monitor/1", {});
  answer("PATCH /v2/monitor/2", refusal(409, "It is being deleted."));
  const { actions, announced, listed } = actionsOn([one, two]);
  await actions.pause([one, two]);
  expect(listed("1")).toMatchObject({ status: "paused", nextRunAt: null });
  expect(listed("2")).toEqual(two);
  expect(announced[0]).toMatchObject({
    text: "Monitor 1 is paused; 1 could not be paused: It is being deleted.",
    refused: true,
  });
});

test("there is nothing to undo when all were paused before", async () => {
  const rest = monitorAnswer("1", { status: "paused" });
  answer("PATCH /v2/monitor/1", {});
  const { actions, announced } = actionsOn([rest]);
  await actions.pause([rest]);
  expect(announced[0]).not.toHaveProperty("undo");
});

test("a run puts a queued bar at the end of the history, and says nothing: the row shows it", async () => {
  const shop = monitorAnswer("1", { recentChecks: [historyBar("old")] });
  answer("POST /v2/monitor/1/run", queued("1", "new"));
  const { actions, announced, listed } = actionsOn([shop]);
  await actions.run([shop]);
  expect(listed("1")?.currentCheckId).toBe("new");
  expect(listed("1")?.recentChecks?.map(({ id, status }) => [id, status])).toEqual([
    ["old", "completed"],
    ["new", "queued"],
  ]);
  expect(announced).toEqual([]);
});

test("a notice that was faster than the answer is not put back to queued", async () => {
  const shop = monitorAnswer("1");
  const { actions, client, listed } = actionsOn([shop]);
  answer("POST /v2/monitor/1/run", () => {
    const bar = historyBar("new", { status: "running", same: 3 });
    client.setQueryData<MonitorList>(LIST, {
      total: 1,
      data: [{ ...shop, currentCheckId: "new", recentChecks: [bar] }],
    });
    return queued("1", "new");
  });
  await actions.run([shop]);
  expect(listed("1")?.recentChecks).toEqual([historyBar("new", { status: "running", same: 3 })]);
});

test("several runs are announced together, and so is a single one that was refused", async () => {
  const [one, two] = [monitorAnswer("1"), monitorAnswer("2")];
  answer("POST /v2/monitor/1/run", queued("1", "c1"));
  answer("POST /v2/monitor/2/run", queued("2", "c2"));
  const { actions, announced } = actionsOn([one, two]);
  await actions.run([one, two]);
  answer("POST /v2/monitor/1/run", refusal(402, "There are not enough credits."));
  await actions.run([one]);
  expect(announced.map(({ text }) => text)).toEqual([
    "2 monitors are queued.",
    "Monitor 1 could not be run: There are not enough credits.",
  ]);
});

test("what was deleted is out of the list; what was refused is not", async () => {
  const monitors = many(3);
  answer("DELETE /v2/monitor/m0", {});
  answer("DELETE /v2/monitor/m1", refusal(500, "Try again."));
  const { actions, client } = actionsOn(monitors);
  await actions.remove(monitors.slice(0, 2));
  const list = client.getQueryData<MonitorList>(LIST);
  expect(list?.total).toBe(2);
  expect(list?.data.map(({ id }) => id)).toEqual(["m1", "m2"]);
});

test("a server that cannot be reached is one reason for all", async () => {
  const monitors = many(2);
  const { actions, announced } = actionsOn(monitors);
  const reached = globalThis.fetch;
  globalThis.fetch = () => reached("http://127.0.0.1:1/");
  await actions.remove(monitors).finally(() => {
    globalThis.fetch = reached;
  });
  expect(announced[0]?.text).toMatch(/^2 could not be deleted: Tidemark cannot be reached\./);
});

test("the actions are the same objects at every drawing, so that rows need not be drawn again for them", () => {
  const { result, rerender, actions } = actionsOn([]);
  rerender();
  expect(result.current).toBe(actions);
});

test("a run shows its check on the monitor's own page as soon as the server has said so", async () => {
  const client = new QueryClient();
  const { queryKey } = monitorQuery("1");
  client.setQueryData(queryKey, monitorAnswer("1"));
  answer("POST /v2/monitor/1/run", queued("1", "c1"));
  const check = await runMonitor(client, "1");
  expect(check.id).toBe("c1");
  expect(client.getQueryData<MonitorAnswer>(queryKey)?.currentCheckId).toBe("c1");
  expect(client.getQueryData(["check", "c1", "self"])).toMatchObject({ status: "queued", pages: [] });
});

test("a run that was refused leaves the monitor's page as it was", async () => {
  const client = new QueryClient();
  const { queryKey } = monitorQuery("1");
  client.setQueryData(queryKey, monitorAnswer("1"));
  answer("POST /v2/monitor/1/run", refusal(409, "A check is running.", { checkId: "c9" }));
  await expect(runMonitor(client, "1")).rejects.toMatchObject({ status: 409, body: { checkId: "c9" } });
  expect(client.getQueryData<MonitorAnswer>(queryKey)?.currentCheckId).toBeNull();
});
