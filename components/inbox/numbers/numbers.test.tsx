// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ReviewNumbers } from "#lib/inbox/review/model.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { NoiseNudge } from "./noise-nudge.tsx";
import { Numbers } from "./numbers.tsx";
import { spanInWords } from "./span.ts";

const { draw, answer } = setUpScreens();

const monitor = (id: string, noise: number, reviewed: number) => ({
  id,
  name: `Monitor ${id}`,
  noise,
  reviewed,
  share: noise / reviewed,
  noisy: noise * 2 > reviewed,
});
const numbers = (more: Partial<ReviewNumbers> = {}): ReviewNumbers => ({
  open: 12,
  reviewed: 40,
  medianTriageSeconds: 5400,
  monitors: [],
  ...more,
});

test("how the team keeps up, in three figures", async () => {
  answer("GET /v2/changes/numbers", { data: numbers() });
  draw(<Numbers />);
  expect((await screen.findByText("Open now")).parentElement?.textContent).toContain("12");
  expect(screen.getByText("Median time to triage").parentElement?.textContent).toContain("1.5 h");
  expect(screen.getByText("Nothing was reviewed in the last 30 days.")).toBeTruthy();
});

test("a monitor of mostly noise leads to what of its pages is read, another one does not", async () => {
  answer("GET /v2/changes/numbers", {
    data: numbers({ monitors: [monitor("1", 8, 10), monitor("2", 2, 10)] }),
  });
  draw(<Numbers />);
  const link = await screen.findByRole("link", { name: "Read less of its pages" });
  expect(link.getAttribute("href")).toBe("/monitors/1/edit#reads");
  expect(screen.getByText(/80 % noise/)).toBeTruthy();
});

test("the same nudge stands at a change of such a monitor, and at no other", async () => {
  answer("GET /v2/changes/numbers", ({ query }) => ({
    data: numbers({ monitors: [query.get("monitor") === "1" ? monitor("1", 8, 10) : monitor("2", 2, 10)] }),
  }));
  draw(
    <>
      <NoiseNudge monitorId="1" />
      <NoiseNudge monitorId="2" />
    </>,
  );
  await screen.findByText("8 of the last 10 changes were noise.");
  expect(screen.getAllByRole("link")).toHaveLength(1);
});

test("the export is of the days that are asked for, and not of days that run backwards", async () => {
  answer("GET /v2/changes/numbers", { data: numbers() });
  const { user } = draw(<Numbers />);
  expect((await screen.findByRole("link", { name: /CSV/ })).getAttribute("href")).toBe(
    "/api/v2/changes/export?format=csv",
  );
  await user.type(screen.getByLabelText(/From/), "2026-11-02");
  await user.type(screen.getByLabelText(/^To/), "2026-11-30");
  expect(screen.getByRole("link", { name: /JSON/ }).getAttribute("href")).toBe(
    "/api/v2/changes/export?format=json&from=2026-11-02&to=2026-11-30",
  );
  await user.clear(screen.getByLabelText(/^To/));
  await user.type(screen.getByLabelText(/^To/), "2026-11-01");
  expect(screen.queryByRole("link", { name: /JSON/ })).toBeNull();
  expect(screen.getByRole("alert").textContent).toBe("Ends before it begins.");
});

test.each([
  [20, "under a minute"],
  [90, "1.5 min"],
  [720, "12 min"],
  [5400, "1.5 h"],
  [36_000, "10 h"],
  [200_000, "2.3 d"],
])("%d seconds are %s", (seconds, words) => {
  expect(spanInWords(seconds)).toBe(words);
});
