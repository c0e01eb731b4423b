import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import { expect, test } from "./test.ts";
import { storeCharges, watch } from "./watch.ts";

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));

    test("signing in, settings, usage and dead ends look right", async ({ page, context, person, quiet }) => {
      quiet.allow(401, 404);
      await page.goto("/sign-in");
      await page.getByLabel("Email").fill(person.email);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
      await expectGoodLook(page);

      await person.signIn(context);
      await page.goto("/settings/keys");
      await expectGoodLook(page);
      await person.apiKey("A key with a rather long name, so that it has to be cut somewhere on a phone");
      await page.reload();
      await expectGoodLook(page);
      await page.getByRole("button", { name: "Create API key" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("Report");
      await page.getByRole("button", { name: "Create key" }).click();
      await expect(page.getByRole("button", { name: "Copy key" })).toBeVisible();
      await expectGoodLook(page);

      await page.goto("/usage");
      await expect(page.getByText("No credits were charged yet.")).toBeVisible();
      await expectGoodLook(page);
      const names = ["Acme pricing", "A monitor with a name that goes on and on, longer than a column"];
      const monitors = [...names, ..."3456789"].map((name) => watch(person, name, ["https://example.com"]));
      await storeCharges(person.ctx, await Promise.all(monitors));
      await page.reload();
      await page.getByText("Every day in figures").press("Enter");
      const days = page.getByRole("table", { name: /^Credits by day/ });
      await expect(days.getByRole("row")).toHaveCount(1 + 24);
      await expect(days.getByRole("row").nth(1)).toContainText(/and 4 more\s*\d+/);
      await expect(page.getByRole("figure").locator("[data-day]").first()).toBeVisible();
      await expectGoodLook(page);

      await page.goto("/nothing/here");
      await expect(page.getByRole("heading")).toHaveText("There is no such page");
      await expectGoodLook(page);
      await page.getByRole("link", { name: "Go to the monitors" }).click();
      await expect(page).toHaveURL("/monitors");
    });
  });
}
