// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ApiKeyAnswer } from "#lib/team/model.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { ApiKeys } from "./api-keys.tsx";

const { draw, answer, calls } = setUpScreens();

const KEY = "fc-0123456789abcdef";
const apiKey = (id: string, more: Partial<ApiKeyAnswer> = {}): ApiKeyAnswer => ({
  id,
  name: `Program ${id}`,
  prefix: `fc-${id}`,
  role: "member",
  readOnly: false,
  createdAt: "2026-11-01T12:00:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
  ...more,
});

function drawKeys(...keys: ApiKeyAnswer[]) {
  answer("GET /v2/team/api-keys", { data: keys });
  return draw(<ApiKeys origin="http://tidemark.example" />);
}
const dialog = async (name?: string) => within(await screen.findByRole("dialog", name ? { name } : {}));

async function createKey() {
  answer("POST /v2/team/api-keys", { data: { key: KEY } });
  const drawn = drawKeys();
  await drawn.user.click(await screen.findByRole("button", { name: "Create API key" }));
  const form = await dialog("Create an API key");
  await drawn.user.type(form.getByRole("textbox"), " Nightly report {Enter}");
  return { ...drawn, shown: await dialog("Nightly report has its key") };
}

test("without a key there is an example of what one is good for, in two languages", async () => {
  const { user } = drawKeys();
  const panel = await screen.findByRole("tabpanel");
  expect(panel.textContent).toContain('apiUrl: "http://tidemark.example"');
  await user.click(screen.getByRole("tab", { name: "cURL" }));
  expect(screen.getByRole("tabpanel").textContent).toContain("curl http://tidemark.example/api/v2/monitor");
  await user.click(screen.getByRole("button", { name: "Copy example" }));
  expect(await navigator.clipboard.readText()).toContain("curl http://tidemark.example/api/v2/monitor");
});

test("keys that work stand before revoked ones, which cannot be revoked again", async () => {
  drawKeys(
    apiKey("1", { revokedAt: "2026-11-02T12:00:00.000Z" }),
    apiKey("2", { lastUsedAt: "2026-11-02T12:00:00.000Z" }),
    apiKey("3"),
  );
  await screen.findByRole("table");
  const rows = screen.getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getAllByTitle(/Program/)[0]?.textContent)).toEqual([
    "Program 2",
    "Program 3",
    "Program 1",
  ]);
  expect(rows[1]?.textContent).toContain("never used");
  expect(within(rows[2] as HTMLElement).queryByRole("button")).toBeNull();
  expect(rows[2]?.textContent).toContain("Revoked");
});

test("a key needs a name; what the server refuses of it is told at the field", async () => {
  const { user } = drawKeys();
  await user.click(await screen.findByRole("button", { name: "Create API key" }));
  const form = await dialog("Create an API key");
  await user.click(form.getByRole("button", { name: "Create key" }));
  expect((await form.findByRole("alert")).textContent).toBe("Give the key a name.");
  expect(calls("POST /v2/team/api-keys")).toHaveLength(0);
  const details = [{ path: "name", message: "must have at most 100 characters" }];
  answer("POST /v2/team/api-keys", refusal(400, "Bad request.", { details }));
  await user.type(form.getByRole("textbox"), "Report{Enter}");
  await waitFor(() =>
    expect(form.getByRole("alert").textContent).toBe("Name must have at most 100 characters."),
  );
  expect(document.activeElement).toBe(form.getByRole("textbox"));
});

test("a new key is shown once, with examples that use it, and closing it uncopied is asked about", async () => {
  const { user, shown } = await createKey();
  expect(shown.getByText(KEY)).toBeTruthy();
  expect(shown.getByRole("tabpanel").textContent).toContain(`apiKey: "${KEY}"`);
  await user.keyboard("{Escape}");
  expect(shown.getByRole("alert").textContent).toContain("You have not copied the key yet.");
  await user.click(shown.getByRole("button", { name: "Close anyway" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Create API key" }));
  expect((await dialog("Create an API key")).queryByText(KEY)).toBeNull();
});

test.each(["Copy key", "Copy example"])("once copied with “%s”, it closes at once", async (name) => {
  const { user, shown } = await createKey();
  await user.click(shown.getByRole("button", { name }));
  expect(await shown.findByText("Copied")).toBeTruthy();
  expect(await navigator.clipboard.readText()).toContain(KEY);
  await user.click(shown.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the table has the new key while the dialog still shows it", async () => {
  answer("POST /v2/team/api-keys", () => {
    answer("GET /v2/team/api-keys", { data: [apiKey("1", { name: "Nightly report" })] });
    return { data: { key: KEY } };
  });
  const { user } = drawKeys();
  await user.click(await screen.findByRole("button", { name: "Create API key" }));
  await user.type((await dialog()).getByRole("textbox"), "Nightly report{Enter}");
  await dialog("Nightly report has its key");
  expect(await screen.findByRole("table", { hidden: true })).toBeTruthy();
  expect(screen.getByText(KEY)).toBeTruthy();
});

test("a key is revoked after a question that says who is refused then", async () => {
  const { user } = drawKeys(apiKey("1"));
  answer("DELETE /v2/team/api-keys/1", () => {
    answer("GET /v2/team/api-keys", { data: [apiKey("1", { revokedAt: "2026-11-02T12:00:00.000Z" })] });
    return {};
  });
  await user.click(await screen.findByRole("button", { name: "Revoke Program 1" }));
  const question = await dialog("Revoke Program 1");
  expect(question.getByText("fc-1…")).toBeTruthy();
  expect(calls("DELETE /v2/team/api-keys/1")).toHaveLength(0);
  await user.click(question.getByRole("button", { name: "Revoke key" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.queryByRole("button", { name: /^Revoke/ })).toBeNull();
});

test.each([
  [404, "There is no such key.", false],
  [403, "Only an owner may revoke keys.", true],
])("a %i to a revocation stays as a refusal: %s %s", async (status, sentence, stays) => {
  const { user } = drawKeys(apiKey("1"));
  answer("DELETE /v2/team/api-keys/1", refusal(status, sentence));
  await user.click(await screen.findByRole("button", { name: "Revoke Program 1" }));
  await user.click((await dialog()).getByRole("button", { name: "Revoke key" }));
  if (stays) expect((await screen.findByRole("alert")).textContent).toBe(sentence);
  else await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
