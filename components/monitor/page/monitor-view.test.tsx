// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { checkAnswer, historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { MonitorView } from "./monitor-view.tsx";

const { draw, answer, calls, visits } = setUpScreens();

const HISTORY = [historyBar("c1", { new: 2 }), historyBar("c2", { same: 2 })];
const shop = monitorAnswer("m", { name: "Shop", recentChecks: HISTORY });

/** The page of a monitor, which the API answers to every read until the test says otherwise. */
function drawMonitor(more: Partial<MonitorAnswer> = {}) {
  const monitor = { ...shop, ...more };
  answer("GET /v2/monitor/m", { data: monitor });
  answer("GET /v2/monitor/m/checks", { data: [] });
  return draw(<MonitorView monitorId="m" />, "/monitors/m");
}
const button = (name: string) => screen.findByRole("button", { name });
const isOff = async (name: string) => (await button(name)).getAttribute("aria-disabled");
const queuedCheck = checkAnswer("m", "c3", { status: "queued", startedAt: null, finishedAt: null });

/** The answer to a run, from which on the server knows the check. */
function queueCheck() {
  answer("GET /v2/monitor/m", { data: { ...shop, currentCheckId: "c3" } });
  answer("GET /v2/monitor/m/checks/c3", { data: { ...queuedCheck, pages: [] } });
  return { data: queuedCheck };
}

test("a monitor that is not there is a dead end that leads on", async () => {
  answer("GET /v2/monitor/m", refusal(404, "There is no such monitor."));
  draw(<MonitorView monitorId="m" />);
  expect((await screen.findByRole("heading", { level: 1 })).textContent).toContain("not here");
  expect(screen.getByRole("link").getAttribute("href")).toBe("/monitors");
});

test("a monitor that could not be read says why and is read again", async () => {
  answer("GET /v2/monitor/m", refusal(500, "The database is away."));
  const { user } = draw(<MonitorView monitorId="m" />);
  expect((await screen.findByRole("alert")).textContent).toContain(
    "This monitor could not be read. The database is away.",
  );
  answer("GET /v2/monitor/m", { data: shop });
  answer("GET /v2/monitor/m/checks", { data: [] });
  await user.click(await button("Try again"));
  expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe("Shop");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("before the first check the page says what will be here, and takes the first snapshot", async () => {
  const { user } = drawMonitor({ recentChecks: [] });
  answer("POST /v2/monitor/m/run", queueCheck);
  await screen.findByRole("heading", { name: "Not looked at yet" });
  await user.click(await button("Take the first snapshot"));
  expect(await screen.findByRole("region", { name: "Live check" })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "Not looked at yet" })).toBeNull();
});

test("a paused monitor that was never run asks to be resumed first", async () => {
  drawMonitor({ recentChecks: [], status: "paused" });
  expect(await screen.findByText("Resume the monitor, then run it.")).toBeTruthy();
  expect(await button("Resume")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Run now/ })).toBeNull();
});

test("a press of Run now shows the check as queued before the server has answered, and no second run", async () => {
  const { user } = drawMonitor();
  const { promise, resolve } = Promise.withResolvers<void>();
  answer("POST /v2/monitor/m/run", () => promise.then(queueCheck));
  await user.click(await button("Run now"));
  const panel = within(await screen.findByRole("region", { name: "Live check" }));
  expect(panel.getByRole("status").textContent).toBe("Queued");
  expect(await isOff("Run now")).toBe("true");
  await user.click(await button("Run now"));
  await user.keyboard("r");
  resolve();
  expect(await screen.findByRole("button", { name: "Cancel" })).toBeTruthy();
  expect(calls("POST /v2/monitor/m/run")).toHaveLength(1);
});

test("a refused run is taken back and told; the next press forgets the refusal", async () => {
  const { user } = drawMonitor();
  answer("POST /v2/monitor/m/run", refusal(402, "There are not enough credits."));
  await button("Run now");
  await user.keyboard("r");
  expect((await screen.findByRole("alert")).textContent).toBe("There are not enough credits.");
  expect(screen.queryByRole("region", { name: "Live check" })).toBeNull();
  expect(await isOff("Run now")).toBe("false");
  answer("POST /v2/monitor/m/run", queueCheck);
  await user.click(await button("Run now"));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("a reason that keeps the page from being read, and a run from being begun, is told once", async () => {
  const { user, client } = drawMonitor();
  answer("POST /v2/monitor/m/run", refusal(503, "The database is away."));
  await user.click(await button("Run now"));
  await screen.findByRole("alert");
  answer("GET /v2/monitor/m", refusal(503, "The database is away."));
  await client.invalidateQueries({ queryKey: ["monitor", "m", "self"] });
  await screen.findByRole("button", { name: "Try again" });
  expect(screen.getAllByText(/The database is away\./)).toHaveLength(1);
});

test("a pause is shown at once, and taken back in words when it is refused", async () => {
  const { user } = drawMonitor();
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("PATCH /v2/monitor/m", () => promise);
  await user.click(await button("Pause"));
  expect(await screen.findByText("Paused")).toBeTruthy();
  expect(await isOff("Resume")).toBe("true");
  resolve(refusal(409, "The monitor is being deleted."));
  expect((await screen.findByRole("alert")).textContent).toBe("The monitor is being deleted.");
  expect(screen.getByText("Active")).toBeTruthy();
});

test("a paused monitor has no next run, and resuming brings it back", async () => {
  const { user } = drawMonitor({ status: "paused", nextRunAt: "2099-01-01T00:00:00.000Z" });
  await screen.findByText("Paused");
  expect(screen.queryByText(/^· next/)).toBeNull();
  const resumed = { ...shop, nextRunAt: "2099-01-01T00:00:00.000Z" };
  answer("PATCH /v2/monitor/m", { data: resumed });
  answer("GET /v2/monitor/m", { data: resumed });
  await user.click(await button("Resume"));
  expect(await screen.findByText(/^· next/)).toBeTruthy();
  expect(calls("PATCH /v2/monitor/m")[0]?.body).toEqual({ status: "active" });
});

test("pausing while a check runs asks first", async () => {
  const running = checkAnswer("m", "c3", { status: "running", finishedAt: null });
  answer("GET /v2/monitor/m/checks/c3", { data: { ...running, pages: [] } });
  answer("PATCH /v2/monitor/m", { data: { ...shop, status: "paused" } });
  const { user } = drawMonitor({ currentCheckId: "c3" });
  await user.click(await button("Pause"));
  const question = within(await screen.findByRole("dialog", { name: "Pause Shop?" }));
  expect(calls("PATCH /v2/monitor/m")).toHaveLength(0);
  await user.click(question.getByRole("button", { name: "Pause and cancel the check" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(calls("PATCH /v2/monitor/m")).toHaveLength(1);
});

test("failed checks are counted beside the history", async () => {
  drawMonitor({ recentChecks: [...HISTORY, historyBar("c3", { status: "failed", error: 2 })] });
  expect(await screen.findByText("3 checks · 0 with changes · 1 failed")).toBeTruthy();
});

test("a deleted monitor leads to the others, and is not read any more", async () => {
  const { user } = drawMonitor();
  answer("DELETE /v2/monitor/m", {});
  await user.click(await button("More about Shop"));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  const question = within(await screen.findByRole("dialog", { name: "Delete Shop?" }));
  answer("GET /v2/monitor/m", refusal(404, "There is no such monitor."));
  await user.type(question.getByRole("textbox"), "Shop{Enter}");
  await waitFor(() => expect(visits()).toEqual(["/monitors"]));
  expect(screen.queryByText("This is not here, or not any more")).toBeNull();
});

test("a refused deletion is told in the question, and the page is as it was", async () => {
  const { user } = drawMonitor();
  answer("DELETE /v2/monitor/m", refusal(403, "Only an owner may delete."));
  await user.click(await button("More about Shop"));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  const question = within(await screen.findByRole("dialog"));
  await user.type(question.getByRole("textbox"), "Shop{Enter}");
  expect((await question.findByRole("alert")).textContent).toBe("Only an owner may delete.");
  expect(screen.getByRole("tablist", { hidden: true })).toBeTruthy();
  expect(visits()).toEqual([]);
});
