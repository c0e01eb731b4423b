// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { teamQuery } from "#components/data/queries.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SetUpForm } from "./set-up-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { TeamNameForm } from "./team-name-form.tsx";
import { YourSettings } from "./your-settings.tsx";

const { draw, answer, calls, departures } = setUpScreens();

const field = (label: string) => screen.getByLabelText(label) as HTMLInputElement;
const button = (name: string) => screen.getByRole("button", { name }) as HTMLButtonElement;
const refusals = () => screen.queryAllByRole("alert").map(({ textContent }) => textContent);
const LONG_ENOUGH = "correct horse";

async function signIn() {
  const { user } = draw(<SignInForm destination="/usage" />);
  await user.type(field("Email"), "ada@example.com");
  await user.type(field("Password"), `${LONG_ENOUGH}{Enter}`);
  return user;
}

test("signing in begins at the email, sends both, and leaves for a whole new page", async () => {
  answer("POST /auth/sign-in", {});
  const { user } = draw(<SignInForm destination="/usage" />);
  expect(document.activeElement).toBe(field("Email"));
  await user.keyboard("ada@example.com");
  await user.type(field("Password"), `${LONG_ENOUGH}{Enter}`);
  await waitFor(() => expect(departures()).toBe(1));
  expect(calls("POST /auth/sign-in")[0]?.body).toEqual({ email: "ada@example.com", password: LONG_ENOUGH });
  expect(button("Signing in…").disabled).toBe(true);
});

test("fields left empty are named without asking the server, and the first has the focus", async () => {
  const { user } = draw(<SignInForm destination="/" />);
  await user.click(button("Sign in"));
  await waitFor(() => expect(refusals()).toEqual(["Enter your email.", "Enter your password."]));
  expect(document.activeElement).toBe(field("Email"));
  expect(field("Email").getAttribute("aria-invalid")).toBe("true");
  expect(calls("POST /auth/sign-in")).toHaveLength(0);
});

test("a wrong password is told without saying which of the two is wrong, and is ready to be typed anew", async () => {
  answer("POST /auth/sign-in", refusal(401, "Unauthorized."));
  await signIn();
  await waitFor(() =>
    expect(refusals()).toEqual(["The email or the password is wrong. Check both and try again."]),
  );
  const { selectionStart, selectionEnd } = field("Password");
  expect([selectionStart, selectionEnd]).toEqual([0, LONG_ENOUGH.length]);
  expect(button("Sign in").disabled).toBe(false);
  expect(departures()).toBe(0);
});

test("after too many attempts the wait counts down, and another email may try at once", async () => {
  answer("POST /auth/sign-in", refusal(429, "Too many.", {}, { "retry-after": "754" }));
  const user = await signIn();
  expect((await screen.findByRole("timer")).textContent).toMatch(/^12:3[34]$/);
  expect(button("Sign in").disabled).toBe(true);
  await user.type(field("Email"), "x");
  expect(refusals()).toEqual([]);
  await waitFor(() => expect(button("Sign in").disabled).toBe(false));
});

test("a wait that is over says so", async () => {
  answer("POST /auth/sign-in", refusal(429, "Too many.", {}, { "retry-after": "1" }));
  await signIn();
  await screen.findByRole("timer");
  await waitFor(() => expect(refusals()).toEqual(["Too many failed sign-ins. You can try again now."]), {
    timeout: 10_000,
  });
  expect(button("Sign in").disabled).toBe(false);
});

test("a server that fails is told in its own sentence", async () => {
  answer("POST /auth/sign-in", refusal(503, "The database is away."));
  await signIn();
  await waitFor(() => expect(refusals()).toEqual(["The database is away."]));
});

async function setUp() {
  const { user } = draw(<SetUpForm asksForCode={false} />);
  await user.type(field("Email"), "ada@example.com");
  await user.type(field("Password"), LONG_ENOUGH);
  expect((field("Team name") as HTMLInputElement).value).toBe("Example");
  await user.clear(field("Team name"));
  await user.type(field("Team name"), "Looms{Enter}");
}

test("a team is proposed from the address until one is typed, and an emptied field stays empty", async () => {
  answer("POST /auth/set-up", {});
  const { user } = draw(<SetUpForm asksForCode={false} />);
  const team = field("Team name") as HTMLInputElement;
  await user.type(field("Email"), "ada@acme.com");
  expect(team.value).toBe("Acme");
  await user.clear(team);
  await user.type(field("Email"), ".uk");
  expect(team.value).toBe("");
  await user.type(field("Password"), `${LONG_ENOUGH}{Enter}`);
  await waitFor(() => expect(refusals()).toEqual(["Name your team."]));
  expect(calls("POST /auth/set-up")).toHaveLength(0);
});

test("the proposed team may stay", async () => {
  answer("POST /auth/set-up", {});
  const { user } = draw(<SetUpForm asksForCode={false} />);
  await user.type(field("Email"), "ada@acme.com");
  await user.type(field("Password"), `${LONG_ENOUGH}{Enter}`);
  await waitFor(() => expect(calls("POST /auth/set-up")[0]?.body).toMatchObject({ teamName: "Acme" }));
});

test.each([
  ["a made account", {}],
  ["an account that somebody else made first", refusal(409, "There is an account.")],
])("%s leads on to the monitors", async (_, said) => {
  answer("POST /auth/set-up", said);
  await setUp();
  await waitFor(() => expect(departures()).toBe(1));
  expect(calls("POST /auth/set-up")[0]?.body).toEqual({
    email: "ada@example.com",
    password: LONG_ENOUGH,
    teamName: "Looms",
  });
  expect(button("Creating account…").disabled).toBe(true);
});

test("what is refused of an account is told at its field", async () => {
  const details = [{ path: "password", message: "must have at least 8 characters" }];
  answer("POST /auth/set-up", refusal(400, "Bad request.", { details }));
  await setUp();
  await waitFor(() => expect(refusals()).toEqual(["Password must have at least 8 characters."]));
  expect(document.activeElement).toBe(field("Password"));
  expect(departures()).toBe(0);
});

test("from another machine, the code is asked for first, and a wrong one is told at its field", async () => {
  const message = "This is not the set-up code.";
  answer("POST /auth/set-up", refusal(403, message, { details: [{ path: "code", message }] }));
  const { user } = draw(<SetUpForm asksForCode={true} />);
  const code = screen.getByLabelText("Set-up code") as HTMLInputElement;
  expect(document.activeElement).toBe(code);
  expect(document.getElementById(code.getAttribute("aria-describedby") ?? "")?.textContent).toMatch(
    /setup-code/,
  );
  await user.click(button("Create account"));
  await waitFor(() => expect(refusals()[0]).toBe("Enter the code that Tidemark printed when it started."));
  await user.type(code, "abcd-efgh");
  await user.type(field("Email"), "ada@example.com");
  await user.type(field("Password"), `${LONG_ENOUGH}{Enter}`);
  await waitFor(() => expect(refusals()).toEqual([message]));
  expect(document.activeElement).toBe(code);
  expect(calls("POST /auth/set-up")[0]?.body).toMatchObject({ code: "abcd-efgh" });
  expect(departures()).toBe(0);
});

test("at the machine itself no code is asked for", () => {
  draw(<SetUpForm asksForCode={false} />);
  expect(screen.queryByLabelText("Set-up code")).toBeNull();
  expect(document.activeElement).toBe(field("Email"));
});

test("a changed password empties the form, says what else happened, and has the sessions read anew", async () => {
  answer("POST /v2/team/password", {});
  const { user } = draw(<PasswordForm email="ada@example.com" />);
  await user.type(field("Current password"), LONG_ENOUGH);
  await user.type(field("New password"), `${LONG_ENOUGH} staple{Enter}`);
  await waitFor(() =>
    expect(screen.getByRole("status").textContent).toBe(
      "Your password is changed. Your other sessions have ended.",
    ),
  );
  expect(field("Current password").value).toBe("");
  expect(calls("POST /v2/team/password")[0]?.body).toEqual({
    currentPassword: LONG_ENOUGH,
    newPassword: `${LONG_ENOUGH} staple`,
  });
});

test("a wrong current password is told at its field, and nothing is emptied", async () => {
  const details = [{ path: "currentPassword", message: "This is not your password." }];
  answer("POST /v2/team/password", refusal(400, "Bad request.", { details }));
  const { user } = draw(<PasswordForm email="ada@example.com" />);
  await user.type(field("Current password"), "wrong");
  await user.type(field("New password"), `${LONG_ENOUGH}{Enter}`);
  await waitFor(() => expect(refusals()).toEqual(["This is not your password."]));
  expect(field("New password").value).toBe(LONG_ENOUGH);
  expect(screen.getByRole("status").textContent).toBe("");
});

test("a renamed team is called so everywhere at once", async () => {
  answer("GET /v2/team", { data: { id: "t", name: "Looms" } });
  answer("PATCH /v2/team", { data: { id: "t", name: "Engines" } });
  const { user, client } = draw(<TeamNameForm />);
  await screen.findByLabelText("Team name");
  await user.clear(field("Team name"));
  await user.type(field("Team name"), "Engines{Enter}");
  expect(await screen.findByText("Your team is now called Engines.")).toBeTruthy();
  expect(client.getQueryData(teamQuery().queryKey)?.name).toBe("Engines");
});

test("a team without a name is refused before the server is asked", async () => {
  answer("GET /v2/team", { data: { id: "t", name: "Looms" } });
  const { user } = draw(<TeamNameForm />);
  await user.clear(await screen.findByLabelText("Team name"));
  await user.click(button("Rename team"));
  await waitFor(() => expect(refusals()).toEqual(["Name your team."]));
  expect(calls("PATCH /v2/team")).toHaveLength(0);
});

test("what one sets for oneself are four subjects", async () => {
  const me = { userId: "me", email: "ada@example.com", name: "Ada", role: "owner", teamId: "t", teams: [] };
  answer("GET /v2/team/me", { data: me });
  answer("GET /v2/team/sessions", { data: [] });
  draw(<YourSettings email="ada@example.com" ways={{ hasPassword: true, providers: [] }} />);
  expect(((await screen.findByRole("textbox", { name: "Name" })) as HTMLInputElement).value).toBe("Ada");
  const subjects = screen.getAllByRole("region").map((region) => region.querySelector("h2")?.textContent);
  expect(subjects).toEqual(["Name", "Slack", "Password", "Sessions"]);
  expect(screen.getByText("You sign in as ada@example.com.")).toBeTruthy();
});

test("who came by a provider has no password that could be changed, and is told so", async () => {
  const me = { userId: "me", email: "ada@example.com", name: "Ada", role: "owner", teamId: "t", teams: [] };
  answer("GET /v2/team/me", { data: me });
  answer("GET /v2/team/sessions", { data: [] });
  const ways = { hasPassword: false, providers: ["GitHub", "Our login"] };
  draw(<YourSettings email="ada@example.com" ways={ways} />);
  expect(await screen.findByText("You sign in as ada@example.com, with GitHub and Our login.")).toBeTruthy();
  expect(screen.getByText(/^Your account has no password/)).toBeTruthy();
  expect(screen.queryByLabelText("Current password")).toBeNull();
});
