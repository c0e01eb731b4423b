// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HistoryBar } from "#lib/monitor/model.ts";
import { historyBar } from "#testing/screen-data.ts";
import { BarTip, useBarTip } from "./bar-tip.tsx";

beforeEach(() => {
  window.innerWidth = 1000;
});
afterEach(cleanup);

const BARS = [historyBar("a", { same: 1 }), historyBar("b", { changed: 1 })];

/** A list of bars that shows the tip of the one pointed at. */
function Bars({ bars }: { bars: HistoryBar[] }) {
  const { tip, tipId, ...listeners } = useBarTip(bars);
  return (
    <>
      <ul {...listeners}>
        {bars.map(({ id }) => (
          <li key={id} data-bar={id}>
            <a href={`#${id}`}>{id}</a>
          </li>
        ))}
        <li>no bar</li>
      </ul>
      {tip && <BarTip {...tip} id={tipId} now={null} />}
    </>
  );
}

/** Points at a bar which lies at this place of the window. */
function pointAt(id: string, { left, top }: { left: number; top: number }) {
  const item = document.querySelector<HTMLElement>(`[data-bar=${id}]`);
  if (!item) throw new Error(`There is no bar ${id}.`);
  item.getBoundingClientRect = () => ({ left, top, width: 6, bottom: top + 28 }) as DOMRect;
  fireEvent.pointerOver(screen.getByText(id));
}
const tip = () => screen.queryByRole("tooltip");

test.each([
  ["in the middle of the window", { left: 497, top: 400 }, { left: "500px", top: "394px" }, true],
  ["at the left edge", { left: 0, top: 400 }, { left: "136px", top: "394px" }, true],
  ["at the right edge", { left: 990, top: 400 }, { left: "864px", top: "394px" }, true],
  ["right below the top edge", { left: 497, top: 40 }, { left: "500px", top: "74px" }, false],
])("a tip %s stays within the window", (_, place, { left, top }, above) => {
  render(<Bars bars={BARS} />);
  pointAt("a", place);
  expect(tip()?.style.left).toBe(left);
  expect(tip()?.style.top).toBe(top);
  expect(tip()?.className.includes("-translate-y-full")).toBe(above);
});

test("one tip moves from bar to bar, and goes where there is none", () => {
  render(<Bars bars={BARS} />);
  pointAt("a", { left: 0, top: 400 });
  expect(tip()?.textContent).toContain("=Same 1");
  pointAt("b", { left: 6, top: 400 });
  expect(tip()?.textContent).toContain("±Changed 1");
  expect(screen.getAllByRole("tooltip")).toHaveLength(1);
  fireEvent.pointerOver(screen.getByText("no bar"));
  expect(tip()).toBeNull();
});

test("the tip of a bar that has left the history goes with it", () => {
  const { rerender } = render(<Bars bars={BARS} />);
  pointAt("a", { left: 0, top: 400 });
  rerender(<Bars bars={BARS.slice(1)} />);
  expect(tip()).toBeNull();
});

test("the tip of a bar tells what the bar has become meanwhile", () => {
  const { rerender } = render(<Bars bars={[historyBar("a", { status: "queued" })]} />);
  pointAt("a", { left: 0, top: 400 });
  expect(tip()?.textContent).toContain("Queued");
  rerender(<Bars bars={[historyBar("a", { status: "running", same: 4 })]} />);
  expect(tip()?.textContent).toContain("Running=Same 4");
});

test("the tip of a check of which no page could be read says so", () => {
  render(<Bars bars={[historyBar("a", { status: "partial", error: 2 })]} />);
  pointAt("a", { left: 0, top: 400 });
  expect(tip()?.textContent).toContain("Failed: no page could be read");
});

test("a key other than Escape leaves the tip; so does scrolling before it was there", () => {
  render(<Bars bars={BARS} />);
  fireEvent.scroll(window);
  act(() => screen.getByText("a").focus());
  fireEvent.keyDown(window, { key: "Shift" });
  expect(tip()).toBeTruthy();
  fireEvent.keyDown(window, { key: "Escape" });
  expect(tip()).toBeNull();
});
