// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { CreditPeriod, DailyCredits } from "#lib/credit/model.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { Balance } from "./balance.tsx";
import { CreditChart } from "./credit-chart.tsx";
import { DayTable } from "./day-table.tsx";
import { Usage } from "./usage.tsx";

const { draw, answer, calls } = setUpScreens();

const usage = (remainingCredits: number, planCredits = 1000) => ({
  remainingCredits,
  planCredits,
  billingPeriodStart: "2026-11-01T00:00:00.000Z",
  billingPeriodEnd: "2026-12-01T00:00:00.000Z",
});
const charged = (monitorId: string | null, credits: number, date = today): DailyCredits => ({
  date,
  monitorId,
  monitorName: monitorId && `Monitor ${monitorId}`,
  credits,
});
const today = new Date().toISOString().slice(0, 10);
const table = (name: string) => within(screen.getByRole("region", { name })).getByRole("table");
const bodyOf = (element: HTMLElement) =>
  within(element)
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));

const deleted = new Set<string>();
afterEach(() => deleted.clear());

async function drawUsage(daily: DailyCredits[], periods: CreditPeriod[] = []) {
  answer("GET /v2/team/credit-usage", { data: usage(600) });
  answer("GET /v2/team/credit-usage/daily", { data: daily });
  answer("GET /v2/team/credit-usage/historical", { periods });
  answer("GET /v2/monitor", ({ query }) => {
    const ids = (query.get("ids") ?? "").split(",").filter((id) => !deleted.has(id));
    return {
      total: ids.length,
      data: ids.map((id) => monitorAnswer(id, { recentChecks: [historyBar("c")] })),
    };
  });
  const drawn = draw(<Usage />);
  await screen.findByRole("heading", { level: 1 });
  return drawn;
}

test.each([
  [600, 1000, "600", "of 1,000 credits left, renews on 1 December (UTC)", "60%", "bg-accent"],
  [99, 1000, "99", "of 1,000", "9.9%", "bg-error-bar"],
  // A plan that was made smaller in the middle of a month: nothing is drawn over its edge.
  [1500, 1000, "1,500", "of 1,000", "100%", "bg-accent"],
  [0, 0, "0", "of 0", "0%", "bg-error-bar"],
])("%i of %i credits left", (left, plan, figure, words, width, colour) => {
  const { container } = draw(<Balance usage={usage(left, plan)} />);
  const text = screen.getByRole("region", { name: "Credits left" }).textContent;
  expect(text).toContain(figure + words);
  const filled = container.querySelector<HTMLElement>("[aria-hidden] > div");
  expect(filled?.style.width).toBe(width);
  expect(filled?.className).toContain(colour);
  expect(text?.includes("Scheduled checks are skipped until then.")).toBe(left === 0);
});

test("an installation without a limit counts, and says that there is none", () => {
  draw(<Balance usage={usage(5, 1_000_000_000_000)} />);
  expect(screen.getByText(/^Credits are unlimited/)).toBeTruthy();
  expect(screen.queryByRole("region")).toBeNull();
});

test("before the first charge the page says what is charged, and draws nothing", async () => {
  await drawUsage([]);
  expect(screen.getByText(/^No credits were charged yet/)).toBeTruthy();
  expect(screen.queryByRole("figure")).toBeNull();
  expect(screen.queryByRole("region", { name: "By monitor" })).toBeNull();
  expect(screen.queryByRole("region", { name: "By month and API key" })).toBeNull();
});

test("monitors are listed by what they cost, with their share; pages that were tried lead nowhere", async () => {
  await drawUsage([charged("a", 300), charged(null, 99), charged("b", 1)]);
  const rows = bodyOf(table("By monitor")).map((cells) => [cells[0], cells[2], cells[3]]);
  expect(rows).toEqual([
    ["Monitor a", "75 %", "300"],
    ["Pages tried", "25 %", "99"],
    ["Monitor b", "under 1 %", "1"],
  ]);
  const links = within(table("By monitor")).getAllByRole("link", { name: /^Monitor/ });
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["/monitors/a", "/monitors/b"]);
  // On a phone the history stands under the name, elsewhere in its column: there are two of each.
  expect(await screen.findAllByRole("list", { name: /^History: 1 check/ })).toHaveLength(4);
});

test("every monitor that is shown has its history, however many there are", async () => {
  const daily = Array.from({ length: 60 }, (_, index) => charged(`m${index}`, 100 - index));
  const { user } = await drawUsage(daily);
  const rows = () => bodyOf(table("By monitor"));
  const histories = () => within(table("By monitor")).findAllByRole("list", { name: /^History/ });
  const pages = within(screen.getByRole("navigation", { name: "Pages of monitors" }));
  expect(rows()).toHaveLength(25);
  expect(await histories()).toHaveLength(50);
  await user.click(pages.getByRole("button", { name: "Next" }));
  expect(pages.getByText("26–50 of 60")).toBeTruthy();
  expect(rows()[0]?.[0]).toContain("Monitor m25");
  await waitFor(async () => expect(await histories()).toHaveLength(50));
  await user.click(pages.getByRole("button", { name: "Next" }));
  expect(rows()).toHaveLength(10);
  await waitFor(async () => expect(await histories()).toHaveLength(20));
  expect(calls("GET /v2/monitor").at(-1)?.query.get("ids")?.split(",")).toHaveLength(10);
});

test("a share of the whole stays on one line", async () => {
  await drawUsage([charged("a", 45), charged("b", 55)]);
  for (const share of ["45 %", "55 %"]) {
    expect(screen.getByText(share).className).toMatch(/whitespace-nowrap/);
  }
});

test("a monitor that was deleted leads nowhere, and says why it has no history", async () => {
  deleted.add("b");
  await drawUsage([charged("a", 2), charged("b", 1)]);
  await waitFor(() => expect(bodyOf(table("By monitor"))[1]?.[1]).toBe("deleted"));
  expect(within(table("By monitor")).queryByRole("link", { name: "Monitor b" })).toBeNull();
  expect(within(table("By monitor")).getByRole("link", { name: "Monitor a" })).toBeTruthy();
});

test("the latest month comes first, though the API tells of them in their order", async () => {
  const period = (startDate: string, apiKey: string | null): CreditPeriod => ({
    startDate,
    endDate: startDate,
    apiKey,
    totalCredits: 1,
    creditsUsed: 1,
  });
  const [october, november] = ["2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"];
  await drawUsage(
    [],
    [period(october, null), period(october, "ci"), period(november, null), period(november, "ci")],
  );
  expect(bodyOf(table("By month and API key")).map(([month, by]) => [month, by])).toEqual([
    ["November 2026", "Schedules and people"],
    ["November 2026", "ci"],
    ["October 2026", "Schedules and people"],
    ["October 2026", "ci"],
  ]);
});

test("months name the key that started what was charged, or that none did", async () => {
  const period = (startDate: string, apiKey: string | null, totalCredits: number): CreditPeriod => ({
    startDate,
    endDate: startDate,
    apiKey,
    totalCredits,
    creditsUsed: totalCredits,
  });
  await drawUsage(
    [],
    [period("2026-11-01T00:00:00.000Z", null, 1200), period("2026-11-01T00:00:00.000Z", "Nightly", 7)],
  );
  expect(bodyOf(table("By month and API key"))).toEqual([
    ["November 2026", "Schedules and people", "1,200"],
    ["November 2026", "Nightly", "7"],
  ]);
});

test("every day is there in figures too, with five monitors by name", () => {
  const daily = ["a", "b", "c", "d", "e", "f", "g"].map((id, at) => charged(id, 10 - at, "2026-11-25"));
  draw(<DayTable daily={[...daily, charged("a", 2, "2026-11-24")]} />);
  const rows = bodyOf(screen.getByRole("table", { hidden: true }));
  expect(rows).toEqual([
    ["25 Nov", "Monitor a 10, Monitor b 9, Monitor c 8, Monitor d 7, Monitor e 6 and 2 more", "49"],
    ["24 Nov", "Monitor a 2", "2"],
  ]);
});

const TODAY = new Date("2026-11-25T12:00:00Z");

function drawChart(daily: DailyCredits[], days = 4) {
  const { container } = draw(<CreditChart daily={daily} days={days} today={TODAY} />);
  const columns = [...container.querySelectorAll<HTMLElement>("[data-day]")];
  const surface = container.querySelector<HTMLElement>(".touch-pan-y") as HTMLElement;
  surface.getBoundingClientRect = () => ({ left: 0, width: 100 * days }) as DOMRect;
  return { container, columns, surface };
}
const DAILY = [charged("a", 8, "2026-11-22"), charged("b", 2, "2026-11-22"), charged("a", 5, "2026-11-25")];

test("a day without a charge has no bar; the highest fills the chart, the others in proportion", () => {
  const { columns } = drawChart(DAILY);
  expect(columns.map((bar) => [bar.dataset.day, bar.style.height])).toEqual([
    ["2026-11-22", "100%"],
    ["2026-11-25", "50%"],
  ]);
  expect([...(columns[0]?.children ?? [])].map((part) => (part as HTMLElement).style.flexGrow)).toEqual([
    "8",
    "2",
  ]);
});

test("the axis is marked in round figures, and the legend names monitors from the base up", () => {
  const { container } = drawChart(DAILY);
  expect([...container.querySelectorAll(".text-right")].map(({ textContent }) => textContent)).toEqual([
    "0",
    "5",
    "10",
  ]);
  expect(container.querySelector("figcaption")?.textContent).toBe("From the base up:Monitor aMonitor b");
});

test("a chart of one monitor needs no word about order", () => {
  const { container } = drawChart([charged("a", 1, "2026-11-25")]);
  expect(container.querySelector("figcaption")?.textContent).toBe("Monitor a");
});

test("pointing at a day tells of it, of its own monitors only, until the pointer leaves", () => {
  const { surface } = drawChart(DAILY);
  fireEvent.pointerMove(surface, { clientX: 10, pointerType: "mouse" });
  expect(surface.textContent).toBe("22 Nov · 10 creditsMonitor a8Monitor b2");
  fireEvent.pointerMove(surface, { clientX: 399, pointerType: "mouse" });
  expect(surface.textContent).toBe("25 Nov · 5 creditsMonitor a5");
  fireEvent.pointerMove(surface, { clientX: 150, pointerType: "mouse" });
  expect(surface.textContent).toBe("23 Nov · 0 credits");
  fireEvent.pointerLeave(surface, { pointerType: "mouse" });
  expect(surface.textContent).toBe("");
});

test("what a finger touched stays until it touches elsewhere, or Escape", () => {
  const { surface } = drawChart(DAILY);
  fireEvent.pointerDown(surface, { clientX: -5, pointerType: "touch" });
  fireEvent.pointerLeave(surface, { pointerType: "touch" });
  expect(surface.textContent).toContain("22 Nov");
  fireEvent.pointerDown(document.body);
  expect(surface.textContent).toBe("");
  fireEvent.pointerDown(surface, { clientX: 4000, pointerType: "touch" });
  expect(surface.textContent).toContain("25 Nov");
  fireEvent.keyDown(window, { key: "Escape" });
  expect(surface.textContent).toBe("");
  fireEvent.pointerDown(surface, { clientX: 10, pointerType: "touch" });
  fireEvent.pointerCancel(surface);
  expect(surface.textContent).toBe("");
});
