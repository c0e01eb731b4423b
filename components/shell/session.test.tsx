// @vitest-environment jsdom
import { useMutation } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { api } from "#components/data/api.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { DeadEnd } from "./dead-end.tsx";
import { askBeforeLeaving, mayLeave } from "./leaving.ts";
import { SessionEnded } from "./session-ended.tsx";
import { TideLine } from "./tide-line.tsx";

const { draw, answer, departures } = setUpScreens();

function Press() {
  const { mutate, error } = useMutation({ mutationFn: () => api("/v2/press", { method: "POST" }) });
  return (
    <button type="button" onClick={() => mutate()}>
      {error?.message ?? "Press"}
    </button>
  );
}

test.each([
  [401, 1],
  [402, 0],
  [503, 0],
])("a press that is answered %i leaves for the sign-in page %i times", async (status, times) => {
  answer("POST /v2/press", refusal(status, "Refused."));
  const { user } = draw(
    <>
      <SessionEnded />
      <Press />
    </>,
  );
  await user.click(screen.getByRole("button", { name: "Press" }));
  await screen.findByRole("button", { name: "Refused." });
  expect(departures()).toBe(times);
});

test("once the frame is gone, answers lead nowhere", async () => {
  answer("POST /v2/press", refusal(401, "Refused."));
  const { user, rerender } = draw(
    <>
      <SessionEnded />
      <Press />
    </>,
  );
  rerender(<Press />);
  await user.click(screen.getByRole("button", { name: "Press" }));
  await waitFor(() => expect(screen.getByRole("button").textContent).toBe("Refused."));
  expect(departures()).toBe(0);
});

test("one may leave when nobody asks; who asks gets the way to go on", () => {
  const go = vi.fn();
  expect(mayLeave(go)).toBe(true);
  const ask = vi.fn((_go: () => void) => true);
  const stop = askBeforeLeaving(ask);
  expect(mayLeave(go)).toBe(false);
  expect(go).not.toHaveBeenCalled();
  ask.mock.calls[0]?.[0]();
  expect(go).toHaveBeenCalledOnce();
  stop();
  expect(mayLeave(go)).toBe(true);
  expect(ask).toHaveBeenCalledOnce();
});

test("of several that ask, one yes holds the move up", () => {
  const stops = [askBeforeLeaving(() => false), askBeforeLeaving(() => true), askBeforeLeaving(() => false)];
  expect(mayLeave(() => {})).toBe(false);
  for (const stop of stops) stop();
});

test("a dead end says what happened and leads on; its drawing is not read aloud", () => {
  draw(
    <DeadEnd title="Nothing is here" actions={<a href="/monitors">Go on</a>}>
      <p>It was deleted.</p>
    </DeadEnd>,
  );
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Nothing is here");
  expect(screen.getByText("It was deleted.")).toBeTruthy();
  expect(screen.getByRole("link").getAttribute("href")).toBe("/monitors");
  expect(screen.queryByRole("img")).toBeNull();
});

test("the tide line is an ornament, whose bars stand side by side", () => {
  const { container } = draw(<TideLine />);
  expect(container.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  const bars = container.querySelector("path")?.getAttribute("d")?.match(/M\d+/g) ?? [];
  expect(bars.length).toBeGreaterThan(30);
  const places = bars.map((bar) => Number(bar.slice(1)));
  expect(places.every((place, at) => at === 0 || place === (places[at - 1] ?? 0) + 6)).toBe(true);
  expect(container.querySelector("pattern")?.getAttribute("width")).toBe(String(bars.length * 6));
});
