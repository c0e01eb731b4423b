// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { DiffReader } from "#components/check/diff/diff-reader.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";

const { draw, answer, calls } = setUpScreens();
const VERSION = "GET /v2/monitor/m/pages/p/versions/v";

beforeEach(() => {
  localStorage.clear();
  window.scrollTo = vi.fn();
});

/** Two changes far from one another; "harbour" stands in one of them, and in the fold between and the one behind. */
const text = (price: string) =>
  Array.from({ length: 60 }, (_, line) => {
    if (line === 5) return `The harbour costs ${price}`;
    if (line === 40) return `Parking costs ${price}`;
    return line === 20 || line === 55 ? `Line ${line}: see the **harbour**` : `Line ${line}`;
  }).join("\n\n");

function read(isMarkdown = true) {
  const segments = segmentsOf(parsedDiff(diffText(text("$19"), text("$24")).text));
  return draw(
    <Readings linked={null} onPlace={() => {}}>
      <Find>
        <DiffReader
          pageId="a"
          name="acme.com"
          label="Diff of acme.com"
          segments={segments}
          isMarkdown={isMarkdown}
          source={{ monitorId: "m", pageId: "p", versionId: "v" }}
          whole="/v2/x"
          top={0}
        />
      </Find>
    </Readings>,
  );
}

const told = () => screen.getAllByRole("status").map(({ textContent }) => textContent);

test("find counts in folded lines and opens the fold it comes to", async () => {
  answer(VERSION, { data: { text: text("$24") } });
  const { user } = read();
  await user.keyboard("/");
  const field = await screen.findByRole("textbox", { name: "Find" });
  expect(calls(VERSION), "read only when it is needed").toEqual([]);
  await user.type(field, "harbour");
  await waitFor(() => expect(told().join()).toContain("of 3"));
  // jsdom lays nothing out: with which place one begins is for the browser's tests.
  for (let place = 0; place < 3; place++) await user.keyboard("{Enter}");
  for (const line of [/Line 20/, /Line 55/]) expect(await screen.findByText(line)).toBeTruthy();
  expect(screen.queryByText("Line 2")).toBeNull();
  expect(told().join(), "as many as before they were opened").toContain("of 3");
  expect(calls(VERSION)).toHaveLength(1);
});

test("words that stand in a fold alone are found there, in a text that is read as it is stored, too", async () => {
  answer(VERSION, { data: { text: text("$24") } });
  const { user } = read(false);
  await user.keyboard("/");
  await user.type(await screen.findByRole("textbox", { name: "Find" }), "line 55");
  await waitFor(() => expect(told()).toContain("1 of 1"));
  expect(await screen.findByText(/Line 55/)).toBeTruthy();
});

test("where the text cannot be read whole, find says so and counts what is there", async () => {
  answer(VERSION, refusal(404, "Version not found"));
  const { user } = read();
  await user.keyboard("/");
  await user.type(await screen.findByRole("textbox", { name: "Find" }), "harbour");
  expect((await screen.findByRole("alert")).textContent).toContain("Version not found");
  expect(told()).toContain("1 of 1");
});
