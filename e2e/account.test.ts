import { expect, test } from "./test.ts";

test("changing the password ends the other sessions", async ({ page, signedIn, newBrowser, quiet }) => {
  quiet.allow(400, 401);
  const elsewhere = await newBrowser();
  await signedIn.signIn(elsewhere);
  await page.goto("/settings/you");
  const section = page.getByRole("region", { name: "Password" });
  const current = section.getByLabel("Current password");
  const fresh = section.getByLabel("New password");
  const change = async (from: string, to: string) => {
    await current.fill(from);
    await fresh.fill(to);
    await section.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password", "another long password");
  await expect(current).toHaveAccessibleDescription("The current password is wrong.");
  await expect(current).toBeFocused();
  await change(signedIn.password, "short");
  await expect(fresh).toHaveAccessibleDescription(/must have at least 8 characters\./);
  await change(signedIn.password, "another long password");
  await expect(section.getByRole("status")).toHaveText(
    "Your password is changed. Your other sessions have ended.",
  );
  await expect(page.getByRole("region", { name: "Sessions" }).getByRole("listitem")).toHaveCount(1);

  const other = await elsewhere.newPage();
  await other.goto("/changes");
  await expect(other).toHaveURL("/sign-in");
  await other.getByLabel("Email").fill(signedIn.email);
  await other.getByLabel("Password").fill(signedIn.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("main").getByRole("alert")).toContainText("wrong");
  await other.getByLabel("Password").fill("another long password");
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL("/changes");
});

test("renaming the team shows in the frame at once", async ({ page, signedIn, quiet }) => {
  quiet.allow(400);
  await page.goto("/settings/team");
  const section = page.getByRole("region", { name: "Team" });
  const name = section.getByLabel("Team name");
  await expect(name).toHaveValue(signedIn.teamName);
  await name.fill("  ");
  await section.getByRole("button", { name: "Rename team" }).click();
  await expect(name).toHaveAccessibleDescription("Name your team.");
  await name.fill("Lighthouse <b>");
  await page.keyboard.press("Enter");
  await expect(section.getByRole("status")).toHaveText("Your team is now called Lighthouse <b>.");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await expect(page.getByRole("menu")).toContainText("Lighthouse <b>");
});
