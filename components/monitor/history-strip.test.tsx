// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { HistoryBar } from "#lib/monitor/model.ts";
import { historyBar } from "#testing/screen-data.ts";
import { HistoryPicture, HistoryStrip } from "./history-strip.tsx";

afterEach(cleanup);

const BARS = [
  historyBar("a", { new: 3 }),
  historyBar("b", { same: 3 }),
  historyBar("c", { same: 2, changed: 1, credits: 3 }),
  historyBar("d", { status: "failed", error: 3 }),
];
const strip = (bars: HistoryBar[], more: { slots?: number; current?: string } = {}) =>
  render(<HistoryStrip monitorId="m" bars={bars} slots={more.slots ?? 30} {...more} />);
const hrefs = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

test("the strip says in words what it shows, and each bar leads to its check", () => {
  strip(BARS);
  expect(screen.getByRole("list").getAttribute("aria-label")).toMatch(
    /^History: 4 checks, 1 with changes, 1 with errors, last change .* ago$/,
  );
  expect(hrefs()).toEqual(["a", "b", "c", "d"].map((id) => `/monitors/m/checks/${id}`));
  expect(screen.getAllByRole("link")[2]?.getAttribute("aria-label")).toMatch(
    /^Check .*, scheduled, completed: 1 changed, 2 same$/,
  );
});

test("where there is less room than history, the newest are shown", () => {
  strip(BARS, { slots: 2 });
  expect(hrefs()).toEqual(["/monitors/m/checks/c", "/monitors/m/checks/d"]);
});

test.each([
  ["c0", ["c0", "c1", "c2", "c3"]],
  ["c5", ["c3", "c4", "c5", "c6"]],
  ["c9", ["c6", "c7", "c8", "c9"]],
  ["gone", ["c6", "c7", "c8", "c9"]],
])("the strip shows what lies around the check %s whose page it is on", (current, shown) => {
  const bars = Array.from({ length: 10 }, (_, at) => historyBar(`c${at}`));
  strip(bars, { slots: 4, current });
  expect(hrefs().map((href) => href?.split("/").at(-1))).toEqual(shown);
  expect(document.querySelectorAll("[aria-current=page]")).toHaveLength(current === "gone" ? 0 : 1);
});

test("one bar can be reached with Tab, the newest or the one looked at; arrows walk from there", async () => {
  strip(BARS);
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.getAttribute("href")).toBe("/monitors/m/checks/d");
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("href")).toBe("/monitors/m/checks/d");
  await user.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(document.activeElement?.getAttribute("href")).toBe("/monitors/m/checks/b");
  cleanup();
  strip(BARS, { current: "a" });
  await user.tab();
  expect(document.activeElement?.getAttribute("href")).toBe("/monitors/m/checks/a");
});

test("a focused bar has a tip that describes it, until Escape, scrolling or leaving takes it away", async () => {
  strip(BARS);
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard("{ArrowLeft}");
  const tip = screen.getByRole("tooltip");
  expect(tip.textContent).toMatch(/ago · scheduled.*±Changed 1=Same 23 credits$/);
  expect(document.activeElement?.getAttribute("aria-describedby")).toBe(tip.id);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("tooltip")).toBeNull();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("tooltip").textContent).toContain("Failed");
  fireEvent.scroll(window);
  expect(screen.queryByRole("tooltip")).toBeNull();
  await user.keyboard("{ArrowLeft}");
  expect(screen.getByRole("tooltip")).toBeTruthy();
  await user.tab({ shift: true });
  expect(screen.queryByRole("tooltip")).toBeNull();
});

test.each<[Partial<HistoryBar>, RegExp]>([
  [{ status: "queued", credits: null }, /scheduled.*Queued$/],
  [{ status: "running", same: 2, credits: null }, /Running=Same 2$/],
  [{ status: "skipped_overlap" }, /Skipped: the one before was still running0 credits$/],
  [{ status: "skipped_no_credits" }, /Skipped: not enough credits/],
  [{ trigger: "manual", same: 1, credits: 1 }, /· manual.*=Same 11 credit$/],
])("pointing at the bar %j tells about it", async (bar, words) => {
  strip([historyBar("a", bar)]);
  fireEvent.pointerOver(screen.getByRole("link"));
  expect(screen.getByRole("tooltip").textContent).toMatch(words);
  fireEvent.pointerLeave(screen.getByRole("list"));
});

test("a picture of the history has no links and is hidden from those who hear the page", () => {
  const { container } = render(<HistoryPicture bars={BARS} slots={2} />);
  expect(container.querySelectorAll("[aria-hidden] > .h-full")).toHaveLength(2);
  expect(within(container).queryByRole("link")).toBeNull();
});

test.each<[Partial<HistoryBar>, colour: string]>([
  [{ changed: 1, new: 1, error: 1 }, "text-changed-bar"],
  [{ new: 1, removed: 1 }, "text-new-bar"],
  [{ removed: 1, same: 1 }, "text-removed-bar"],
  [{ error: 1, same: 1 }, "text-error-bar"],
  [{ same: 1 }, "text-same-bar"],
  [{ status: "failed", changed: 5 }, "text-error-bar"],
])("the strongest outcome of %j colours its bar", (bar, colour) => {
  const { container } = render(<HistoryPicture bars={[historyBar("a", bar)]} slots={1} />);
  expect(container.querySelector(`.${colour}`)).toBeTruthy();
});

test("a check of which no page could be read is a bar of full height, as one that failed", () => {
  const heightOf = (bar: Partial<HistoryBar>) => {
    const { container, unmount } = render(<HistoryPicture bars={[historyBar("a", bar)]} slots={1} />);
    const { height } = container.querySelector<HTMLElement>(".bg-current")?.style ?? {};
    unmount();
    return height;
  };
  const failed = heightOf({ status: "failed" });
  expect(heightOf({ status: "partial", error: 1 })).toBe(failed);
  expect(heightOf({ status: "partial", error: 1, same: 1 })).not.toBe(failed);
});

test("the more pages moved, the higher the bar, up to the height of the strip", () => {
  const heights = [0, 1, 5, 50, 200, 5000].map((changed) => {
    const { container, unmount } = render(<HistoryPicture bars={[historyBar("a", { changed })]} slots={1} />);
    const height = Number.parseFloat(container.querySelector<HTMLElement>(".bg-current")?.style.height ?? "");
    unmount();
    return height;
  });
  expect(heights).toEqual(heights.toSorted((one, other) => one - other));
  expect(new Set(heights.slice(0, 5)).size).toBe(5);
  expect(heights[4]).toBe(heights[5]);
});
