// @vitest-environment jsdom
import { act, renderHook, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { monitorAnswer } from "#testing/screen-data.ts";
import { NoMonitors, NothingFound, Unreadable } from "./empty.tsx";
import type { ListView } from "./list-view.ts";
import { Table } from "./table.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useListView } from "./use-list-view.ts";
import type { MonitorActions } from "./use-monitor-actions.ts";
import { useSelection } from "./use-selection.ts";

const { draw } = setUpScreens();

const ALL: ListView = { search: "", status: undefined, sort: "result", page: 1 };
const button = (name: string) => screen.getByRole("button", { name });

test.each<[Partial<ListView>, total: number, title: string, asks: object]>([
  [{ page: 4 }, 60, "There is no page 4", { page: 3 }],
  [{ page: 2 }, 25, "There is no page 2", { page: 1 }],
  [{ search: "shop" }, 0, "No monitor matches “shop”", { search: "", status: undefined }],
  [
    { search: "shop", status: "active" },
    0,
    "No active monitor matches “shop”",
    { search: "", status: undefined },
  ],
  [{ status: "paused" }, 0, "No monitor is paused", { status: undefined }],
  [{ status: "active" }, 0, "No monitor is active", { status: undefined }],
])("a view %j of %i monitors says “%s” and leads back", async (view, total, title, asks) => {
  const show = vi.fn();
  const { user } = draw(<NothingFound view={{ ...ALL, ...view }} total={total} show={show} />);
  expect(screen.getByRole("heading").textContent).toBe(title);
  await user.click(screen.getByRole("button"));
  expect(show.mock.calls[0]?.[0]).toEqual(asks);
});

test("the way back from a page that is not there does not stay in the history", async () => {
  const show = vi.fn();
  const { user } = draw(<NothingFound view={{ ...ALL, page: 9 }} total={26} show={show} />);
  await user.click(button("Show page 2"));
  expect(show).toHaveBeenCalledExactlyOnceWith({ page: 2 }, "replace");
});

test("the first steps are a monitor of one's own and one of the demo page; the sample is a picture only", () => {
  draw(<NoMonitors />);
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "/monitors/new",
    "/monitors/new?demo=1",
  ]);
  expect(screen.getByText("Acme pricing").closest("[aria-hidden]")).toBeTruthy();
});

test("a list that could not be read says why and can be asked for again", async () => {
  const retry = vi.fn();
  const { user } = draw(<Unreadable error={new Error("The database is away.")} retry={retry} />);
  expect(screen.getByText("The database is away.")).toBeTruthy();
  await user.click(button("Try again"));
  expect(retry).toHaveBeenCalledOnce();
});

test("the toolbar says which status is shown, and asks for another", async () => {
  const show = vi.fn();
  const { user } = draw(<Toolbar view={{ ...ALL, status: "paused" }} show={show} selectAll={null} />);
  const pressed = screen.getAllByRole("button", { pressed: true });
  expect(pressed.map(({ textContent }) => textContent)).toEqual(["Paused"]);
  await user.click(button("All"));
  for (const label of ["Failing", "Changed", "Active"]) await user.click(button(label));
  await user.selectOptions(screen.getByRole("combobox", { name: "Sort" }), "nextRun");
  expect(show.mock.calls).toEqual([
    [{ status: undefined }],
    [{ status: "failing" }],
    [{ status: "changed" }],
    [{ status: "active" }],
    [{ sort: "nextRun" }],
  ]);
});

type ListViewState = ReturnType<typeof useListView>;

/** A part that does nothing but tell what its address says. */
function Reader({ tell }: { tell: (state: ListViewState) => void }) {
  tell(useListView());
  return null;
}

test("the view is the address; a change begins at its first page, and is a step of the history", () => {
  let state: ListViewState = [ALL, () => {}];
  const change = (...changes: Parameters<ListViewState[1]>) => act(() => state[1](...changes));
  const tell = (latest: ListViewState) => {
    state = latest;
  };
  draw(<Reader tell={tell} />, "/monitors?q=shop&page=3");
  const steps = window.history.length;
  expect(state[0]).toEqual({ ...ALL, search: "shop", page: 3 });
  change({ status: "active" });
  expect(window.location.search).toBe("?q=shop&status=active");
  expect(state[0]).toEqual({ ...ALL, search: "shop", status: "active" });
  expect(window.history.length).toBe(steps + 1);
  change({ search: "shops" }, "replace");
  expect(window.location.search).toBe("?q=shops&status=active");
  expect(window.history.length).toBe(steps + 1);
  change({ page: 2 });
  expect(state[0].page).toBe(2);
});

const run = vi.fn(async () => {});
const nothing = async () => {};
const actions: MonitorActions = {
  run,
  pause: nothing,
  resume: nothing,
  cancel: nothing,
  remove: nothing,
  refuse: () => {},
};
const monitors = [monitorAnswer("1"), monitorAnswer("2"), monitorAnswer("3")];

function drawTable(sort: ListView["sort"] = "newest", listed: MonitorAnswer[] = monitors) {
  const show = vi.fn();
  const { result } = renderHook(() => useSelection(listed));
  const drawn = draw(
    <Table
      monitors={listed}
      selection={result.current}
      sort={sort}
      show={show}
      old={false}
      actions={actions}
      askDelete={() => {}}
    />,
  );
  return { ...drawn, show, selected: () => result.current.selected };
}

test.each([
  ["Name", "name", "ascending", "result"],
  ["Last result", "result", "descending", "newest"],
  ["Next run", "nextRun", "ascending", "result"],
] as const)("the head %s sorts by %s, %s, and back to %s", async (label, sort, direction, back) => {
  const { user, show, unmount } = drawTable();
  await user.click(button(label));
  expect(show).toHaveBeenCalledExactlyOnceWith({ sort });
  unmount();
  const sorted = drawTable(sort);
  const head = screen.getByRole("columnheader", { name: label });
  expect(head.getAttribute("aria-sort")).toBe(direction);
  await sorted.user.click(within(head).getByRole("button", { name: label }));
  expect(sorted.show).toHaveBeenCalledExactlyOnceWith({ sort: back });
});

test("at the ends of the table the arrows stay; with a modifier a key is the browser's", async () => {
  const { user, selected } = drawTable();
  const names = screen.getAllByRole("link", { name: /Monitor/ });
  names[0]?.focus();
  await user.keyboard("k{ArrowUp}");
  expect(document.activeElement).toBe(names[0]);
  await user.keyboard("{Control>}xr{/Control}{Meta>}j{/Meta}");
  expect(document.activeElement).toBe(names[0]);
  expect(selected()).toEqual([]);
  expect(run).not.toHaveBeenCalled();
  await user.keyboard("jjj");
  expect(document.activeElement).toBe(names[2]);
  await user.keyboard("r");
  expect(run).toHaveBeenCalledExactlyOnceWith([monitors[2]]);
});

test("the keys of a row rest on its other controls", async () => {
  run.mockClear();
  const { user, selected } = drawTable();
  screen.getByRole("checkbox", { name: "Select Monitor 2" }).focus();
  await user.keyboard("rx");
  expect(run).not.toHaveBeenCalled();
  expect(selected()).toEqual([]);
});
