import { expect, test } from "./test.ts";

test("a session ended elsewhere is sent to sign in", async ({ page, signedIn, newBrowser, quiet }) => {
  quiet.allow(401);
  const elsewhere = await newBrowser();
  await signedIn.signIn(elsewhere);
  const other = await elsewhere.newPage();
  await other.goto("/settings/you");

  await page.goto("/settings/you");
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expect(sessions.getByRole("listitem").first()).toContainText("This session");
  await expect(sessions.getByRole("listitem").last()).toContainText("Firefox 145 on Linux");
  await expect(sessions.getByRole("listitem").last()).toContainText("192.0.2.7");

  await sessions.getByRole("button", { name: /^End session/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);

  await other.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Usage" }).click();
  await expect(other).toHaveURL(/\/sign-in\?next=%2F(usage|settings)$/);
  await page.reload();
  await expect(page).toHaveURL("/settings/you");
});

test("all other sessions are ended at once, and a tab left open leaves by itself", async ({
  page,
  signedIn,
  newBrowser,
  quiet,
}) => {
  quiet.allow(401);
  const others = await Promise.all([newBrowser(), newBrowser(), newBrowser()]);
  for (const other of others) await signedIn.signIn(other);
  const left = await others[0]!.newPage();
  await left.goto("/usage");
  await page.goto("/settings/you");
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(4);
  await sessions.getByRole("button", { name: "End all other sessions" }).click();
  await page
    .getByRole("dialog", { name: "End 3 other sessions" })
    .getByRole("button", { name: "End all" })
    .click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await expect(sessions.getByRole("listitem")).toContainText("This session");
  // Asked at every beat of its stream.
  await expect(left).toHaveURL("/sign-in?next=%2Fusage", { timeout: 20_000 });
});
