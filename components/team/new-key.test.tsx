// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { KeyExamples } from "./key-examples.tsx";
import { NewKey } from "./new-key.tsx";
import { MustWait, signIn } from "./sign-in.ts";

const { draw, answer } = setUpScreens();
const KEY = "fc-0123456789abcdef";

function drawKey(warned = false) {
  const onCopied = vi.fn();
  const drawn = draw(
    <NewKey apiKey={KEY} origin="http://tidemark.example" warned={warned} onCopied={onCopied} />,
  );
  return { ...drawn, onCopied };
}

test("copying the key is where the focus begins", () => {
  drawKey();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Copy key" }));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("button", { name: "Done" })).toBeTruthy();
});

test("a key that was selected and copied by hand counts as copied", () => {
  const { onCopied } = drawKey();
  fireEvent.copy(screen.getByText(KEY));
  expect(onCopied).toHaveBeenCalledOnce();
});

test("who was about to lose the key is told so, and may still go", () => {
  drawKey(true);
  expect(screen.getByRole("alert").textContent).toContain("it cannot be shown again");
  expect(screen.getByRole("button", { name: "Close anyway" })).toBeTruthy();
});

test("the examples are code for this installation and this key, one language at a time", async () => {
  const { user } = draw(<KeyExamples origin="http://tidemark.example" apiKey={KEY} />);
  const shown = () => screen.getByRole("tabpanel").textContent ?? "";
  expect(shown()).toContain('apiUrl: "http://tidemark.example"');
  expect(shown()).toContain(`apiKey: "${KEY}"`);
  screen.getByRole("tab", { name: "JavaScript" }).focus();
  await user.keyboard("{ArrowRight}");
  expect(shown()).toContain(`-H "Authorization: Bearer ${KEY}"`);
  // What is posted must be JSON when the shell has taken its quotes away.
  const body = /-d '([^']+)'/.exec(shown())?.[1] ?? "";
  expect(JSON.parse(body)).toMatchObject({ targets: [{ type: "scrape", urls: ["https://example.com"] }] });
});

test("code that scrolls sideways can be reached by keyboard", () => {
  draw(<KeyExamples origin="http://tidemark.example" apiKey={KEY} />);
  expect(screen.getByRole("tabpanel").querySelector("pre")?.tabIndex).toBe(0);
});

const credentials = { email: "ada@example.com", password: "wrong" };

test.each([
  [{ "retry-after": "754" }, 754],
  // A proxy in between may have taken the header out.
  [{}, 60],
  [{ "retry-after": "soon" }, 60],
])("too many attempts with the headers %j are a wait of %i seconds", async (headers, waitSeconds) => {
  answer("POST /auth/sign-in", refusal(429, "Too many.", {}, headers));
  const error = await signIn(credentials).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MustWait);
  expect(error).toMatchObject({ waitSeconds });
});

test("a wrong password is one sentence for people, and every other refusal the server's own", async () => {
  answer("POST /auth/sign-in", refusal(401, "Unauthorized."));
  await expect(signIn(credentials)).rejects.toThrow("The email or the password is wrong.");
  answer("POST /auth/sign-in", refusal(400, "Bad request.", { details: [{ path: "email", message: "?" }] }));
  await expect(signIn(credentials)).rejects.toMatchObject({ status: 400, message: "Bad request." });
  answer("POST /auth/sign-in", {});
  await expect(signIn(credentials)).resolves.toBeUndefined();
});
