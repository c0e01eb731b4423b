import type { Page } from "@playwright/test";
import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import type { Person } from "./person.ts";
import { expect, test } from "./test.ts";
import { open, watch } from "./watch.ts";

const plans = (price: string) =>
  `<title>Plans</title><main><h1>Plans</h1>${Array.from({ length: 30 }, (_, line) => `<p>Line ${line} stays</p>`).join("")}<p>Starter costs ${price} a month</p></main>`;

/** Shows a page these prices one after the other, each run by hand; null is a page that fails. */
async function shown(
  page: Page,
  person: Person,
  site: { url: (path: string) => string; page: (path: string, answer: never) => void },
  prices: (string | null)[],
) {
  const monitor = await watch(person, "Acme plans", [site.url("/plans")]);
  await open(page, `/monitors/${monitor.id}?tab=checks`);
  const done = page.getByRole("tabpanel").locator("tbody tr");
  for (const [at, price] of prices.entries()) {
    site.page("/plans", (price === null ? () => ({ status: 503, body: "no" }) : plans(price)) as never);
    const run = page.getByRole("button", { name: "Run now" });
    await expect(run).toBeEnabled();
    await run.click();
    await expect(done).toHaveCount(at + 1);
    await expect(run).toBeEnabled();
    await expect(done.first()).not.toContainText(/Running|Queued/);
  }
  return monitor;
}

const text = (page: Page) => page.getByRole("region", { name: "Text of the page" });
const versions = (page: Page) => page.getByRole("region", { name: "Versions" }).getByRole("listitem");

test("every version of a page is read, and any two are compared", async ({ page, signedIn, site }) => {
  const monitor = await shown(page, signedIn, site, ["$19", "$19", "$24", "$29"]);
  await page.getByRole("tab", { name: "Pages" }).click();
  await page
    .getByRole("tabpanel")
    .getByRole("link", { name: /\/plans/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("/plans");
  await expect(page.getByText("3 versions since")).toBeVisible();
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).last()).toContainText("1 check the same");
  // As captured: the whole text, and nothing marked in it.
  await expect(text(page)).toContainText("Line 7 stays");
  await expect(text(page)).toContainText("Starter costs $29 a month");
  await expect(text(page).locator("ins")).toHaveCount(0);
  await versions(page).nth(1).getByRole("link").first().click();
  await expect(text(page).locator("del")).toHaveText("19");
  await expect(text(page).locator("ins")).toHaveText("24");
  await expect(page).toHaveURL(/from=.*to=/);
  await page.keyboard.press("]");
  await expect(text(page).locator("ins")).toHaveText("29");
  await page.keyboard.press("[");
  await expect(text(page).locator("ins")).toHaveText("24");
  // The first and the last.
  const last = text(page).getByLabel("Version", { exact: true });
  await last.selectOption({ index: 0 });
  await text(page).getByLabel("compared with").selectOption({ index: 2 });
  await expect(text(page).locator("del")).toHaveText("19");
  await expect(text(page).locator("ins")).toHaveText("29");
  await page.reload();
  await expect(text(page).locator("ins"), "the address says it all").toHaveText("29");
  await versions(page).last().getByRole("link", { name: "Read" }).click();
  await expect(text(page)).toContainText("Starter costs $19 a month");
  expect(monitor.id).toBeTruthy();
});

test("folds of a diff open from what was captured", async ({ page, signedIn, site }) => {
  await shown(page, signedIn, site, ["$19", "$24"]);
  await page.getByRole("link", { name: "Read the diff" }).click();
  const diff = page.getByLabel(/^Diff of/);
  await expect(diff.locator("ins")).toHaveText("24");
  await expect(diff).not.toContainText("Line 7 stays");
  await diff.getByRole("button", { name: "show 10 ↑" }).click();
  await expect(diff).toContainText("Line 20 stays");
  await expect(diff).not.toContainText("Line 7 stays");
  await diff.getByRole("button", { name: "show all" }).click();
  await expect(diff).toContainText("Line 7 stays");
  await expect(diff.getByRole("button", { name: /^show/ })).toHaveCount(0);
});

test("a page that is new, the same or failing is read as it was captured", async ({
  page,
  signedIn,
  site,
}) => {
  const monitor = await shown(page, signedIn, site, ["$19", "$19", null]);
  const links = page.getByRole("tabpanel").locator("tbody").getByRole("link");
  for (const [check, word, link] of [
    [2, "New", "As captured"],
    [1, "Same", "As captured"],
    [0, "Error", "Last good version"],
  ] as const) {
    await open(page, `/monitors/${monitor.id}?tab=checks`);
    await links.nth(check).click();
    const row = page
      .getByRole("list", { name: "Pages of this check" })
      .getByRole("button", { name: new RegExp(`^${word}.*plans`) });
    await row.click();
    await page.getByRole("link", { name: link }).click();
    await expect(text(page), word).toContainText("Starter costs $19 a month");
  }
  await expect(page.getByText(/Failing since .*: The server answered 503/)).toBeVisible();
  await open(page, `/monitors/${monitor.id}?tab=pages`);
  await expect(page.getByText(/The server answered 503.*failing since/)).toBeVisible();
});

test("a version that is not kept is told as such", async ({ page, signedIn, site, quiet }) => {
  quiet.allow(404);
  const monitor = await shown(page, signedIn, site, ["$19"]);
  await page.getByRole("tab", { name: "Pages" }).click();
  await page
    .getByRole("tabpanel")
    .getByRole("link", { name: /\/plans/ })
    .first()
    .click();
  await expect(text(page)).toContainText("$19");
  await page.goto(`${page.url().split("?")[0]}?to=${monitor.id}`);
  await expect(page.getByText("This version is not kept, or not any more.")).toBeVisible();
  await page.goto(`/monitors/${monitor.id}/pages/${monitor.id}`);
  await expect(page.getByRole("heading")).toHaveText("This is not here, or not any more");
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));
    test("a page over time looks right, read and compared", async ({ page, signedIn, site }) => {
      await shown(page, signedIn, site, ["$19", null, "$24"]);
      await page.getByRole("tab", { name: "Pages" }).click();
      await page
        .getByRole("tabpanel")
        .getByRole("link", { name: /\/plans/ })
        .first()
        .click();
      // On a phone the end of the text is out of sight, and is not drawn.
      await expect(text(page)).toContainText("Line 2 stays");
      await expectGoodLook(page);
      await versions(page).first().getByRole("link").first().click();
      await expect(text(page).locator("ins")).toHaveText("24");
      await expectGoodLook(page);
      await page.keyboard.press("v");
      await expectGoodLook(page);
    });
  });
}
