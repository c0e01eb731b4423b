// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { HistoryBar } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { checkAnswer, historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { LastChange } from "./last-change.tsx";
import { LivePanel } from "./live-panel.tsx";

const { draw, answer, calls } = setUpScreens();

const drawHistory = (...recentChecks: HistoryBar[]) =>
  draw(<LastChange monitor={monitorAnswer("m", { recentChecks })} />);
const page = (id: string, more: object = {}) => ({
  id,
  url: `https://example.com/${id}`,
  status: "changed",
  error: null,
  metadata: { title: `Title of ${id}`, durationMs: 120 },
  diff: null,
  ...more,
});
const CHANGES = "GET /v2/monitor/m/checks/c2";

test("the last check with a changed page is told, whatever came after it", async () => {
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a"), page("b")] } });
  drawHistory(
    historyBar("c1", { changed: 9 }),
    historyBar("c2", { changed: 4 }),
    historyBar("c3", { same: 4 }),
  );
  expect(await screen.findByText("Title of a")).toBeTruthy();
  expect(Object.fromEntries(calls(CHANGES)[0]?.query ?? [])).toEqual({ limit: "5", status: "changed" });
  expect(screen.getByRole("link", { name: "Read the diff" }).getAttribute("href")).toBe(
    "/monitors/m/checks/c2",
  );
  const more = screen.getByRole("link", { name: "and 2 more pages" });
  expect(more.getAttribute("href")).toBe("/monitors/m/checks/c2?status=changed");
});

test("when every changed page is told, no more are promised", async () => {
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a")] } });
  drawHistory(historyBar("c2", { changed: 1 }));
  await screen.findByText("Title of a");
  expect(screen.queryByText(/more page/)).toBeNull();
});

test("changes that could not be read are asked for again", async () => {
  answer(CHANGES, refusal(500, "The database is away."));
  const { user } = drawHistory(historyBar("c2", { changed: 1 }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "What changed could not be read. The database is away.",
  );
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a")] } });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Title of a")).toBeTruthy();
});

test.each<[string, HistoryBar[], string]>([
  [
    "the first check alone waits for the next one",
    [historyBar("c1", { new: 2 })],
    "Nothing has changed yet. The first check took a snapshot of 2 pages; the next one is compared with it. Press Run now whenever you want to know.",
  ],
  [
    "quiet checks since the first are counted",
    [historyBar("c1", { new: 1 }), historyBar("c2", { same: 1 }), historyBar("c3", { same: 1 })],
    "Nothing has changed yet. The first check took a snapshot of 1 page; 2 checks since then found the same.",
  ],
  [
    "checks that read nothing do not count",
    [
      historyBar("c0", { status: "failed", error: 1 }),
      historyBar("c1", { new: 1 }),
      historyBar("c2", { status: "skipped_overlap" }),
      historyBar("c3", { status: "running", same: 1 }),
    ],
    "Nothing has changed yet. The first check took a snapshot of 1 page; the next one is compared with it. Press Run now whenever you want to know.",
  ],
  [
    "a first check further back than the history is not spoken of",
    [historyBar("c8", { same: 1 }), historyBar("c9", { same: 1 })],
    "Nothing has changed in the last 2 checks.",
  ],
  ["without a page read there is nothing to say", [historyBar("c1", { status: "failed", error: 1 })], ""],
  ["without a check there is nothing to say", [], ""],
])("%s", (_, bars, words) => {
  const { container } = drawHistory(...bars);
  expect(container.textContent).toBe(words);
});

const LIVE = "GET /v2/monitor/m/checks/c2";

test("a live check shows its status until it is read, then how far it is and how to stop it", async () => {
  const running = checkAnswer("m", "c2", {
    status: "running",
    finishedAt: null,
    expectedPages: 4,
    summary: { totalPages: 3, same: 3, changed: 0, new: 0, removed: 0, error: 0 },
  });
  const { promise, resolve } = Promise.withResolvers<object>();
  answer(LIVE, () => promise);
  draw(<LivePanel monitorId="m" checkId="c2" status="running" />);
  expect(screen.getByRole("status").textContent).toBe("Running");
  expect(screen.queryByRole("progressbar")).toBeNull();
  resolve({ data: { ...running, pages: [page("a"), page("b"), page("c")] } });
  expect((await screen.findByRole("progressbar")).getAttribute("aria-valuenow")).toBe("3");
  expect(screen.getByText(/3 of 4 pages/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Cancel" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open" }).getAttribute("href")).toBe("/monitors/m/checks/c2");
  expect(await screen.findByText("Title of c")).toBeTruthy();
});

test("a check that has ended in the meantime can only be opened", async () => {
  answer(LIVE, { data: { ...checkAnswer("m", "c2"), pages: [] } });
  draw(<LivePanel monitorId="m" checkId="c2" status={undefined} />);
  expect(screen.getByRole("status").textContent).toBe("Queued");
  expect(await screen.findByRole("link", { name: "Open" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
});

test("a live check that could not be read says so", async () => {
  answer(LIVE, refusal(500, "The database is away."));
  draw(<LivePanel monitorId="m" checkId="c2" status="running" />);
  expect((await screen.findByRole("alert")).textContent).toContain("The check under way could not be read.");
});
