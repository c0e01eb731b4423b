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

test("the first visitor sets Tidemark up, reads a change, runs the demo and watches a page of theirs", async ({
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
  await expect(page).toHaveURL(`${product.url}/changes`);
  await page.getByRole("button", { name: "Account of ana@example.com" }).click();
  await expect(page.getByText("Harbour", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");

  // The demo has been checked by now, with changes and a failure to read.
  const steps = page.getByRole("region", { name: "First steps" });
  await expect(steps.getByRole("listitem")).toHaveCount(3);
  await expectGoodLooks(page);
  await steps.getByRole("link", { name: "Read a change" }).click();
  await expect(page).toHaveURL(/\/checks\//);
  const diff = page.getByRole("article", { name: /^Diff of .*\/demo.*, rendered$/ }).first();
  await expect(diff.locator("del").first()).toBeVisible();
  await expect(diff.locator("ins").first()).toBeVisible();
  await expect(page.getByText("503").first()).toBeVisible();

  await page.goto(`${product.url}/monitors`);
  await expect(steps.getByRole("listitem").first()).toHaveText(/Read a change\s*Done/);
  const checked = page.waitForResponse((response) => response.url().endsWith("/demo"));
  await steps.getByRole("button", { name: "Change the page" }).click();
  expect((await checked).request().method()).toBe("POST");
  await expect(page).toHaveURL(/\/checks\//);
  await expect(page.getByRole("heading", { name: /pages? changed/ })).toBeVisible();
  for (const path of ["/demo/changelog", "/demo/ferry", "/demo"]) {
    await page.goto(`${product.url}${path}`);
    await expectGoodLooks(page);
  }
  await page.getByRole("button", { name: "Change the page" }).click();
  await expect(page).toHaveURL(`${product.url}/demo`);

  await page.goto(`${product.url}/monitors`);
  await expect(steps.getByRole("listitem").nth(1)).toHaveText(/Run the demo.*Done/);
  const address = steps.getByRole("textbox", { name: "Address of a page of yours" });
  await address.fill(`${product.url}/demo`);
  await steps.getByRole("button", { name: "Try" }).click();
  await expect(steps.getByRole("region", { name: "The text that would be compared" })).toContainText(
    "The Harbour Shop",
  );
  await expectGoodLooks(page);
  await address.fill("example.com/pricing");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "example.com/pricing" })).toBeVisible();
  await page.goto(`${product.url}/monitors`);
  await expect(page.getByRole("row", { name: /example\.com\/pricing/ })).toBeVisible();
  await expect(steps).toHaveCount(0);

  // A page that is still open would notice the lost session and go to sign in at the same moment.
  await page.goto("about:blank");
  await context.clearCookies();
  await page.goto(`${product.url}/setup`);
  await expect(page).toHaveURL(`${product.url}/sign-in`);
});
