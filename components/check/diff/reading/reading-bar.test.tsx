// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { DiffReader } from "#components/check/diff/diff-reader.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import { setUpScreens } from "#testing/screen.tsx";

const { draw } = setUpScreens();

beforeEach(() => {
  localStorage.clear();
  // jsdom lays nothing out and scrolls nowhere: where things stand is for the browser's tests.
  window.scrollTo = vi.fn();
});

/** Three changes of a line each, ten lines from one another. */
const text = (price: string) =>
  Array.from({ length: 30 }, (_, line) =>
    line % 10 === 5 ? `Plan ${line} costs ${price}` : `Line ${line}`,
  ).join("\n");

function read() {
  const segments = segmentsOf(parsedDiff(diffText(text("$19"), text("$24")).text));
  return draw(
    <Readings linked={null} onPlace={() => {}}>
      <Find>
        <ReadingBar />
        <DiffReader
          pageId="a"
          name="acme.com"
          label="Diff of acme.com"
          segments={segments}
          isMarkdown
          source={null}
          whole="/v2/x"
          top={0}
        />
      </Find>
    </Readings>,
  );
}

const told = () => screen.getAllByRole("status").map(({ textContent }) => textContent);

test("there are buttons for what j and k do, above the text and at the foot of the screen", async () => {
  read();
  await screen.findByRole("article");
  for (const name of ["Next change", "Previous change"]) {
    const buttons = screen.getAllByRole("button", { name });
    expect(buttons.map((button) => button.getAttribute("aria-keyshortcuts"))).toEqual(
      name === "Next change" ? ["j", "j"] : ["k", "k"],
    );
  }
  expect(screen.getAllByText("3 changes")).toHaveLength(2);
});

test("v goes from view to view and round again; where two columns have no room, past split", async () => {
  const { user } = read();
  await screen.findByRole("article");
  await user.keyboard("v");
  const heads = await screen.findAllByRole("columnheader");
  expect(heads.map(({ textContent }) => textContent)).toEqual(["Line", "Text"]);
  expect(localStorage.getItem("tidemark:diff")).toBe("unified");
  await user.click(screen.getByRole("button", { name: "View: unified. Next: rendered" }));
  expect(await screen.findByRole("article")).toBeTruthy();
});

test("find counts every place, walks both ways and round, and closes", async () => {
  const { user } = read();
  await screen.findByRole("article");
  await user.keyboard("/");
  const field = await screen.findByRole("textbox", { name: "Find" });
  expect(document.activeElement).toBe(field);
  await user.type(field, "PLAN");
  const place = () =>
    Number(/^(\d) of 3$/.exec(told().find((words) => / of 3$/.test(words ?? "")) ?? "")?.[1]);
  await waitFor(() => expect(place()).toBeGreaterThan(0));
  const first = place();
  await user.keyboard("{Enter}");
  expect(place()).toBe((first % 3) + 1);
  await user.keyboard("{Enter}{Enter}");
  expect(place()).toBe(first);
  await user.keyboard("{Shift>}{Enter}{/Shift}");
  expect(place()).toBe(first === 1 ? 3 : first - 1);
  await user.clear(field);
  await user.type(field, "nowhere");
  await waitFor(() => expect(told()).toContain("none"));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("textbox", { name: "Find" })).toBeNull();
});

test("the browser's own find is left alone, and told what it misses", async () => {
  const { user } = read();
  await screen.findByRole("article");
  await user.keyboard("{Control>}f{/Control}");
  await waitFor(() => expect(told().join()).toContain("Press / to find in all lines"));
  expect(screen.queryByRole("textbox", { name: "Find" })).toBeNull();
});
