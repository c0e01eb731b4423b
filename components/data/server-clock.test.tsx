// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Time } from "#components/ui/time.tsx";
import { learnServerTime, serverNow } from "./server-clock.ts";

const BROWSER = Date.parse("2026-11-25T12:00:00Z");
const HOUR = 3_600_000;

/** An answer whose Date header is by so much ahead of the browser, in whole seconds as HTTP has it. */
const hear = (ahead: number, took = 0) =>
  act(() =>
    learnServerTime(new Date(Date.now() + ahead - took / 2).toUTCString(), Date.now() - took, Date.now()),
  );

beforeEach(() => {
  vi.useFakeTimers({ now: BROWSER });
  hear(0);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test.each([2 * HOUR, -2 * HOUR])("beside a server that is %i ms ahead, what just was, just was", (ahead) => {
  render(<Time iso={new Date(BROWSER + ahead).toISOString()} />);
  hear(ahead);
  expect(screen.getByRole("time").textContent).toBe("just now");
  act(() => void vi.advanceTimersByTime(3 * 60_000));
  expect(screen.getByRole("time").textContent).toBe("3 min ago");
});

test("before the server's clock is known, what just was is not still to come", () => {
  render(<Time iso={new Date(BROWSER + 2 * HOUR).toISOString()} />);
  expect(screen.getByRole("time").textContent).toBe("just now");
});

test("the way of an answer and the header's whole seconds move nothing", () => {
  hear(0, 1800);
  expect(serverNow()).toBe(BROWSER);
  hear(1200);
  expect(serverNow()).toBe(BROWSER);
  hear(60_000);
  const known = serverNow();
  hear(61_000, 900);
  expect(serverNow()).toBe(known);
});

test("an answer without a date, or with nonsense for one, teaches nothing", () => {
  act(() => {
    learnServerTime(null, BROWSER, BROWSER);
    learnServerTime("soon", BROWSER, BROWSER);
  });
  expect(serverNow()).toBe(BROWSER);
});
