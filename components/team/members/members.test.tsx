// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Role } from "#lib/policy.ts";
import type { InvitationAnswer, MemberAnswer } from "#lib/team/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { AcceptForm } from "./accept-form.tsx";
import { JoinTeam } from "./join-team.tsx";
import { Members } from "./members.tsx";

const { draw, answer, calls, departures } = setUpScreens();

const member = (userId: string, role: Role, more: Partial<MemberAnswer> = {}): MemberAnswer => ({
  userId,
  email: `${userId}@example.com`,
  name: null,
  role,
  joinedAt: "2026-11-25T12:00:00.000Z",
  lastSignInAt: null,
  openChanges: 0,
  ...more,
});
const invitation: InvitationAnswer = {
  id: "i",
  email: "new@example.com",
  role: "viewer",
  createdAt: "2026-11-25T12:00:00.000Z",
  expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
};

function drawMembers(role: Role) {
  const me = { ...member("me", role), teamId: "t", teams: [] };
  answer("GET /v2/team/me", { data: me });
  answer("GET /v2/team/invitations", { data: [invitation] });
  answer("GET /v2/team/members", {
    data: [
      member("ana", "owner", { name: "Ana" }),
      member("bo", "member", { openChanges: 3 }),
      member("me", role),
    ],
  });
  return draw(<Members />, "/settings/members", role);
}
const rows = async () => (await screen.findAllByRole("listitem")).map(({ textContent }) => textContent);

test("a viewer reads who is there, is told why they may do no more, and sees no invitation", async () => {
  const { user } = drawMembers("viewer");
  expect(await rows()).toHaveLength(3);
  expect(screen.getByText(/reads, comments/)).toBeTruthy();
  const invite = screen.getByRole("button", { name: "Invite people" });
  expect(invite.getAttribute("aria-disabled")).toBe("true");
  await user.click(invite);
  expect((await screen.findByRole("status")).textContent).toMatch(/Your role in this team is viewer/);
  expect(screen.queryByRole("dialog")).toBeNull();
  for (const choice of screen.getAllByRole("combobox")) {
    expect((choice as HTMLSelectElement).disabled).toBe(true);
    expect(choice.title).toMatch(/ask an owner or admin/);
  }
  await user.click(screen.getByRole("button", { name: "More about Ana" }));
  for (const item of await screen.findAllByRole("menuitem")) {
    expect(item.getAttribute("aria-disabled")).toBe("true");
    expect(item.textContent).toMatch(/Your role in this team is viewer/);
  }
  expect(calls("GET /v2/team/invitations")).toHaveLength(0);
});

test("an admin changes roles, except an owner's, and makes no owner", async () => {
  const { user } = drawMembers("admin");
  answer("PATCH /v2/team/members/bo", { data: member("bo", "viewer") });
  const choice = async (name: string) =>
    (await screen.findByLabelText(`Role of ${name}`)) as HTMLSelectElement;
  expect((await choice("Ana")).disabled).toBe(true);
  expect((await choice("Ana")).title).toMatch(/Only an owner/);
  const owner = within(await choice("bo@example.com")).getByRole("option", { name: "owner" });
  expect((owner as HTMLOptionElement).disabled).toBe(true);
  await user.selectOptions(await choice("bo@example.com"), "viewer");
  await waitFor(() => expect(calls("PATCH /v2/team/members/bo")[0]?.body).toEqual({ role: "viewer" }));
});

test("a role that is refused says why, and stays", async () => {
  const { user } = drawMembers("owner");
  answer("PATCH /v2/team/members/me", refusal(409, "A team always has an owner."));
  const choice = (await screen.findByLabelText("Role of me@example.com")) as HTMLSelectElement;
  await user.selectOptions(choice, "viewer");
  expect((await screen.findByRole("alert")).textContent).toBe("A team always has an owner.");
  expect(choice.value).toBe("owner");
});

test("removing somebody asks who gets their open changes", async () => {
  const { user } = drawMembers("owner");
  answer("DELETE /v2/team/members/bo", {});
  await user.click(await screen.findByRole("button", { name: "More about bo@example.com" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("They have 3 open changes.")).toBeTruthy();
  await user.selectOptions(dialog.getByLabelText("Open changes go to"), "Ana");
  await user.click(dialog.getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(calls("DELETE /v2/team/members/bo")).toHaveLength(1));
  expect(calls("DELETE /v2/team/members/bo")[0]?.query.get("changesTo")).toBe("ana");
});

test("an invitation gives a link to copy, a new one when asked, and goes when it is revoked", async () => {
  const { user } = drawMembers("owner");
  const made = { id: "i", link: "http://tidemark.example/invite/secret", expiresAt: invitation.expiresAt };
  answer("POST /v2/team/invitations", { data: made });
  answer("POST /v2/team/invitations/i/link", { data: { ...made, link: `${made.link}2` } });
  answer("DELETE /v2/team/invitations/i", {});
  expect((await screen.findByText(/invited as viewer/)).textContent).toMatch(/expires in 2 d/);
  await user.click(screen.getByRole("button", { name: "Invite people" }));
  await user.type(await screen.findByLabelText("Email"), "new@example.com");
  await user.selectOptions(screen.getByLabelText("Role"), "viewer");
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  expect(await screen.findByText(made.link)).toBeTruthy();
  expect(calls("POST /v2/team/invitations")[0]?.body).toEqual({ email: "new@example.com", role: "viewer" });
  await user.click(screen.getByRole("button", { name: "Done" }));
  await user.click(await screen.findByRole("button", { name: "New link for new@example.com" }));
  expect(await screen.findByText(`${made.link}2`)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Done" }));
  answer("GET /v2/team/invitations", { data: [] });
  await user.click(await screen.findByRole("button", { name: "Revoke the invitation of new@example.com" }));
  await user.click(await screen.findByRole("button", { name: "Revoke invitation" }));
  await waitFor(() => expect(screen.queryByText("new@example.com")).toBeNull());
});

test("somebody new sets a name and a password; somebody with an account gives its password alone", async () => {
  answer("POST /auth/invitation", {});
  const { user, unmount } = draw(<AcceptForm token="t" email="new@example.com" hasAccount={false} />);
  await user.type(screen.getByLabelText("Your name"), "Nell");
  await user.type(screen.getByLabelText("Password"), "a long enough one{Enter}");
  await waitFor(() => expect(departures()).toBe(1));
  expect(calls("POST /auth/invitation")[0]?.body).toEqual({
    token: "t",
    name: "Nell",
    password: "a long enough one",
  });
  unmount();
  draw(<AcceptForm token="t" email="new@example.com" hasAccount />);
  expect(screen.queryByLabelText("Your name")).toBeNull();
  expect(screen.getByRole("button", { name: "Sign in and join" })).toBeTruthy();
});

test("whoever is signed in as somebody else is asked to sign out, not to join", async () => {
  answer("POST /auth/sign-out", {});
  const { user } = draw(<JoinTeam token="t" email="new@example.com" signedInAs="ana@example.com" />);
  expect(screen.queryByRole("button", { name: "Join the team" })).toBeNull();
  expect(screen.getByText(/signed in as ana@example.com/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(calls("POST /auth/sign-out")).toHaveLength(1));
});
