// @vitest-environment jsdom
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { askBeforeLeaving } from "./leaving.ts";
import { openPalette, Palette } from "./palette.tsx";

const { draw, answer, calls, visits } = setUpScreens();

const shop = monitorAnswer("1", { name: "Shop" });
const news = monitorAnswer("2", { name: "News", currentCheckId: "c" });
const rest = monitorAnswer("3", { name: "Rest", status: "paused" });

let stopAsking = () => {};
afterEach(() => stopAsking());

async function openWith(monitors: MonitorAnswer[], at = "/usage") {
  answer("GET /v2/monitor", ({ query }) => {
    const data = monitors.filter(({ name }) => name.toLowerCase().includes(query.get("search") ?? ""));
    return { total: data.length, data };
  });
  const drawn = draw(
    <>
      <button type="button">Before</button>
      <Palette />
    </>,
    at,
  );
  screen.getByRole("button").focus();
  await drawn.user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByRole("combobox");
  await screen.findByText("Go to");
  return { ...drawn, box };
}
const options = () => screen.getAllByRole("option").map(({ textContent }) => textContent);
const option = (name: string) => screen.findByRole("option", { name });

test("its key opens it and closes it, and the focus returns to where it was", async () => {
  const { user } = await openWith([]);
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement?.textContent).toBe("Before");
  act(openPalette);
  expect(await screen.findByRole("dialog", { name: "Jump to a monitor, or run one" })).toBeTruthy();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("it offers monitors with how they stand, runs of those that may run, and the places", async () => {
  await openWith([shop, news, rest]);
  expect(options()).toEqual([
    "Shop",
    "Newsrunning",
    "Restpaused",
    "Run Shop",
    "New monitor",
    "Monitors",
    "Usage",
    "Settings",
  ]);
});

test("words narrow monitors on the server and places here; Enter chooses the first", async () => {
  const { user } = await openWith([shop, news]);
  await user.keyboard("new");
  await waitFor(() => expect(options()).toEqual(["Newsrunning", "New monitor"]));
  expect(calls("GET /v2/monitor").at(-1)?.query.get("search")).toBe("new");
  await screen.findByRole("option", { name: /News/, selected: true });
  await user.keyboard("{Enter}");
  expect(visits()).toEqual(["/monitors/2"]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the arrows choose, over the groups", async () => {
  const { user } = await openWith([shop, news]);
  const selected = () => screen.getByRole("option", { selected: true }).textContent;
  await waitFor(() => expect(selected()).toBe("Shop"));
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(selected()).toBe("Run Shop");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(visits()).toEqual(["/monitors/new"]);
});

test("what is chosen stays chosen when the monitors are read anew, and is the first when it is gone", async () => {
  const { user, client } = await openWith([shop, news]);
  const selected = () => screen.getByRole("option", { selected: true }).textContent;
  await user.keyboard("{ArrowDown}");
  expect(selected()).toBe("Newsrunning");
  answer("GET /v2/monitor", { total: 2, data: [rest, news] });
  await act(() => client.invalidateQueries({ queryKey: ["monitors"] }));
  await option("Restpaused");
  expect(selected()).toBe("Newsrunning");
  answer("GET /v2/monitor", { total: 1, data: [rest] });
  await act(() => client.invalidateQueries({ queryKey: ["monitors"] }));
  await waitFor(() => expect(selected()).toBe("Restpaused"));
});

test("what nothing matches is told", async () => {
  const { user } = await openWith([shop]);
  await user.keyboard("zebra");
  expect(await screen.findByText("No monitor has “zebra” in its name or URLs.")).toBeTruthy();
});

test("the page one is on is not gone to again", async () => {
  const { user } = await openWith([], "/settings");
  await user.click(await option("Settings"));
  expect(visits()).toEqual([]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a run leads to its monitor", async () => {
  const { user } = await openWith([shop]);
  answer("POST /v2/monitor/1/run", { data: { id: "c", monitorId: "1" } });
  await user.click(await option("Run Shop"));
  await waitFor(() => expect(visits()).toEqual(["/monitors/1"]));
});

test("a monitor that runs already is shown: that is what was asked for", async () => {
  const { user } = await openWith([shop]);
  answer("POST /v2/monitor/1/run", refusal(409, "A check is running.", { checkId: "c" }));
  await user.click(await option("Run Shop"));
  await waitFor(() => expect(visits()).toEqual(["/monitors/1"]));
});

test("a refused run is told above the list, until something else is looked for", async () => {
  const { user, box } = await openWith([shop]);
  answer("POST /v2/monitor/1/run", refusal(402, "There are not enough credits."));
  await user.click(await option("Run Shop"));
  const dialog = within(screen.getByRole("dialog"));
  expect((await dialog.findByRole("alert")).textContent).toBe(
    "Shop was not run. There are not enough credits.",
  );
  expect(visits()).toEqual([]);
  await user.type(box, "s");
  await waitFor(() => expect(dialog.queryByRole("alert")).toBeNull());
});

test("while a run is asked for, a second one is not", async () => {
  const { user } = await openWith([shop]);
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("POST /v2/monitor/1/run", () => promise);
  await user.click(await option("Run Shop"));
  await user.click(await option("Run Shop"));
  resolve({ data: { id: "c", monitorId: "1" } });
  await waitFor(() => expect(visits()).toEqual(["/monitors/1"]));
  expect(calls("POST /v2/monitor/1/run")).toHaveLength(1);
});

test("the places can be gone to when the monitors cannot be read", async () => {
  answer("GET /v2/monitor", refusal(500, "The database is away."));
  const { user } = draw(<Palette />);
  await user.keyboard("{Meta>}k{/Meta}");
  expect((await screen.findByRole("alert")).textContent).toBe("The database is away.");
  await user.click(await option("Usage"));
  expect(visits()).toEqual(["/usage"]);
});

test("a form that is not saved is asked first, and may let go later", async () => {
  const { user } = await openWith([shop]);
  let leave = () => {};
  stopAsking = askBeforeLeaving((go) => {
    leave = go;
    return true;
  });
  await user.click(await option("Settings"));
  expect(visits()).toEqual([]);
  leave();
  expect(visits()).toEqual(["/settings"]);
});

test("one that answers no, or is gone, holds nothing up", async () => {
  const { user } = await openWith([shop]);
  stopAsking = askBeforeLeaving(() => false);
  await user.click(await option("Settings"));
  expect(visits()).toEqual(["/settings"]);
});
