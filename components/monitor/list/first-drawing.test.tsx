// @vitest-environment jsdom
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { readListView } from "./list-view.ts";
import { Monitors } from "./monitors.tsx";

const { draw, answer, calls } = setUpScreens();
const shop = monitorAnswer("1", { name: "Shop" });
const news = monitorAnswer("2", { name: "News" });

/** The list as the server drew it for all monitors, taken over by a browser at the address `at`. */
function takeOver(data: MonitorAnswer[], { at = "", readAt = Date.now() } = {}) {
  const view = readListView(new URLSearchParams());
  return draw(
    <Monitors first={{ view, list: { total: data.length, data }, at: readAt }} />,
    `/monitors?${at}`,
  );
}
const names = () => screen.getAllByRole("rowheader").map(({ textContent }) => textContent);

test("what the server drew is not read a second time", async () => {
  const { client } = takeOver([shop]);
  expect(names()).toEqual(["ActiveShop"]);
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(calls("GET /v2/monitor")).toHaveLength(0);
});

test("what the server read long ago is shown at once, and read anew", async () => {
  answer("GET /v2/monitor", { total: 1, data: [news] });
  takeOver([shop], { readAt: Date.now() - 3_600_000 });
  expect(names()).toEqual(["ActiveShop"]);
  await waitFor(() => expect(names()).toEqual(["ActiveNews"]));
});

test("another view than the one drawn is read from the server, with its own words", async () => {
  answer("GET /v2/monitor", { total: 1, data: [news] });
  takeOver([shop], { at: "q=news&status=active" });
  expect(screen.queryByRole("rowheader")).toBeNull();
  await waitFor(() => expect(names()).toEqual(["ActiveNews"]));
  expect(Object.fromEntries(calls("GET /v2/monitor")[0]?.query ?? [])).toEqual({
    limit: "25",
    offset: "0",
    search: "news",
    status: "active",
    sort: "result",
    history: "30",
  });
});

test("the view before stays in sight, marked as old, until the next one is there", async () => {
  const { promise, resolve } = Promise.withResolvers<object>();
  answer("GET /v2/monitor", () => promise);
  const { user } = takeOver([shop]);
  await user.click(screen.getByRole("button", { name: "Active" }));
  await waitFor(() => expect(screen.getByRole("table").getAttribute("aria-busy")).toBe("true"));
  expect(names()).toEqual(["ActiveShop"]);
  resolve({ total: 1, data: [news] });
  await waitFor(() => expect(names()).toEqual(["ActiveNews"]));
  expect(screen.getByRole("table").getAttribute("aria-busy")).toBe("false");
});

test("while a check is under way the list is read again without any notice", async () => {
  const running = { ...shop, currentCheckId: "c", recentChecks: [historyBar("c", { status: "running" })] };
  const ended = { ...shop, recentChecks: [historyBar("c", { changed: 1 })] };
  answer("GET /v2/monitor", { total: 1, data: [ended] });
  takeOver([running]);
  const row = () => within(screen.getByRole("row", { name: /Shop/ }));
  expect(row().getByRole("img", { name: "Running" })).toBeTruthy();
  await waitFor(() => expect(row().getByRole("img", { name: "Active" })).toBeTruthy(), { timeout: 10_000 });
});

test("a notice that a monitor is gone takes it out of the selection, too", async () => {
  const { user, client } = takeOver([shop, news]);
  await user.click(screen.getByRole("checkbox", { name: "Select Shop" }));
  await user.click(screen.getByRole("checkbox", { name: "Select News" }));
  answer("GET /v2/monitor", { total: 1, data: [news] });
  await act(() => client.invalidateQueries({ queryKey: ["monitors"] }));
  await waitFor(() => expect(names()).toEqual(["ActiveNews"]));
  const bar = screen.getByRole("toolbar", { name: "Selected monitors" });
  expect(bar.textContent).toContain("1 selected");
});

test("a list read before stays in sight under the reason why it could not be read again", async () => {
  const { client } = takeOver([shop]);
  const reached = globalThis.fetch;
  globalThis.fetch = () => reached("http://127.0.0.1:1/");
  await act(() => client.invalidateQueries({ queryKey: ["monitors"] }));
  globalThis.fetch = reached;
  expect((await screen.findByRole("alert")).textContent).toMatch(/^Tidemark cannot be reached\./);
  expect(names()).toEqual(["ActiveShop"]);
});
