// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { type Me, MeProvider } from "#components/shell/me.tsx";
import type { LabelAnswer } from "#lib/inbox/labels/model.ts";
import { itemOf } from "#testing/inbox-items.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { LabelWords, needsSignOff } from "./label-words.tsx";
import { LabelsSettings, ReasonSetting } from "./labels-settings.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { SignOff } from "./sign-off.tsx";

const { draw, answer, calls } = setUpScreens();

const me = (role: Me["role"]): Me => ({ id: "u1", email: "ana@example.com", name: "Ana", role });
const as = (role: Me["role"], part: ReactNode) => draw(<MeProvider me={me(role)}>{part}</MeProvider>);
const label = (name: string, more: Partial<LabelAnswer> = {}): LabelAnswer => ({
  id: name,
  name,
  kind: "Legal",
  significance: "high",
  secondSignOff: false,
  ...more,
});
const labels = "/v2/changes/labels";

test("a label is added with all there is to say of it", async () => {
  answer(`GET ${labels}`, { data: [] });
  answer(`POST ${labels}`, { data: label("Recall") });
  const { user } = as("admin", <LabelsSettings />);
  await screen.findByText(/No labels/);
  await user.click(screen.getByRole("button", { name: "Add a label" }));
  const form = within(await screen.findByRole("dialog", { name: "Add a label" }));
  await user.click(form.getByRole("button", { name: "Add label" }));
  expect(form.getByRole("alert").textContent).toBe("Name the label.");
  await user.type(form.getByLabelText("Name"), "Recall");
  await user.type(form.getByLabelText("Kind"), "Safety");
  await user.click(form.getByRole("button", { name: "High" }));
  await user.click(form.getByRole("checkbox", { name: /Second sign-off/ }));
  answer(`GET ${labels}`, { data: [label("Recall", { secondSignOff: true })] });
  await user.click(form.getByRole("button", { name: "Add label" }));
  await screen.findByText(/needs a second sign-off/);
  expect(calls(`POST ${labels}`).map(({ body }) => body)).toEqual([
    { name: "Recall", kind: "Safety", significance: "high", secondSignOff: true },
  ]);
});

test("a label whose name is taken says so at the name, and one that is removed is asked about first", async () => {
  answer(`GET ${labels}`, { data: [label("Legal")] });
  answer(`PATCH ${labels}/Legal`, refusal(409, "There is a label called Price already."));
  answer(`DELETE ${labels}/Legal`, {});
  const { user } = as("owner", <LabelsSettings />);
  await user.click(await screen.findByRole("button", { name: "Change Legal" }));
  await user.click(await screen.findByRole("button", { name: "Save" }));
  expect((await screen.findByRole("alert")).textContent).toContain("called Price already");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  await user.click(screen.getByRole("button", { name: "Remove Legal" }));
  const question = within(await screen.findByRole("dialog", { name: "Remove Legal?" }));
  await user.click(question.getByRole("button", { name: "Remove label" }));
  await waitFor(() => expect(calls(`DELETE ${labels}/Legal`)).toHaveLength(1));
});

test("who may not change labels reads them, and the button says why", async () => {
  answer(`GET ${labels}`, { data: [label("Legal")] });
  as("member", <LabelsSettings />);
  await screen.findByText("Legal", { selector: ".font-medium" });
  expect(screen.getByRole("button", { name: "Change Legal" }).title).toMatch(/ask an owner or admin/);
  expect(screen.getByRole("button", { name: "Add a label" }).title).toMatch(
    /Your role in this team is member/,
  );
});

test("the team says whether it asks for reasons", async () => {
  answer("GET /v2/changes/settings", { data: { askReason: false } });
  answer("PATCH /v2/changes/settings", { data: { askReason: true } });
  const { user } = as("admin", <ReasonSetting />);
  const box = await screen.findByRole("checkbox");
  await waitFor(() => expect(box).toHaveProperty("disabled", false));
  await user.click(box);
  await waitFor(() =>
    expect(calls("PATCH /v2/changes/settings").map(({ body }) => body)).toEqual([{ askReason: true }]),
  );
});

test("a reason is asked for until there is one", async () => {
  const given: string[] = [];
  let closed = 0;
  const { user } = draw(
    <ReasonDialog
      items={[itemOf(1)]}
      as="noise"
      dismiss={(reason) => given.push(reason)}
      close={() => closed++}
    />,
  );
  await user.click(await screen.findByRole("button", { name: "Noise" }));
  expect(screen.getByRole("alert").textContent).toBe("Say why, in a few words.");
  await user.type(screen.getByLabelText("Reason"), " A counter {Enter}");
  expect([given, closed]).toEqual([["A counter"], 1]);
});

const waiting = itemOf(1, { label: label("Legal", { secondSignOff: true }), labelledBy: "ben@example.com" });

test("an item whose label wants a second person says so until there is one", () => {
  const { rerender } = draw(<LabelWords item={waiting} />);
  expect(screen.getByText("needs sign-off")).toBeTruthy();
  expect(needsSignOff(waiting)).toBe(true);
  rerender(<LabelWords item={{ ...waiting, signedOffBy: "cem@example.com" }} />);
  expect(screen.queryByText("needs sign-off")).toBeNull();
  expect(screen.getByTitle("Signed off by cem@example.com")).toBeTruthy();
  expect(needsSignOff(itemOf(1))).toBe(false);
  expect(needsSignOff(itemOf(1, { label: label("Legal") }))).toBe(false);
});

test("somebody else than who gave the label signs it off", async () => {
  const pressed: number[] = [];
  const { user, unmount } = as("member", <SignOff items={[waiting]} signOff={() => pressed.push(1)} />);
  await user.click(screen.getByRole("button", { name: "Sign off" }));
  expect(pressed).toEqual([1]);
  unmount();
  const own = { ...waiting, labelledBy: "ana@example.com" };
  as("member", <SignOff items={[own]} signOff={() => pressed.push(2)} />);
  const button = screen.getByRole("button", { name: "Sign off" });
  await user.click(button);
  expect(pressed).toEqual([1]);
  expect(button.title).toMatch(/somebody else must agree/);
});
