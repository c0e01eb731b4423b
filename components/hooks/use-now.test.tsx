// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { spoken, useBrowserZone } from "#components/monitor/time-zone.ts";
import { useNow } from "./use-now.ts";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const Moment = () => <p>{String(useNow())}</p>;
const Zone = () => <p>{useBrowserZone()}</p>;

test("the moment is renewed as often as was asked for, and no more once nobody asks", () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const { result, unmount } = renderHook(() => useNow(1000));
  expect(result.current).toBe(1_000_000);
  act(() => vi.advanceTimersByTime(999));
  expect(result.current).toBe(1_000_000);
  act(() => vi.advanceTimersByTime(1));
  expect(result.current).toBe(1_001_000);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

test("another pace begins at once", () => {
  vi.useFakeTimers({ now: 0 });
  const { result, rerender } = renderHook(({ every }) => useNow(every), { initialProps: { every: 60_000 } });
  act(() => vi.advanceTimersByTime(5000));
  rerender({ every: 1000 });
  expect(result.current).toBe(5000);
  act(() => vi.advanceTimersByTime(1000));
  expect(result.current).toBe(6000);
});

test("the server knows neither the reader's moment nor the reader's zone", () => {
  expect(renderToString(<Moment />)).toBe("<p>null</p>");
  expect(renderToString(<Zone />)).toBe("<p>UTC</p>");
});

test("in the browser the zone is the reader's, written with spaces", () => {
  const { result } = renderHook(useBrowserZone);
  expect(result.current).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(spoken("America/Argentina/Buenos_Aires")).toBe("America/Argentina/Buenos Aires");
});
