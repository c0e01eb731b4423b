import { type RunningProduct, startProduct } from "../testing/product.ts";
import { expectGoodLooks } from "./looks.ts";
import { expect, test } from "./test.ts";

// A fresh Tidemark, first reached by somebody at another machine: through a proxy at its own, which says so.

let product: RunningProduct;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = await startProduct({
    env: {
      TIDEMARK_ADMIN_EMAIL: "",
      TIDEMARK_ADMIN_PASSWORD: "",
      TIDEMARK_API_KEY: "",
      TIDEMARK_DEMO: "true",
      TIDEMARK_RATE_LIMIT: "10",
    },
  });
});
test.afterAll(() => product.remove());

test("from another machine setting up takes the code of the start, and a low rate limit is no person's trouble", async ({
  newBrowser,
  quiet,
}) => {
  quiet.allow(403);
  const browser = await newBrowser({ extraHTTPHeaders: { "x-forwarded-for": "203.0.113.9" } });
  const page = await browser.newPage();
  await page.goto(product.url);
  await expect(page).toHaveURL(`${product.url}/setup`);
  await expectGoodLooks(page);
  const code = page.getByLabel("Set-up code");
  await expect(code).toBeFocused();
  await expect(code).toHaveAccessibleDescription(/setup-code/);

  await page.keyboard.type("0000-0000");
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByLabel("Password").fill("a long enough password");
  await page.getByLabel("Team name").fill("Harbour");
  await page.keyboard.press("Enter");
  await expect(code).toHaveAccessibleDescription(/This is not the set-up code\./);
  await expect(code).toBeFocused();
  await expectGoodLooks(page);

  await code.fill(/this code: (\S+)/.exec(product.output())?.[1] ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${product.url}/changes`);
  await page.goto(`${product.url}/monitors`);

  // Each of these reads more than once, and hears of the check as it goes on.
  await page.getByRole("link", { name: "Demo: the harbour shop" }).click();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByRole("region", { name: "Last check" })).toContainText("just now");
  const paths = ["/changes", "/monitors", "/usage", "/settings/team"];
  for (const path of [...paths, ...paths]) {
    await page.goto(product.url + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.getByLabel("Team name").fill("Lighthouse");
  await page.getByRole("button", { name: "Rename team" }).click();
  await expect(page.getByText("Your team is now called Lighthouse.")).toBeVisible();
});
