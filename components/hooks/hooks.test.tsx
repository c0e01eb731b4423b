// @vitest-environment jsdom
import { act, cleanup, render, renderHook, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { setUpScreens } from "#testing/screen.tsx";
import { minutesAndSeconds, useCountdown } from "./use-countdown.ts";
import { useHydrated } from "./use-hydrated.ts";
import { useMedia } from "./use-media.ts";
import { useUrlState } from "./use-url-state.ts";

const { draw } = setUpScreens();

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a countdown says whole seconds, ends at nothing, and then asks no clock any more", () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const { result, rerender } = renderHook(({ until }: { until: number | null }) => useCountdown(until), {
    initialProps: { until: 1_002_500 as number | null },
  });
  expect(result.current).toBe(3);
  act(() => vi.advanceTimersByTime(1500));
  expect(result.current).toBe(1);
  act(() => vi.advanceTimersByTime(5000));
  expect(result.current).toBe(0);
  rerender({ until: null });
  expect(result.current).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  [0, "0:00"],
  [59, "0:59"],
  [60, "1:00"],
  [605, "10:05"],
])("%i seconds are written %s", (seconds, written) => {
  expect(minutesAndSeconds(seconds)).toBe(written);
});

const Taken = () => <p>{String(useHydrated())}</p>;

test("what the server draws is not taken over yet; in the browser it is", () => {
  expect(renderToString(<Taken />)).toBe("<p>false</p>");
  render(<Taken />);
  expect(screen.getByText("true")).toBeTruthy();
});

const Wide = () => <p>{useMedia("(min-width: 1000px)", true) ? "wide" : "narrow"}</p>;

test("a media query is assumed on the server, and followed in the browser", () => {
  expect(renderToString(<Wide />)).toBe("<p>wide</p>");
  const list = Object.assign(new EventTarget(), { matches: false });
  vi.spyOn(window, "matchMedia").mockReturnValue(list as unknown as MediaQueryList);
  render(<Wide />);
  expect(screen.getByText("narrow")).toBeTruthy();
  act(() => {
    list.matches = true;
    list.dispatchEvent(new Event("change"));
  });
  expect(screen.getByText("wide")).toBeTruthy();
});

function Filter() {
  const url = useUrlState();
  return (
    <>
      <p>status {url.get("status") ?? "any"}</p>
      <button type="button" onClick={() => url.set({ status: "changed", page: null })}>
        Changed
      </button>
      <button type="button" onClick={() => url.set({ status: "" })}>
        All
      </button>
    </>
  );
}

test("the address keeps what is chosen, beside what else it says", async () => {
  const { user } = draw(<Filter />, "/monitors/1?tab=pages&page=3");
  await user.click(screen.getByRole("button", { name: "Changed" }));
  expect(window.location.search).toBe("?tab=pages&status=changed");
  expect(screen.getByText("status changed")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "All" }));
  expect(window.location.pathname + window.location.search).toBe("/monitors/1?tab=pages");
  expect(screen.getByText("status any")).toBeTruthy();
});

test("the last thing chosen is taken out with its question mark", async () => {
  const { user } = draw(<Filter />, "/monitors?status=paused");
  await user.click(screen.getByRole("button", { name: "All" }));
  expect(window.location.href).toMatch(/\/monitors$/);
});

test("the browser is told nothing that its address says already", async () => {
  const { user } = draw(<Filter />, "/monitors?status=changed");
  const told = vi.spyOn(window.history, "replaceState");
  await user.click(screen.getByRole("button", { name: "Changed" }));
  expect(told).not.toHaveBeenCalled();
});
