// @vitest-environment jsdom
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { SIGN_IN_REFUSALS } from "#lib/team/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { ProviderButtons } from "./provider-buttons.tsx";
import { refusalInWords } from "./sign-in-refusals.ts";

const { draw, answer, calls, departures } = setUpScreens();

const PROVIDERS = [
  { id: "github", name: "GitHub" },
  { id: "oidc", name: "Our login" },
];
const button = (name: string) => screen.getByRole("button", { name }) as HTMLButtonElement;

test("a press asks for the way, with the page to come back to, and leaves", async () => {
  answer("GET /auth/csrf", { csrfToken: "t" });
  answer("POST /auth/signin/oidc", { url: "https://login.example/authorize" });
  const { user } = draw(<ProviderButtons providers={PROVIDERS} destination="/usage" />);
  await user.click(button("Continue with Our login"));
  await waitFor(() => expect(departures()).toBe(1));
  expect(calls("POST /auth/signin/oidc")[0]?.body).toEqual({ csrfToken: "t", callbackUrl: "/usage" });
  expect(button("Leaving for Our login…").disabled).toBe(true);
  expect(button("Continue with GitHub").disabled).toBe(true);
});

test("what stands in the way is told, and one may try again", async () => {
  answer("GET /auth/csrf", refusal(500, "The database is away."));
  const { user } = draw(<ProviderButtons providers={PROVIDERS} destination="/" />);
  await user.click(button("Continue with GitHub"));
  expect((await screen.findByRole("alert")).textContent).toBe("The database is away.");
  expect(button("Continue with GitHub").disabled).toBe(false);
  expect(departures()).toBe(0);
});

test("every reason to be refused has a sentence of its own", () => {
  const sentences = SIGN_IN_REFUSALS.map((why) => refusalInWords(why, "GitHub"));
  expect(new Set(sentences).size).toBe(SIGN_IN_REFUSALS.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
