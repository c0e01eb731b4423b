// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { DeskView } from "#components/inbox/desk-view.ts";
import { MeProvider } from "#components/shell/me.tsx";
import type { Role } from "#lib/policy.ts";
import { ANA } from "#testing/inbox-items.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { SavedViews } from "./saved-views.tsx";

const { draw, answer, calls } = setUpScreens();

const path = "/v2/changes/views";
const view = (id: string, more: object = {}) => ({
  id,
  name: `View ${id}`,
  query: {},
  shared: false,
  count: 3,
  ...more,
});

async function opened(role: Role, ...data: object[]) {
  answer(`GET ${path}`, { data });
  const shown: DeskView[] = [];
  const drawn = draw(
    <MeProvider me={{ ...ANA, role }}>
      <SavedViews view={{ view: "mine", filters: { q: "price" } }} show={(one) => shown.push(one)} />
    </MeProvider>,
  );
  await drawn.user.click(await screen.findByRole("button", { name: "Saved views" }));
  await screen.findByRole("dialog");
  return { ...drawn, shown };
}

test("mine and the team's stand apart, each with its count, and show what they name", async () => {
  const { user, shown } = await opened(
    "member",
    view("1", { query: { view: "mine", q: "price" } }),
    view("2", { shared: true, count: 1000, query: { view: "failing", kind: "failed", q: "" } }),
  );
  const mine = within(await screen.findByRole("region", { name: "Mine" }));
  expect(mine.getByRole("button", { name: /^View 1/ }).getAttribute("aria-current")).toBe("true");
  const team = within(screen.getByRole("region", { name: /team/ }));
  expect(team.getByText("1,000+")).toBeTruthy();
  await user.click(team.getByRole("button", { name: /^View 2/ }));
  expect(shown).toEqual([{ view: "failing", filters: { kind: "failed" } }]);
});

test("what is shown is saved under a name, for oneself or for the team", async () => {
  answer(`POST ${path}`, { data: view("1") });
  const { user } = await opened("member");
  await screen.findByText(/None yet/);
  await user.click(screen.getByRole("button", { name: "Save view" }));
  expect(screen.getByRole("alert").textContent).toBe("Name the view.");
  await user.type(screen.getByRole("textbox"), "Prices");
  await user.click(screen.getByRole("checkbox", { name: "For the whole team" }));
  await user.click(screen.getByRole("button", { name: "Save view" }));
  await waitFor(() =>
    expect(calls(`POST ${path}`).map(({ body }) => body)).toEqual([
      { name: "Prices", query: { view: "mine", q: "price" }, shared: true },
    ]),
  );
});

test("a viewer deletes their own views, and none of the team's", async () => {
  answer(`DELETE ${path}/1`, {});
  const { user } = await opened("viewer", view("1"), view("2", { shared: true }));
  await user.click(await screen.findByRole("button", { name: "Delete the view View 1" }));
  await waitFor(() => expect(calls(`DELETE ${path}/1`)).toHaveLength(1));
  expect(screen.queryByRole("button", { name: "Delete the view View 2" })).toBeNull();
  expect(screen.queryByRole("checkbox")).toBeNull();
});
