import { type RunningProduct, startProduct } from "../testing/product.ts";
import { expectGoodLooks } from "./looks.ts";
import { expect, test } from "./test.ts";

let product: RunningProduct;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = await startProduct({
    env: {
      TIDEMARK_ADMIN_EMAIL: "",
      TIDEMARK_ADMIN_PASSWORD: "",
      TIDEMARK_API_KEY: "",
      TIDEMARK_DEMO: "true",
    },
  });
});
test.afterAll(() => product.remove());

test("the first visitor sets Tidemark up, runs the demo and reads a real diff", async ({
  page,
  context,
  quiet,
}) => {
  quiet.allow(400);
  await page.goto(product.url);
  await expect(page).toHaveURL(`${product.url}/setup`);
  await expectGoodLooks(page);

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
  await expect(page.getByText("Harbour", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Demo: the harbour shop" }).click();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("took a snapshot of 2 pages")).toBeVisible();
  const monitor = page.url();
  for (const path of ["/demo/changelog", "/demo"]) {
    await page.goto(`${product.url}${path}`);
    await expectGoodLooks(page);
  }
  await page.getByRole("button", { name: "Change the page" }).click();
  await expect(page).toHaveURL(`${product.url}/demo`);
  await page.goto(monitor);
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("link", { name: "Read the diff" }).click();
  const diff = page.getByLabel(/^Diff of .*\/demo/);
  await expect(diff.locator("del").first()).toBeVisible();
  await expect(diff.locator("ins").first()).toBeVisible();

  // A page that is still open would notice the lost session and go to sign in at the same moment.
  await page.goto("about:blank");
  await context.clearCookies();
  await page.goto(`${product.url}/setup`);
  await expect(page).toHaveURL(`${product.url}/sign-in`);
});
