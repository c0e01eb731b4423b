// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { readListView } from "./list-view.ts";
import { Monitors } from "./monitors.tsx";

const { draw, answer, calls, visits } = setUpScreens();

const shop = monitorAnswer("1", { name: "Shop" });
const news = monitorAnswer("2", { name: "News" });
const rest = monitorAnswer("3", { name: "Rest", status: "paused" });

/** The list as the server drew it, with an API that answers every read of it with the same monitors. */
function drawList(monitors: MonitorAnswer[], { at = "/monitors", total = monitors.length } = {}) {
  answer("GET /v2/monitor", { total, data: monitors });
  const view = readListView(new URL(at, "http://here.invalid").searchParams);
  return draw(<Monitors first={{ view, list: { total, data: monitors }, at: Date.now() }} />, at);
}
const row = (name: string) => screen.getByRole("row", { name: new RegExp(name) });
const notice = () => screen.getByRole("status").textContent;
const select = (name: string) => screen.getByRole("checkbox", { name: `Select ${name}` });
const bar = () => within(screen.getByRole("toolbar", { name: "Selected monitors" }));

test("without any monitor there is the one next step, and nothing to search", async () => {
  drawList([]);
  expect(screen.getByRole("link", { name: "New monitor" }).getAttribute("href")).toBe("/monitors/new");
  expect(screen.queryByRole("searchbox")).toBeNull();
});

test.each([
  ["/monitors?q=shop&status=paused", "No paused monitor matches “shop”"],
  ["/monitors?status=paused", "No monitor is paused"],
  ["/monitors?status=active", "No monitor is active"],
  ["/monitors?status=failing", "No monitor is failing"],
  ["/monitors?status=changed", "No monitor’s last check found a change"],
])("%s finds nothing, says so and leads back", async (at, words) => {
  const { user } = drawList([], { at });
  expect(screen.getByRole("heading").textContent).toBe(words);
  await user.click(screen.getByRole("button", { name: "Show all monitors" }));
  expect(window.location.search).toBe("");
});

test("a page behind the last one leads to the last one", async () => {
  const { user } = drawList([], { at: "/monitors?page=9", total: 60 });
  expect(screen.getByRole("heading").textContent).toBe("There is no page 9");
  await user.click(screen.getByRole("button", { name: "Show page 3" }));
  expect(window.location.search).toBe("?page=3");
});

test("a list that could not be read says why and is asked for again", async () => {
  const { user } = drawList([shop]);
  answer("GET /v2/monitor", refusal(400, "The search is too long."));
  await user.click(screen.getByRole("button", { name: "Paused" }));
  // What was read before stays in sight until it is known that nothing came.
  expect(await screen.findByText("The search is too long.")).toBeTruthy();
  answer("GET /v2/monitor", { total: 1, data: [rest] });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Rest")).toBeTruthy();
});

test("status, order and page go into the address and into the question to the server", async () => {
  const { user } = drawList([shop, news], { total: 60 });
  await user.click(screen.getByRole("button", { name: "Next" }));
  await user.click(screen.getByRole("button", { name: "Active" }));
  expect(window.location.search).toBe("?status=active");
  await user.selectOptions(screen.getByRole("combobox", { name: "Sort" }), "Name");
  expect(window.location.search).toBe("?status=active&sort=name");
  await waitFor(() => expect(calls("GET /v2/monitor").at(-1)?.query.get("sort")).toBe("name"));
  expect(calls("GET /v2/monitor").at(-1)?.query.get("status")).toBe("active");
});

test("a column head sorts, says so, and sorts no more when pressed again", async () => {
  const { user } = drawList([shop, news]);
  const head = () => screen.getByRole("columnheader", { name: "Name" });
  expect(head().getAttribute("aria-sort")).toBe("none");
  await user.click(within(head()).getByRole("button"));
  expect(window.location.search).toBe("?sort=name");
  expect(head().getAttribute("aria-sort")).toBe("ascending");
  await user.click(within(head()).getByRole("button"));
  expect(window.location.search).toBe("");
});

const namesShown = () =>
  [...document.querySelectorAll("[data-monitor] > span")].map(({ textContent }) => textContent);

test("a monitor is duplicated: all its settings, none of its history, and one says how it differs", async () => {
  const webhook = { url: "https://hooks.example/", headers: { a: "b" }, metadata: {}, events: [] };
  const full = monitorAnswer("1", { name: "Shop", goal: "Prices", judgeEnabled: true, webhook });
  const { user } = drawList([{ ...full, recentChecks: [historyBar("c", { changed: 1 })] }]);
  answer("POST /v2/monitor", { data: { ...full, id: "2" } });
  await user.click(screen.getByRole("button", { name: "More for Shop" }));
  await user.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
  await waitFor(() => expect(visits()).toEqual(["/monitors/2/edit"]));
  expect(calls("POST /v2/monitor")[0]?.body).toEqual({
    name: "Copy of Shop",
    schedule: full.schedule,
    targets: [{ type: "scrape", urls: ["https://example.com/"] }],
    retentionDays: 30,
    goal: "Prices",
    judgeEnabled: true,
    webhook,
  });
});

test("a reason that keeps the list from being read, and a run from being begun, is told once", async () => {
  const { user, client } = drawList([shop]);
  answer("POST /v2/monitor/1/run", refusal(503, "The database is away."));
  answer("GET /v2/monitor", refusal(503, "The database is away."));
  await client.invalidateQueries();
  expect((await screen.findByRole("alert")).textContent).toBe("The database is away.");
  await user.click(screen.getByRole("button", { name: "Run Shop" }));
  await waitFor(() => expect(notice()).toContain("Shop could not be run: The database is away."));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a refused duplicate is told", async () => {
  const { user } = drawList([shop]);
  answer("POST /v2/monitor", refusal(402, "Less than one credit is left this month."));
  await user.click(screen.getByRole("button", { name: "More for Shop" }));
  await user.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
  await waitFor(() =>
    expect(notice()).toContain("Shop was not duplicated. Less than one credit is left this month."),
  );
});

test("the list opens with what needs a look, and keeps its order until it is asked for another", async () => {
  const { user, client } = drawList([shop, news]);
  expect(screen.getByRole("columnheader", { name: "Last result" }).getAttribute("aria-sort")).toBe(
    "descending",
  );
  answer("GET /v2/monitor", { total: 2, data: [{ ...news, status: "paused" }, shop] });
  await client.invalidateQueries();
  await waitFor(() => expect(within(row("News")).getByRole("img", { name: "Paused" })).toBeTruthy());
  expect(namesShown()).toEqual(["Shop", "News"]);
  await user.click(screen.getByRole("button", { name: "Sort again" }));
  expect(namesShown()).toEqual(["News", "Shop"]);
  expect(screen.queryByRole("button", { name: "Sort again" })).toBeNull();
});

test("a monitor that the order would take off the page stays, is kept true, and goes when it is deleted", async () => {
  const late = monitorAnswer("9", { name: "Late" });
  let ofIds: MonitorAnswer[] = [{ ...shop, status: "paused" }];
  const { client } = drawList([shop, news]);
  answer("GET /v2/monitor", ({ query }) =>
    query.has("ids") ? { total: ofIds.length, data: ofIds } : { total: 3, data: [late, news] },
  );
  await client.invalidateQueries();
  await waitFor(() => expect(within(row("Shop")).getByRole("img", { name: "Paused" })).toBeTruthy());
  expect(namesShown()).toEqual(["Shop", "News"]);
  expect(
    calls("GET /v2/monitor")
      .find(({ query }) => query.has("ids"))
      ?.query.get("ids"),
  ).toBe("1");
  ofIds = [];
  await client.invalidateQueries();
  await waitFor(() => expect(namesShown()).toEqual(["News"]));
});

test("another view is shown as it comes", async () => {
  const { user } = drawList([shop, news]);
  answer("GET /v2/monitor", { total: 2, data: [news, shop] });
  await user.click(screen.getByRole("button", { name: "Failing" }));
  expect(window.location.search).toBe("?status=failing");
  await waitFor(() => expect(namesShown()).toEqual(["News", "Shop"]));
  expect(calls("GET /v2/monitor").at(-1)?.query.get("result")).toBe("failing");
});

test("ticking gives way to what can be done to the ticked ones; shift ticks all between", async () => {
  const { user } = drawList([shop, news, rest]);
  await user.click(select("Shop"));
  expect(bar().getByText("selected").textContent).toBe("1 selected");
  await user.keyboard("{Shift>}");
  await user.click(select("Rest"));
  await user.keyboard("{/Shift}");
  expect(bar().getByText("selected").textContent).toBe("3 selected");
  await user.click(select("News"));
  const all = bar().getByRole("checkbox", { name: "Select all on this page" }) as HTMLInputElement;
  expect(all.indeterminate).toBe(true);
  await user.click(all);
  expect(bar().getByText("selected").textContent).toBe("3 selected");
  await user.click(bar().getByRole("button", { name: "Clear the selection" }));
  expect(screen.queryByRole("toolbar")).toBeNull();
});

test("pausing shows at once, is announced, and can be undone for those that were active", async () => {
  answer("PATCH /v2/monitor/1", {});
  answer("PATCH /v2/monitor/3", {});
  const { user } = drawList([shop, rest]);
  await user.click(select("Shop"));
  await user.click(select("Rest"));
  answer("GET /v2/monitor", { total: 2, data: [{ ...shop, status: "paused" }, rest] });
  await user.click(bar().getByRole("button", { name: "Pause" }));
  await waitFor(() => expect(notice()).toContain("2 monitors are paused."));
  expect(within(row("Shop")).getByRole("img", { name: "Paused" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(notice()).toContain("Shop is active again."));
  expect(calls("PATCH /v2/monitor/1").map(({ body }) => body)).toEqual([
    { status: "paused" },
    { status: "active" },
  ]);
  expect(calls("PATCH /v2/monitor/3")).toHaveLength(1);
});

test("a refused pause is taken back and told; the refusal stays until it is dismissed", async () => {
  answer("PATCH /v2/monitor/1", refusal(409, "Monitor is being deleted."));
  const { user } = drawList([shop]);
  await user.click(screen.getByRole("button", { name: "More for Shop" }));
  await user.click(await screen.findByRole("menuitem", { name: "Pause" }));
  await waitFor(() => expect(notice()).toContain("Shop could not be paused: Monitor is being deleted."));
  expect(within(row("Shop")).getByRole("img", { name: "Active" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(notice()).toBe("");
});

test("pausing what is being checked asks first, and asks nothing of the server until then", async () => {
  const running = { ...shop, currentCheckId: "c", recentChecks: [historyBar("c", { status: "running" })] };
  answer("PATCH /v2/monitor/1", {});
  const { user } = drawList([running]);
  await user.click(screen.getByRole("button", { name: "More for Shop" }));
  await user.click(await screen.findByRole("menuitem", { name: "Pause…" }));
  const question = within(await screen.findByRole("dialog", { name: "Pause Shop?" }));
  await user.click(question.getByRole("button", { name: "Keep it running" }));
  expect(calls("PATCH /v2/monitor/1")).toHaveLength(0);
});

test("a running check is cancelled after a question", async () => {
  const running = { ...shop, currentCheckId: "c", recentChecks: [historyBar("c", { status: "running" })] };
  answer("POST /v2/monitor/1/checks/c/cancel", {});
  const { user } = drawList([running]);
  await user.click(screen.getByRole("button", { name: "More for Shop" }));
  expect(screen.queryByRole("menuitem", { name: "Run now" })).toBeNull();
  await user.click(await screen.findByRole("menuitem", { name: "Cancel the check…" }));
  await user.click(await screen.findByRole("button", { name: "Cancel the check" }));
  await waitFor(() => expect(notice()).toContain("The check of Shop is cancelled."));
});

test("the keys of a row walk, tick and run", async () => {
  answer("POST /v2/monitor/2/run", () => {
    answer("GET /v2/monitor", { total: 2, data: [shop, { ...news, currentCheckId: "c" }] });
    return { data: { id: "c", monitorId: "2", status: "queued" } };
  });
  const { user } = drawList([shop, news]);
  screen.getByRole("link", { name: /Shop/ }).focus();
  await user.keyboard("j");
  expect(document.activeElement?.textContent).toContain("News");
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement?.textContent).toContain("Shop");
  await user.keyboard("{ArrowDown}x");
  expect((select("News") as HTMLInputElement).checked).toBe(true);
  await user.keyboard("r");
  await waitFor(() => expect(calls("POST /v2/monitor/2/run")).toHaveLength(1));
  expect(await within(row("News")).findByRole("img", { name: "Queued" })).toBeTruthy();
  expect(calls("POST /v2/monitor/1/run")).toHaveLength(0);
});

test("deleting asks for the number, then takes the rows out and says so", async () => {
  answer("DELETE /v2/monitor/1", {});
  answer("DELETE /v2/monitor/2", refusal(500, "Try again."));
  const { user } = drawList([shop, news, rest]);
  await user.click(select("Shop"));
  await user.click(select("News"));
  await user.click(bar().getByRole("button", { name: "Delete…" }));
  const question = within(await screen.findByRole("dialog", { name: "Delete 2 monitors?" }));
  answer("GET /v2/monitor", { total: 2, data: [news, rest] });
  await user.type(question.getByRole("textbox"), "delete 2");
  await user.click(question.getByRole("button", { name: "Delete 2 monitors" }));
  await waitFor(() => expect(notice()).toContain("Shop is deleted; 1 could not be deleted: Try again."));
  expect(screen.queryByRole("link", { name: /Shop/ })).toBeNull();
  expect(screen.getByRole("link", { name: /News/ })).toBeTruthy();
});
