// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { MeProvider } from "#components/shell/me.tsx";
import type { RuleAnswer } from "#lib/inbox/hand-out/model.ts";
import { ANA, BEN } from "#testing/inbox-items.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { RulesSettings } from "./rules-settings.tsx";

const { draw, answer, calls } = setUpScreens();

const rules = "/v2/changes/rules";
const rule = (more: Partial<RuleAnswer> = {}): RuleAnswer => ({
  id: "r1",
  monitor: null,
  host: null,
  people: [ANA, BEN],
  next: BEN.id,
  ...more,
});
const drawRules = (role: "admin" | "member", ...data: RuleAnswer[]) => {
  answer(`GET ${rules}`, { data });
  answer("GET /v2/changes/people", { data: [ANA, BEN] });
  answer("GET /v2/monitor", { total: 1, data: [{ id: "m1", name: "Acme" }] });
  return draw(
    <MeProvider me={{ ...ANA, role }}>
      <RulesSettings />
    </MeProvider>,
  );
};

test("a rule says what it is about, who gets it, and whose turn it is", async () => {
  drawRules("member", rule(), rule({ id: "r2", host: "example.com", people: [] }));
  await screen.findByText("All other changes");
  expect(screen.getByText(/in turn, ben.holt next/)).toBeTruthy();
  expect(screen.getByText(/Everybody it names has left/)).toBeTruthy();
  const refused = screen.getAllByRole("button", { name: /^Remove/ });
  expect(refused).toHaveLength(2);
  for (const button of refused) expect(button.title).toMatch(/ask an owner or admin/);
});

test("people are put in turn in the order in which they are chosen", async () => {
  answer(`POST ${rules}`, { data: rule() });
  const { user } = drawRules("admin");
  await user.click(await screen.findByRole("button", { name: "Add a rule" }));
  const form = within(await screen.findByRole("dialog"));
  await user.click(form.getByRole("button", { name: "A host" }));
  await user.type(form.getByLabelText("Host"), "example.com");
  await user.click(await form.findByRole("checkbox", { name: /ben.holt/ }));
  await user.click(form.getByRole("checkbox", { name: /Ana/ }));
  await user.click(form.getByRole("button", { name: "Add rule" }));
  await waitFor(() =>
    expect(calls(`POST ${rules}`).map(({ body }) => body)).toEqual([
      { host: "example.com", people: [BEN.id, ANA.id] },
    ]),
  );
});

test("a refused rule says why, and stays to be mended", async () => {
  answer(`POST ${rules}`, refusal(400, "people must name at least one person."));
  const { user } = drawRules("admin");
  await user.click(await screen.findByRole("button", { name: "Add a rule" }));
  const form = within(await screen.findByRole("dialog"));
  await user.click(form.getByRole("button", { name: "Add rule" }));
  expect((await form.findByRole("alert")).textContent).toContain("at least one person");
});
