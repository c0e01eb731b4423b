import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import { expect, test } from "./test.ts";

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));

    test("signing in, settings and dead ends look right", async ({ page, context, person, quiet }) => {
      quiet.allow(401, 404);
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill(person.email);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
      await expectGoodLook(page);

      await person.signIn(context);
      await page.goto("/settings");
      await expectGoodLook(page);
      await person.apiKey("A key with a rather long name, so that it has to be cut somewhere on a phone");
      await page.reload();
      await expectGoodLook(page);
      await page.getByRole("button", { name: "Create API key" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("Report");
      await page.getByRole("button", { name: "Create key" }).click();
      await expect(page.getByRole("button", { name: "Copy key" })).toBeVisible();
      await expectGoodLook(page);

      await page.goto("/nothing/here");
      await expect(page.getByRole("heading")).toHaveText("There is no such page");
      await expectGoodLook(page);
      await page.getByRole("link", { name: "Go to the monitors" }).click();
      await expect(page).toHaveURL("/monitors");
    });
  });
}
