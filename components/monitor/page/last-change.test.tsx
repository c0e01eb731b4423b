// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { HistoryBar } from "#lib/monitor/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { checkAnswer, historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { LastChange } from "./last-change.tsx";
import { LiveSlot } from "./live-slot.tsx";

const { draw, answer, calls } = setUpScreens();

const drawHistory = (...recentChecks: HistoryBar[]) =>
  draw(<LastChange monitor={monitorAnswer("m", { recentChecks })} />);
const page = (id: string, more: object = {}) => ({
  id,
  url: `https://example.com/${id}`,
  status: "changed",
  error: null,
  metadata: { title: `Title of ${id}`, durationMs: 120 },
  change: null,
  ...more,
});
const CHANGES = "GET /v2/monitor/m/checks/c2";

test("the last check with a changed page is told, whatever came after it", async () => {
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a"), page("b"), page("c")] } });
  drawHistory(
    historyBar("c1", { changed: 9 }),
    historyBar("c2", { changed: 5 }),
    historyBar("c3", { same: 4 }),
  );
  expect(await screen.findByText("Title of a")).toBeTruthy();
  expect(Object.fromEntries(calls(CHANGES)[0]?.query ?? [])).toEqual({
    limit: "3",
    status: "changed",
    diffs: "false",
  });
  expect(screen.getByRole("link", { name: "Read the diff" }).getAttribute("href")).toBe(
    "/monitors/m/checks/c2",
  );
  // One line less is shown on a phone, and one page more is said to come.
  expect(screen.getByRole("link", { name: "and 3 more pages" })).toBeTruthy();
  const more = screen.getByRole("link", { name: "and 2 more pages" });
  expect(more.getAttribute("href")).toBe("/monitors/m/checks/c2?status=changed");
});

test("a changed page says in a line what changed, and how much more did", async () => {
  const change = {
    excerpt: { lead: "Starter", before: "$19", after: "$24" },
    changes: 3,
    linesAdded: 3,
    linesRemoved: 3,
  };
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a", { change })] } });
  drawHistory(historyBar("c2", { changed: 1 }));
  expect((await screen.findByText("$24")).closest("a")?.textContent).toContain("Starter$19→$24+2 more");
});

test("what a check under way has changed is told when it ends, and meanwhile only above", async () => {
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a")] } });
  const bars = [historyBar("c2", { changed: 1 }), historyBar("c3", { changed: 1, status: "running" })];
  const { rerender } = draw(
    <LastChange monitor={monitorAnswer("m", { recentChecks: bars, currentCheckId: "c3" })} />,
  );
  expect((await screen.findByText("Title of a")).closest("a")?.getAttribute("href")).toContain("/checks/c2");
  answer("GET /v2/monitor/m/checks/c3", { data: { ...checkAnswer("m", "c3"), pages: [page("b")] } });
  rerender(<LastChange monitor={monitorAnswer("m", { recentChecks: bars })} />);
  expect((await screen.findByText("Title of b")).closest("a")?.getAttribute("href")).toContain("/checks/c3");
});

test("what somebody reads of a change stays until they have left it", async () => {
  answer(CHANGES, { data: { ...checkAnswer("m", "c2"), pages: [page("a")] } });
  answer("GET /v2/monitor/m/checks/c3", { data: { ...checkAnswer("m", "c3"), pages: [page("b")] } });
  const bars = [historyBar("c2", { changed: 1 })];
  const { user, rerender } = draw(<LastChange monitor={monitorAnswer("m", { recentChecks: bars })} />);
  const line = await screen.findByText("Title of a");
  await user.hover(line);
  const newer = [...bars, historyBar("c3", { changed: 1 })];
  rerender(<LastChange monitor={monitorAnswer("m", { recentChecks: newer })} />);
  expect(screen.getByText("Title of a")).toBeTruthy();
  await user.unhover(line);
  expect(await screen.findByText("Title of b")).toBeTruthy();
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
const liveMonitor = (status?: HistoryBar["status"]) =>
  monitorAnswer("m", {
    currentCheckId: "c2",
    recentChecks: status ? [historyBar("c2", { status })] : [],
  });

test("a live check shows its status until it is read, then how far it is and how to stop it", async () => {
  const running = checkAnswer("m", "c2", {
    status: "running",
    finishedAt: null,
    expectedPages: 4,
    summary: { totalPages: 3, same: 3, changed: 0, new: 0, removed: 0, error: 0 },
  });
  const { promise, resolve } = Promise.withResolvers<object>();
  answer(LIVE, () => promise);
  draw(<LiveSlot monitor={liveMonitor("running")} starting={false} />);
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
  draw(<LiveSlot monitor={liveMonitor()} starting={false} />);
  expect(screen.getByRole("status").textContent).toBe("Queued");
  expect(await screen.findByRole("link", { name: "Open" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
});

test("a live check that could not be read says so", async () => {
  answer(LIVE, refusal(500, "The database is away."));
  draw(<LiveSlot monitor={liveMonitor("running")} starting={false} />);
  expect((await screen.findByRole("alert")).textContent).toContain("The check under way could not be read.");
});
