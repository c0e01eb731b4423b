import { expect, test } from "./test.ts";

test("a key is made, shown once, works, and is refused once revoked", async ({
  page,
  context,
  request,
  signedIn,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/settings/keys");
  const keys = page.getByRole("region", { name: "API keys" });
  await expect(keys).toContainText("No program has a key yet.");
  await expect(keys).toContainText("tidemark.createMonitor");

  await keys.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription("Give the key a name.");
  await dialog.getByLabel("Name").fill("Nightly report");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("heading")).toHaveText("Nightly report has its key");
  await dialog.getByRole("button", { name: "Copy key" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  expect(key).toMatch(/^fc-[0-9a-f]{32}$/);
  await expect(dialog.getByRole("tabpanel")).toContainText(`apiKey: "${key}"`);
  await expect(dialog.getByRole("tabpanel")).toContainText(`apiUrl: "${new URL(page.url()).origin}"`);
  await dialog.getByRole("tab", { name: "cURL" }).click();
  await expect(dialog.getByRole("tabpanel")).toContainText(`Authorization: Bearer ${key}`);
  await dialog.getByRole("button", { name: "Done" }).click();

  const row = keys.getByRole("row", { name: /Nightly report/ });
  await expect(row).toContainText(key.slice(0, 9));
  await expect(row).toContainText("never");
  await page.reload();
  await expect(row).toBeVisible();
  expect(await page.content()).not.toContain(key);

  const ask = () => request.get("/api/v2/team", { headers: { authorization: `Bearer ${key}` } });
  const answer = await ask();
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ data: { name: signedIn.teamName } });
  await page.reload();
  await expect(row).toContainText("just now");

  await row.getByRole("button", { name: "Revoke Nightly report" }).click();
  await page
    .getByRole("dialog", { name: "Revoke Nightly report" })
    .getByRole("button", { name: "Revoke key" })
    .click();
  await expect(row).toContainText("Revoked just now");
  expect((await ask()).status()).toBe(401);
});

test("a key that was not copied is not lost by a stray Escape", async ({ page, signedIn: _ }) => {
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Stray");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("alert")).toHaveText(
    "You have not copied the key yet. Once closed, it cannot be shown again.",
  );
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
