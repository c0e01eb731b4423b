// @vitest-environment jsdom
import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { monitorQuery } from "#components/data/queries.ts";
import { SessionEnded } from "#components/shell/session-ended.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { MonitorHeader } from "./monitor-header.tsx";
import { NeverRun } from "./never-run.tsx";
import type { Run } from "./use-run.ts";

const { draw, answer, calls, visits, departures } = setUpScreens();

/** The header over the monitor that the API answers, with its refusals below it as on the page. */
function HeaderOfRead({ run, onLeaving }: { run: Run; onLeaving: (leaving: boolean) => void }) {
  const { data: monitor } = useQuery(monitorQuery("m"));
  const [refused, showRefusal] = useState<string | null>(null);
  if (!monitor) return null;
  return (
    <>
      <SessionEnded />
      <MonitorHeader monitor={monitor} run={run} showRefusal={showRefusal} onLeaving={onLeaving} />
      {refused && <p role="alert">{refused}</p>}
    </>
  );
}

async function drawHeader(more: Partial<MonitorAnswer> = {}, starting = false) {
  answer("GET /v2/monitor/m", { data: monitorAnswer("m", { name: "Shop", ...more }) });
  const start = vi.fn();
  const onLeaving = vi.fn();
  const drawn = draw(<HeaderOfRead run={{ starting, start }} onLeaving={onLeaving} />);
  await screen.findByRole("heading", { level: 1 });
  return { ...drawn, start, onLeaving };
}
const button = (name: string) => screen.getByRole("button", { name });
const isOff = (name: string) => button(name).getAttribute("aria-disabled") === "true";

test("the header says the schedule in words and as it is stored, and when the next run is", async () => {
  const schedule = { cron: "0 9 * * *", timezone: "America/New_York" };
  await drawHeader({ schedule, nextRunAt: "2099-01-01T14:00:00.000Z" });
  const words = screen.getByTitle("0 9 * * * · America/New_York");
  expect(words.textContent).toMatch(/^· every day at 09:00/);
  expect(screen.getByText(/^· next/).textContent).toMatch(/^· next in \d+ d$/);
  expect(screen.getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/monitors/m/edit");
});

test.each<[string, Partial<MonitorAnswer>, starting: boolean, runs: boolean]>([
  ["an idle monitor", {}, false, true],
  ["a monitor of which a run was asked for", {}, true, false],
  ["a monitor that is being checked", { currentCheckId: "c" }, false, false],
])("%s is run by button and by key, or by neither", async (_, more, starting, runs) => {
  const { user, start } = await drawHeader(more, starting);
  expect(isOff("Run now")).toBe(!runs);
  await user.click(button("Run now"));
  await user.keyboard("r");
  expect(start).toHaveBeenCalledTimes(runs ? 2 : 0);
});

test("a paused monitor is not run by its key", async () => {
  const { user, start } = await drawHeader({ status: "paused" });
  await user.keyboard("r");
  expect(start).not.toHaveBeenCalled();
});

test("the key rests while a question is open, so that a name with an r in it can be typed", async () => {
  const { user, start } = await drawHeader();
  await user.click(button("More about Shop"));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  const field = await screen.findByRole("textbox");
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard("r");
  expect((field as HTMLInputElement).value).toBe("r");
  expect(start).not.toHaveBeenCalled();
});

const menu = async () =>
  (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent?.trim());

test.each<[string, Partial<MonitorAnswer>, string[]]>([
  ["an active monitor", {}, ["Run now", "Pause", "Edit", "Duplicate", "Delete…"]],
  [
    "one that is being checked",
    { currentCheckId: "c" },
    ["Run now", "Pause…", "Edit", "Duplicate", "Delete…"],
  ],
  ["a paused one", { status: "paused" }, ["Resume", "Edit", "Duplicate", "Delete…"]],
])("the menu of %s has all that can be done to it", async (_, more, items) => {
  const { user } = await drawHeader(more);
  await user.click(button("More about Shop"));
  expect(await menu()).toEqual(items);
});

test("the menu runs, edits and duplicates", async () => {
  answer("POST /v2/monitor", { data: monitorAnswer("copy") });
  const { user, start } = await drawHeader();
  const choose = async (item: string) => {
    await user.click(button("More about Shop"));
    await user.click(await screen.findByRole("menuitem", { name: item }));
  };
  await choose("Run now");
  expect(start).toHaveBeenCalledOnce();
  await choose("Edit");
  expect(visits()).toEqual(["/monitors/m/edit"]);
  await choose("Duplicate");
  await waitFor(() => expect(visits()).toEqual(["/monitors/m/edit", "/monitors/copy/edit"]));
  expect(calls("POST /v2/monitor")[0]?.body).toMatchObject({ name: "Copy of Shop" });
});

test("a second press while the first is under way asks for nothing more", async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("PATCH /v2/monitor/m", () => promise);
  const { user } = await drawHeader({ status: "paused" });
  await user.click(button("Resume"));
  await waitFor(() => expect(isOff("Pause")).toBe(true));
  await user.click(button("Pause"));
  answer("GET /v2/monitor/m", { data: monitorAnswer("m", { name: "Shop" }) });
  resolve({ data: monitorAnswer("m", { name: "Shop" }) });
  await waitFor(() => expect(isOff("Pause")).toBe(false));
  expect(calls("PATCH /v2/monitor/m").map(({ body }) => body)).toEqual([{ status: "active" }]);
});

test("what the server knows better than the screen is shown after a change", async () => {
  answer("PATCH /v2/monitor/m", () => {
    const data = monitorAnswer("m", { name: "Renamed meanwhile", status: "paused" });
    answer("GET /v2/monitor/m", { data });
    return { data };
  });
  const { user } = await drawHeader();
  await user.click(button("Pause"));
  expect((await screen.findByRole("heading", { name: "Renamed meanwhile" })).textContent).toBeTruthy();
});

test("a refused change is forgotten by the next press", async () => {
  answer("PATCH /v2/monitor/m", refusal(500, "The database is away."));
  const { user } = await drawHeader();
  await user.click(button("Pause"));
  expect((await screen.findByRole("alert")).textContent).toBe("The database is away.");
  await waitFor(() => expect(isOff("Pause")).toBe(false));
  answer("PATCH /v2/monitor/m", { data: monitorAnswer("m", { status: "paused" }) });
  await user.click(button("Pause"));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

test("a press after the session has ended leaves for the sign-in page", async () => {
  answer("PATCH /v2/monitor/m", refusal(401, "Sign in first."));
  const { user } = await drawHeader();
  await user.click(button("Pause"));
  await waitFor(() => expect(departures()).toBe(1));
});

test("nothing of the monitor is read while it is being deleted; a refusal brings it back", async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("DELETE /v2/monitor/m", () => promise);
  const { user, onLeaving } = await drawHeader();
  await user.click(button("More about Shop"));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  const question = within(await screen.findByRole("dialog"));
  await user.type(question.getByRole("textbox"), "Shop{Enter}");
  await waitFor(() => expect(onLeaving.mock.calls).toEqual([[true]]));
  resolve(refusal(500, "The database is away."));
  await waitFor(() => expect(onLeaving.mock.calls).toEqual([[true], [false]]));
  expect(visits()).toEqual([]);
});

test("before the first check one button takes it, unless the monitor is paused", async () => {
  const onRun = vi.fn();
  const { user, rerender } = draw(<NeverRun paused={false} onRun={onRun} />);
  await user.click(button("Take the first snapshot"));
  expect(onRun).toHaveBeenCalledOnce();
  rerender(<NeverRun paused onRun={onRun} />);
  expect(screen.queryByRole("button")).toBeNull();
});
