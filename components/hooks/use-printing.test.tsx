// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { PRINTED_ROWS } from "./use-printing.ts";
import { useWindowRows } from "./use-window-rows.ts";

afterEach(() => {
  window.dispatchEvent(new Event("afterprint"));
  cleanup();
});

function Rows({ count }: { count: number }) {
  const virtual = useWindowRows({ count, scrollMargin: 0, overscan: 2, estimateSize: () => 20 });
  return virtual.getVirtualItems().map(({ index }) => <p key={index}>row {index}</p>);
}

const drawn = () => screen.getAllByText(/^row/).length;

test("on paper every row is drawn, at once and only while it is printed", () => {
  render(<Rows count={600} />);
  const before = drawn();
  expect(before).toBeLessThan(100);
  // What stands in the document when the event is over is what is printed.
  window.dispatchEvent(new Event("beforeprint"));
  expect(drawn()).toBe(600);
  window.dispatchEvent(new Event("afterprint"));
  expect(drawn()).toBe(before);
});

test("no more rows are drawn than a print holds", () => {
  render(<Rows count={PRINTED_ROWS + 1} />);
  window.dispatchEvent(new Event("beforeprint"));
  expect(drawn()).toBe(PRINTED_ROWS);
});
