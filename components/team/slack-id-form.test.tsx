// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { SlackIdForm } from "./slack-id-form.tsx";

const { draw, answer, calls } = setUpScreens();

test("a Slack id is given, refused and taken away again, each in a sentence", async () => {
  answer("GET /v2/team/me", { data: { slackMemberId: null } });
  answer("PATCH /v2/team/me", refusal(409, "Somebody else here has this Slack member id."));
  const { user } = draw(<SlackIdForm />);
  await user.type(await screen.findByLabelText(/Slack member id/), " U0123456789 {Enter}");
  expect(await screen.findByText("Somebody else here has this Slack member id.")).toBeTruthy();
  answer("PATCH /v2/team/me", { data: {} });
  await user.click(screen.getByRole("button", { name: "Save Slack id" }));
  expect(await screen.findByText("Presses of yours in Slack count as you now.")).toBeTruthy();
  await user.clear(screen.getByRole("textbox"));
  await user.click(screen.getByRole("button", { name: "Save Slack id" }));
  expect(await screen.findByText("You press no buttons in Slack now.")).toBeTruthy();
  const given = calls("PATCH /v2/team/me").map(({ body }) => body);
  expect(given.slice(-2)).toEqual([{ slackMemberId: "U0123456789" }, { slackMemberId: null }]);
});
