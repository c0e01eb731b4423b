// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { DiffReader } from "#components/check/diff/diff-reader.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";

const { draw, answer, calls } = setUpScreens();

const VERSION = "GET /v2/monitor/m/pages/p/versions/v";
const lines = (price: string) =>
  ["# Plans", ...Array.from({ length: 6 }, (_, at) => `Line ${at}`), `Starter ${price}`].join("\n");

function reader(before: string, after: string, isMarkdown = true) {
  const segments = segmentsOf(parsedDiff(diffText(before, after).text));
  return draw(
    <Readings linked={null} onPlace={() => {}}>
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
    </Readings>,
  );
}

test("a fold is opened from the text as it was captured, which is read only then, and once", async () => {
  answer(VERSION, { data: { text: lines("$24") } });
  const { user } = reader(lines("$19"), lines("$24"));
  expect(screen.queryByRole("heading", { name: "Plans" })).toBeNull();
  expect(calls(VERSION)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "show all" }));
  expect(await screen.findByRole("heading", { name: "Plans" })).toBeTruthy();
  expect(screen.getByText("Line 3")).toBeTruthy();
  expect(calls(VERSION)).toHaveLength(1);
});

test("a text that cannot be read leaves the fold closed, and says why", async () => {
  answer(VERSION, refusal(404, "Version not found"));
  const { user } = reader(lines("$19"), lines("$24"));
  await user.click(screen.getByRole("button", { name: "show all" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Version not found");
  expect(screen.getByRole("button", { name: "show all" })).toBeTruthy();
});

test.each([
  [true, null, "article"],
  [true, "split", "table"],
  [true, "unified", "table"],
  [false, null, "table"],
  [false, "rendered", "table"],
])("markdown: %s, chosen: %s is drawn as %s", async (isMarkdown, chosen, role) => {
  if (chosen) localStorage.setItem("tidemark:diff", chosen);
  reader("a\nb", "a\nc", isMarkdown);
  expect(await screen.findByRole(role, { name: /^Diff of acme\.com/ })).toBeTruthy();
  localStorage.removeItem("tidemark:diff");
});
