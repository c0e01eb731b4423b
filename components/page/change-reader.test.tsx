// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { setUpScreens } from "#testing/screen.tsx";
import { versionAnswer, versionText } from "#testing/screen-versions.ts";
import { ChangeReader } from "./change-reader.tsx";

const { draw, answer } = setUpScreens();

const page = { monitorId: "m", pageId: "p", url: "https://acme.com/pricing" };
const VERSIONS = "GET /v2/monitor/m/pages/p/versions";

function Screen({ first, to, chosen = [] }: { first: string | null; to: string; chosen?: unknown[] }) {
  const [read, setRead] = useState({ from: first, to });
  return (
    <ChangeReader
      page={page}
      {...read}
      named={[{ id: "v1", name: "when you last read it" }]}
      onChoose={(next) => {
        chosen.push(next);
        setRead(next);
      }}
      title="Starter costs more"
      beside={<p>2 h ago</p>}
    >
      <p>Comments</p>
    </ChangeReader>
  );
}

function show(first: string | null, to: string, at = "/changes/c", chosen: unknown[] = []) {
  answer(VERSIONS, { data: ["v3", "v2", "v1"].map((id) => versionAnswer(id)) });
  const texts = { v3: "# Plans\nStarter $29", v2: "# Plans\nStarter $24", v1: "# Plans\nStarter $19" };
  for (const [id, text] of Object.entries(texts))
    answer(`${VERSIONS}/${id}`, { data: versionText(id, text) });
  answer(`${VERSIONS}/again`, { data: versionText("v3", texts.v3) });
  return draw(<Screen first={first} to={to} chosen={chosen} />, at);
}
const text = () => screen.findByLabelText(/^(Text|Diff) of https/);

test("the finding is the title, the changes come first, and what the screen adds stands below", async () => {
  show("v2", "v3");
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Starter costs more");
  await waitFor(async () => expect((await text()).querySelector("ins")?.textContent).toBe("29"));
  expect((await text()).querySelector("del")?.textContent).toBe("24");
  expect(screen.getByText("Comments")).toBeTruthy();
});

test("as captured and before are the two whole texts, and the address says which is read", async () => {
  const { user } = show("v2", "v3");
  await text();
  await user.click(screen.getByRole("tab", { name: "As captured" }));
  await waitFor(async () => expect((await text()).textContent).toContain("Starter $29"));
  expect((await text()).querySelector("ins, del")).toBeNull();
  expect(window.location.search).toBe("?show=captured");
  await user.click(screen.getByRole("tab", { name: "Before" }));
  await waitFor(async () => expect((await text()).textContent).toContain("Starter $24"));
  await user.click(screen.getByRole("tab", { name: "Changes" }));
  await waitFor(async () => expect((await text()).querySelector("ins")?.textContent).toBe("29"));
  expect(window.location.search).toBe("");
});

test("any version may stand at the left; one that means something to the reader says so", async () => {
  const chosen: unknown[] = [];
  const { user } = show("v2", "v3", "/changes/c", chosen);
  await text();
  const left = screen.getByLabelText("compared with");
  expect(within(left).getByRole("option", { name: /when you last read it/ })).toBeTruthy();
  await user.selectOptions(left, "v1");
  expect(chosen).toEqual([{ from: "v1", to: "v3" }]);
  await waitFor(async () => expect((await text()).querySelector("del")?.textContent).toBe("19"));
});

test("a fetch that found a version again names it", async () => {
  const chosen: unknown[] = [];
  show("v1", "again", "/changes/c", chosen);
  await waitFor(() => expect(chosen).toEqual([{ from: "v1", to: "v3" }]));
});

test("what nothing came before is read as captured, and there are no changes to see", async () => {
  show(null, "v1", "/changes/c?show=before");
  expect((await text()).textContent).toContain("Starter $19");
  expect(screen.getByRole("tab", { name: "Changes" }).hasAttribute("disabled")).toBe(true);
  expect(screen.getByRole("tab", { name: "As captured", selected: true })).toBeTruthy();
});

test("the map leads to each change by its line", async () => {
  const { user } = show("v2", "v3");
  await text();
  const map = await screen.findByRole("navigation", { name: "Map of the page" });
  await user.click(within(map).getByRole("button", { name: "Change 1, line 2" }));
  expect(window.location.search).toBe("?change=1");
  expect(screen.getByText("Change 1 of 1, line 2, acme.com/pricing")).toBeTruthy();
});
