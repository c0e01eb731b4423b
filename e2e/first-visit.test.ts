import { type RunningProduct, startProduct } from "../testing/product.ts";
import { expectGoodLook } from "./looks.ts";
import { expect, test } from "./test.ts";

let product: RunningProduct;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = await startProduct({
    env: { TIDEMARK_ADMIN_EMAIL: "", TIDEMARK_ADMIN_PASSWORD: "", TIDEMARK_API_KEY: "" },
  });
});
test.afterAll(() => product.remove());

test("the first visitor sets Tidemark up, and lands on the monitors", async ({ page, context, quiet }) => {
  quiet.allow(400);
  await page.goto(product.url);
  await expect(page).toHaveURL(`${product.url}/setup`);
  await expectGoodLook(page);

  await page.getByRole("button", { name: "Create account" }).click();
  const email = page.getByLabel("Email");
  await expect(email).toBeFocused();
  await expect(email).toHaveAccessibleDescription("Enter the email you will sign in with.");
  await expect(page.getByLabel("Team name")).toHaveAccessibleDescription(/Name your team\./);

  await email.fill("ana at example.com");
  await page.getByLabel("Password").fill("short");
  await page.getByLabel("Team name").fill("Harbour");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(email).toHaveAccessibleDescription("Email must be an email address.");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/must have at least 8 characters/);

  await email.fill("ana@example.com");
  await page.getByLabel("Password").fill("a long enough password");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${product.url}/monitors`);
  await page.getByRole("button", { name: "Account of ana@example.com" }).click();
  await expect(page.getByText("Harbour")).toBeVisible();

  // A page that is still open would notice the lost session and go to sign in at the same moment.
  await page.goto("about:blank");
  await context.clearCookies();
  await page.goto(`${product.url}/setup`);
  await expect(page).toHaveURL(`${product.url}/sign-in`);
});
