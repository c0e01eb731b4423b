// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { TrackedPageAnswer } from "#lib/page/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { checkAnswer } from "#testing/screen-data.ts";
import { checksList } from "./checks-list.ts";
import { ChecksTable } from "./checks-table.tsx";
import { PagesTable } from "./pages-table.tsx";
import { UrlTabs } from "./tabs.tsx";

const { draw, answer, calls } = setUpScreens();

const rows = () => screen.getAllByRole("row").slice(1);
const cells = (row: HTMLElement | undefined) =>
  within(row as HTMLElement)
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);
const CHECKS = "GET /v2/monitor/m/checks";
const PAGES = "GET /v2/monitor/m/pages";
const manyChecks = Array.from({ length: 26 }, (_, at) => checkAnswer("m", `c${at}`));

test("one check more than is shown is asked for, and places before the first are the first", () => {
  expect(checksList(0, undefined)).toEqual({ limit: 26, offset: 0 });
  expect(checksList(-7, "failed")).toEqual({ limit: 26, offset: 0, shown: "failed" });
  expect(checksList(12.9, undefined)).toEqual({ limit: 26, offset: 12 });
});

test("a check is a row: its status, its trigger, what it found, how long it took, what it cost", async () => {
  const counts = { totalPages: 3, same: 2, changed: 1, new: 0, removed: 0, error: 0 };
  answer(CHECKS, {
    data: [
      checkAnswer("m", "c1", { summary: counts, actualCredits: 1200, trigger: "manual" }),
      checkAnswer("m", "c2", { status: "running", finishedAt: null, actualCredits: null }),
      checkAnswer("m", "c3", { status: "failed", error: "No worker came back.", actualCredits: 0 }),
      checkAnswer("m", "c4", { status: "partial", error: "Cancelled.", summary: counts }),
    ],
  });
  draw(<ChecksTable monitorId="m" live={false} />);
  await screen.findByRole("table");
  const [done, running, failed, partial] = rows();
  expect(cells(done).toSpliced(1, 1)).toEqual(["Completed", "manual", "±Changed 1=Same 2", "2.0 s", "1,200"]);
  expect(cells(running).toSpliced(1, 1)).toEqual(["Running", "scheduled", "—", "—", "1"]);
  expect(cells(failed)[3]).toBe("No worker came back.");
  expect(cells(partial)[3]).toBe("±Changed 1=Same 2");
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(links).toEqual(["c1", "c2", "c3", "c4"].map((id) => `/monitors/m/checks/${id}`));
});

test("25 checks stand on a page; the next ones begin behind them", async () => {
  answer(CHECKS, ({ query }) => ({ data: query.get("offset") === "0" ? manyChecks : [] }));
  const { user } = draw(<ChecksTable monitorId="m" live={false} />, "/monitors/m");
  await screen.findByRole("table");
  expect(rows()).toHaveLength(25);
  await user.click(screen.getByRole("button", { name: "Next" }));
  expect(window.location.search).toBe("?from=25");
  expect(await screen.findByText("There are no checks here.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Previous" }));
  expect(window.location.search).toBe("");
});

test.each([
  [false, "No check yet. Each will be a line here."],
  [true, "The first check is under way."],
])("without a check, one of which is queued: %s, it says so", async (live, words) => {
  answer(CHECKS, { data: [] });
  draw(<ChecksTable monitorId="m" live={live} />, "/monitors/m");
  expect(await screen.findByText(words)).toBeTruthy();
});

test("a check in which no page could be read failed, whatever the API calls it", async () => {
  const unread = { totalPages: 2, same: 0, changed: 0, new: 0, removed: 0, error: 2 };
  answer(CHECKS, { data: [checkAnswer("m", "c1", { status: "partial", summary: unread })] });
  draw(<ChecksTable monitorId="m" live={false} />);
  await screen.findByRole("table");
  const [row] = rows();
  expect(cells(row)[0]).toBe("Failed");
  expect(cells(row)[3]).toBe("No page could be read.");
});

test("a check that comes while somebody points at the list waits until it is asked for", async () => {
  answer(CHECKS, { data: [checkAnswer("m", "c1")] });
  const { user, client } = draw(<ChecksTable monitorId="m" live={false} />, "/monitors/m");
  await user.hover(await screen.findByRole("table"));
  answer(CHECKS, { data: [checkAnswer("m", "c2"), checkAnswer("m", "c1", { trigger: "manual" })] });
  await client.invalidateQueries();
  const button = await screen.findByRole("button", { name: "1 new ↑" });
  expect(rows()).toHaveLength(1);
  const [row] = rows();
  expect(cells(row)[2], "what is shown is kept true").toBe("manual");
  await user.click(button);
  expect(rows()).toHaveLength(2);
  expect(screen.queryByRole("button", { name: /new/ })).toBeNull();
});

test("a check that comes while nobody reads the list is shown at once", async () => {
  answer(CHECKS, { data: [checkAnswer("m", "c1")] });
  const { client } = draw(<ChecksTable monitorId="m" live={false} />, "/monitors/m");
  await screen.findByRole("table");
  answer(CHECKS, { data: [checkAnswer("m", "c2"), checkAnswer("m", "c1")] });
  await client.invalidateQueries();
  await waitFor(() => expect(rows()).toHaveLength(2));
});

test("a status narrows the checks from the first place, and an empty one says so", async () => {
  answer(CHECKS, ({ query }) => ({ data: query.has("shown") ? [] : manyChecks }));
  const { user } = draw(<ChecksTable monitorId="m" live={false} />, "/monitors/m?from=25");
  await screen.findByRole("table");
  await user.selectOptions(screen.getByRole("combobox"), "Skipped, no credits");
  expect(window.location.search).toBe("?status=skipped_no_credits");
  expect(await screen.findByText("No check of this monitor is “skipped, no credits”.")).toBeTruthy();
  expect(Object.fromEntries(calls(CHECKS).at(-1)?.query ?? [])).toEqual({
    limit: "26",
    offset: "0",
    shown: "skipped_no_credits",
  });
});

test.each([
  [CHECKS, <ChecksTable key="c" monitorId="m" live={false} />],
  [PAGES, <PagesTable key="p" monitorId="m" />],
])("what %s refuses is told in the table's place", async (request, table) => {
  answer(request, refusal(500, "The database is away."));
  draw(table);
  expect((await screen.findByRole("alert")).textContent).toBe("The database is away.");
  expect(screen.queryByRole("table")).toBeNull();
});

const page = (id: string, more: Partial<TrackedPageAnswer> = {}): TrackedPageAnswer => ({
  id,
  targetId: "t",
  url: `https://example.com/${id}`,
  title: null,
  size: null,
  firstSeenAt: null,
  lastChangedAt: null,
  failingSince: null,
  lastStatus: null,
  lastError: null,
  lastCheckId: null,
  lastCheckedAt: null,
  ...more,
});

test("a change that is found meanwhile keeps the pages where they stand, until they are sorted anew", async () => {
  const listed = (...pages: object[]) => answer(PAGES, { total: 9, data: pages });
  const urls = () => rows().map((row) => cells(row)[0]);
  listed(page("a"), page("b"));
  const { user, client } = draw(<PagesTable monitorId="m" />, "/monitors/m?tab=pages");
  await screen.findByRole("table");
  const before = urls();
  listed(page("c"), page("b", { title: "Changed now" }), page("a"));
  await client.invalidateQueries();
  expect(await screen.findByText("Changed now")).toBeTruthy();
  // What is new stands at the end, and nothing above it has moved.
  expect(urls().slice(0, 2)).toEqual(before);
  expect(urls()).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "Latest changes first" }));
  expect(urls().slice(1)).toEqual(before.toReversed());
  expect(screen.queryByRole("button", { name: "Latest changes first" })).toBeNull();
});

test("a page is a row that leads to the page itself and to what the last check found there", async () => {
  answer(PAGES, {
    total: 3,
    data: [
      page("a", { title: "Prices", size: 12_100, lastStatus: "changed", lastCheckId: "c1" }),
      page("b", { lastStatus: "error", lastError: "The host is unknown." }),
      page("c", { url: "javascript:alert(1)" }),
    ],
  });
  draw(<PagesTable monitorId="m" />);
  await screen.findByRole("table");
  const [prices, unknown, unread] = rows();
  expect(cells(prices).slice(1)).toEqual(["Prices", "±ChangedChanged", "—", "12.1 KB"]);
  const links = within(prices as HTMLElement).getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "/monitors/m/pages/a",
    "https://example.com/a",
    "/monitors/m/checks/c1?status=changed",
  ]);
  expect(within(unknown as HTMLElement).getByTitle("The host is unknown.")).toBeTruthy();
  // The check that read it was purged: there is nowhere to lead to.
  expect(within(unknown as HTMLElement).getAllByRole("link")).toHaveLength(2);
  expect(cells(unread)[2]).toBe("not read yet");
  // What is no web address leads to our own page of it alone.
  const ofUnread = within(unread as HTMLElement).getAllByRole("link");
  expect(ofUnread.map((link) => link.getAttribute("href"))).toEqual(["/monitors/m/pages/c"]);
});

test("pages are found by their address, from the first place on", async () => {
  answer(PAGES, ({ query }) =>
    query.has("search") ? { total: 0, data: [] } : { total: 60, data: [page("a")] },
  );
  const { user } = draw(<PagesTable monitorId="m" />, "/monitors/m?tab=pages&from=50");
  await screen.findByRole("table");
  await user.type(screen.getByRole("searchbox"), "none");
  expect(await screen.findByText("No page of this monitor has “none” in its URL.")).toBeTruthy();
  expect(window.location.search).toBe("?tab=pages&search=none");
  await user.clear(screen.getByRole("searchbox"));
  expect(await screen.findByRole("table")).toBeTruthy();
  await waitFor(() => expect(window.location.search).toBe("?tab=pages"));
});

test("a monitor whose pages nobody has read says what finds them", async () => {
  answer(PAGES, { total: 0, data: [] });
  draw(<PagesTable monitorId="m" />);
  expect(await screen.findByText("No page has been seen yet. The first check finds them.")).toBeTruthy();
});

test("the tab is in the address, without what belonged to the one before", async () => {
  const tabs = [
    { id: "checks", word: "Checks", part: "the checks" },
    { id: "pages", word: "Pages", part: "the pages" },
  ];
  const { user } = draw(<UrlTabs label="About" tabs={tabs} />, "/monitors/m?status=failed&from=25");
  expect(screen.getByRole("tabpanel").textContent).toBe("the checks");
  await user.click(screen.getByRole("tab", { name: "Pages" }));
  expect(window.location.search).toBe("?tab=pages");
  expect(screen.getByRole("tabpanel").textContent).toBe("the pages");
  await user.keyboard("{ArrowLeft}");
  expect(window.location.search).toBe("");
});

test("an unknown tab in the address is the first one", () => {
  const tabs = [{ id: "checks", word: "Checks", part: "the checks" }];
  draw(<UrlTabs label="About" tabs={tabs} />, "/monitors/m?tab=secrets");
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Checks");
});

test("a page that cannot be read says why, and since when", async () => {
  const failing = page("f", {
    failingSince: "2026-11-20T09:10:00.000Z",
    lastError: "The server answered 503.",
  });
  answer(PAGES, { success: true, total: 2, data: [failing, page("ok")] });
  draw(<PagesTable monitorId="m" />);
  const [first, second] = (await screen.findAllByRole("row")).slice(1);
  expect(first?.textContent).toMatch(/The server answered 503\. · failing since 20 Nov/);
  expect(second?.textContent).not.toContain("failing");
});
