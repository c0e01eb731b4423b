// @vitest-environment jsdom
import { act, fireEvent, renderHook, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { type Announcement, Notice, useNotice } from "#components/ui/notice.tsx";
import { SelectBox } from "#components/ui/select-box.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { historyBar, monitorAnswer } from "#testing/screen-data.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { MonitorMark } from "./monitor-mark.tsx";
import { Pager } from "./pager.tsx";
import { Row } from "./row.tsx";
import type { MonitorActions } from "./use-monitor-actions.ts";
import { useSelection } from "./use-selection.ts";

const { draw, visits } = setUpScreens();
afterEach(() => vi.useRealTimers());

const shop = monitorAnswer("1", { name: "Shop" });
const rest = monitorAnswer("2", { name: "Rest", status: "paused" });
const live = monitorAnswer("3", { name: "Live", currentCheckId: "c" });

/** Actions that write down what they were asked for. */
function recorded(work: Promise<void> = Promise.resolve()) {
  const asked: string[] = [];
  const record = (action: string) => (monitors: MonitorAnswer[]) => {
    asked.push(`${action} ${monitors.map(({ name }) => name).join(", ")}`);
    return work;
  };
  const actions: MonitorActions = {
    run: record("run"),
    pause: record("pause"),
    resume: record("resume"),
    remove: record("remove"),
    cancel: (monitor) => record("cancel")([monitor]),
    refuse: (sentence) => void asked.push(`refuse ${sentence}`),
  };
  return { asked, actions };
}

function drawBar(selected: MonitorAnswer[], work?: Promise<void>) {
  const { asked, actions } = recorded(work);
  const askDelete = vi.fn();
  const drawn = draw(
    <BulkBar selected={selected} actions={actions} askDelete={askDelete} clear={() => {}} selectAll={null} />,
  );
  return { ...drawn, asked, askDelete };
}
const names = () =>
  screen.getAllByRole("button").map((button) => button.getAttribute("aria-label") ?? button.textContent);

test.each([
  ["active ones", [shop], ["Run", "Pause", "Delete…", "Clear the selection"]],
  ["paused ones", [rest], ["Run", "Resume", "Delete…", "Clear the selection"]],
  ["both", [shop, rest], ["Run", "Pause", "Resume", "Delete…", "Clear the selection"]],
])("for %s there is what can be done to them", (_, selected, offered) => {
  drawBar(selected);
  expect(names()).toEqual(offered);
});

test("while one thing is done to them, no other is begun; then all is offered again", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { user, asked } = drawBar([shop, rest], promise);
  await user.click(screen.getByRole("button", { name: "Run" }));
  const off = () =>
    screen
      .getAllByRole("button")
      .filter((button) => (button as HTMLButtonElement).disabled)
      .map(({ textContent }) => textContent);
  await waitFor(() => expect(off()).toEqual(["Run", "Pause", "Resume", "Delete…"]));
  await user.click(screen.getByRole("button", { name: "Resume" }));
  expect(asked).toEqual(["run Shop, Rest"]);
  resolve();
  await waitFor(() => expect(off()).toEqual([]));
});

test("pausing several of which one is being checked asks first", async () => {
  const { user, asked } = drawBar([shop, live]);
  await user.click(screen.getByRole("button", { name: "Pause" }));
  const question = within(await screen.findByRole("dialog", { name: "Pause 2 monitors?" }));
  expect(asked).toEqual([]);
  await user.click(question.getByRole("button", { name: "Pause and cancel the check" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked).toEqual(["pause Shop, Live"]);
});

test("deleting is asked about by the list, which knows the names", async () => {
  const { user, asked, askDelete } = drawBar([shop, rest]);
  await user.click(screen.getByRole("button", { name: "Delete…" }));
  expect(askDelete).toHaveBeenCalledExactlyOnceWith([shop, rest]);
  expect(asked).toEqual([]);
});

function drawRow(monitor: MonitorAnswer) {
  const { asked, actions } = recorded();
  const drawn = draw(
    <table>
      <tbody>
        <Row monitor={monitor} selected={false} toggle={() => {}} actions={actions} askDelete={() => {}} />
      </tbody>
    </table>,
  );
  return { ...drawn, asked };
}

test("a row runs its monitor once, however fast it is pressed", () => {
  const { asked } = drawRow(shop);
  const run = screen.getByRole("button", { name: "Run Shop" });
  fireEvent.click(run, { detail: 1 });
  fireEvent.click(run, { detail: 2 });
  expect(asked).toEqual(["run Shop"]);
});

test("a row that is being checked is not run again; a paused one is resumed instead", async () => {
  const { user, asked, unmount } = drawRow(live);
  const run = screen.getByRole("button", { name: "Run Live" });
  expect(run.getAttribute("aria-disabled")).toBe("true");
  await user.click(run);
  expect(asked).toEqual([]);
  unmount();
  const paused = drawRow(rest);
  await paused.user.click(screen.getByRole("button", { name: "Resume Rest" }));
  expect(paused.asked).toEqual(["resume Rest"]);
});

test.each([
  [shop, ["Run now", "Pause", "Edit", "Duplicate", "Delete…"], "Run now", ["run Shop"]],
  [rest, ["Run now", "Resume", "Edit", "Duplicate", "Delete…"], "Resume", ["resume Rest"]],
  [live, ["Cancel the check…", "Pause…", "Edit", "Duplicate", "Delete…"], "Edit", []],
])("the menu of $name offers what can be done to it", async (monitor, offered, chosen, does) => {
  const { user, asked } = drawRow(monitor);
  await user.click(screen.getByRole("button", { name: `More for ${monitor.name}` }));
  await screen.findByRole("menu");
  const items = await screen.findAllByRole("menuitem");
  expect(items.map(({ textContent }) => textContent)).toEqual(offered);
  if (monitor === rest) expect(items[0]?.getAttribute("aria-disabled")).toBe("true");
  await user.click(screen.getByRole("menuitem", { name: chosen }));
  expect(asked).toEqual(does);
  expect(visits()).toEqual(chosen === "Edit" ? ["/monitors/3/edit"] : []);
});

test.each([
  [shop, "Active"],
  [rest, "Paused"],
  [live, "Queued"],
  [{ ...live, recentChecks: [historyBar("c", { status: "running" as const })] }, "Running"],
])("the mark of $name has a word", (monitor, word) => {
  draw(<MonitorMark monitor={monitor} />);
  expect(screen.getByRole("img").getAttribute("aria-label")).toBe(word);
});

test("a page of the list is counted from one, and a move goes back to the top", () => {
  const show = vi.fn();
  const scroll = vi.spyOn(window, "scrollTo").mockImplementation(() => {});
  draw(<Pager page={2} total={60} show={show} />);
  expect(screen.getByText("26–50 of 60")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Next" }));
  fireEvent.click(screen.getByRole("button", { name: "Previous" }));
  expect(show.mock.calls).toEqual([[{ page: 3 }], [{ page: 1 }]]);
  expect(scroll).toHaveBeenCalledTimes(2);
});

test("a box says whether it is neither all nor none, and whether Shift was held", () => {
  const toggle = vi.fn();
  const { rerender } = draw(<SelectBox label="All" checked={false} some onToggle={toggle} />);
  const box = screen.getByRole("checkbox") as HTMLInputElement;
  expect(box.indeterminate).toBe(true);
  fireEvent.click(box, { shiftKey: true });
  fireEvent.click(box);
  expect(toggle.mock.calls).toEqual([[true], [false]]);
  rerender(<SelectBox label="All" checked onToggle={toggle} />);
  expect(box.indeterminate).toBe(false);
});

test("a selection holds what is on screen only, and forgets nothing of a row that comes back", () => {
  const { result, rerender } = renderHook(({ monitors }) => useSelection(monitors), {
    initialProps: { monitors: [shop, rest, live] },
  });
  act(() => result.current.toggle("1"));
  act(() => result.current.toggle("3", true));
  expect(result.current.selected).toEqual([shop, rest, live]);
  act(() => result.current.toggle("2", true));
  expect(result.current.selected).toEqual([shop]);
  rerender({ monitors: [rest] });
  expect(result.current.selected).toEqual([]);
  rerender({ monitors: [shop, rest] });
  expect(result.current.selected).toEqual([shop]);
  act(() => result.current.toggleAll());
  expect(result.current.selected).toEqual([shop, rest]);
  act(() => result.current.toggleAll());
  expect(result.current.ids.size).toBe(0);
});

function Announcer({ announcement }: { announcement: Announcement }) {
  const { announce, ...notice } = useNotice();
  return (
    <>
      <button type="button" onClick={() => announce(announcement)}>
        Do
      </button>
      <Notice {...notice} />
    </>
  );
}

function drawNotice(refused: boolean, undo?: () => void) {
  vi.useFakeTimers();
  draw(<Announcer announcement={{ text: "Done.", refused, ...(undo && { undo }) }} />);
  fireEvent.click(screen.getByRole("button", { name: "Do" }));
}
const later = () => act(() => vi.advanceTimersByTime(11_000));
const said = () => screen.getByRole("status").textContent;

test("an announcement goes away by itself, but not while somebody points at it or is in it", () => {
  drawNotice(false);
  fireEvent.pointerEnter(screen.getByText("Done.").parentElement as HTMLElement);
  later();
  expect(said()).toBe("Done.");
  fireEvent.pointerLeave(screen.getByText("Done.").parentElement as HTMLElement);
  later();
  expect(said()).toBe("");
});

test("a refusal stays until it is dismissed; undoing does what it says and takes the words away", () => {
  const undo = vi.fn();
  drawNotice(true, undo);
  later();
  expect(said()).toContain("Done.");
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(said()).toBe("");
});
