import type { Page } from "@playwright/test";
import { updateMonitor } from "#lib/check/index.ts";
import { getMonitor, listMonitors, type Monitor } from "#lib/monitor/index.ts";
import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import type { Person } from "./person.ts";
import { expect, test } from "./test.ts";
import { storeChange, watch } from "./watch.ts";

const paletteOf = (page: Page) => page.getByRole("dialog", { name: "Find a monitor, or do something" });

/** Opens the palette by its key, which reaches nobody until the page answers. */
async function openByKey(page: Page) {
  const palette = paletteOf(page);
  await expect(async () => {
    if (await palette.isHidden()) await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 1000 });
  }).toPass();
  return palette;
}

const statusOf = async (person: Person, { id }: Monitor) => (await getMonitor(person.ctx, id)).status;

test("the palette leads to a monitor by a few letters, and back to where one was", async ({
  page,
  signedIn,
}) => {
  for (const name of ["Acme pricing", "Harbour office"]) await watch(signedIn, name, ["https://example.com"]);
  await page.goto("/monitors");
  const name = page.getByRole("link", { name: "Acme pricing" });
  await name.focus();
  const palette = await openByKey(page);
  await expect(palette.getByText("Run now")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
  await expect(name).toBeFocused();

  await page.getByRole("button", { name: "Jump to…" }).click();
  await page.keyboard.type("harb");
  await expect(palette.getByRole("option").first()).toHaveText("Harbour office");
  await expect(palette.getByRole("option", { name: "Acme pricing" })).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Harbour office" })).toBeVisible();
  await expect(palette).toBeHidden();
});

test("the best match stands first: names before addresses, however many run more often", async ({
  page,
  signedIn,
}) => {
  await watch(signedIn, "Harbour", ["https://example.com/a"]);
  await watch(signedIn, "Old harbour office", ["https://example.com/b"]);
  for (let index = 0; index < 25; index++) {
    await watch(signedIn, `Page ${index}`, [`https://harbour.example/${index}`]);
  }
  await page.goto("/usage");
  const palette = await openByKey(page);
  await page.keyboard.type("harbour");
  const options = palette.getByRole("option");
  await expect(options.filter({ hasText: "https://harbour.example/" })).toHaveCount(18);
  await expect(options.first()).toHaveText("Harbour");
  const names = await options.allTextContents();
  expect(names.indexOf("Old harbour office")).toBeLessThan(
    names.findIndex((text) => text.includes("harbour.example")),
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Harbour", exact: true })).toBeVisible();
});

test("a run from the palette shows its check; a refused one is told there", async ({
  page,
  signedIn,
  site,
  quiet,
}) => {
  quiet.allow(409, 503);
  site.page("/", "<main><p>Here</p></main>");
  const monitor = await watch(signedIn, "Run me", [site.url("/")]);
  // Without notices the palette does not learn that the monitor is paused.
  await page.route("**/api/live", (route) => route.fulfill({ status: 503 }));
  await page.goto("/usage");
  const palette = await openByKey(page);
  await expect(palette.getByRole("option", { name: "Run Run me" })).toBeVisible();
  await updateMonitor(signedIn.ctx, monitor.id, { status: "paused" });
  await palette.getByRole("option", { name: "Run Run me" }).click();
  await expect(palette.getByRole("alert")).toHaveText(/^Run me was not run\. Monitor is paused\./);
  await expect(palette.getByText("Run now"), "nothing is left to run").toBeHidden();
  await page.keyboard.press("Escape");

  await updateMonitor(signedIn.ctx, monitor.id, { status: "active" });
  await page.reload();
  await openByKey(page);
  await palette.getByRole("option", { name: "Run Run me" }).click();
  await expect(page).toHaveURL(`/monitors/${monitor.id}`);
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
});

test("a verb and a name do it, by the keyboard alone: pause, resume, edit, duplicate, checks", async ({
  page,
  signedIn,
}) => {
  const shop = await watch(signedIn, "Harbour shop", ["https://example.com/shop"]);
  await watch(signedIn, "Other", ["https://example.com/other"]);
  const { checkId } = await storeChange(signedIn.ctx, shop, "old\n", "new\n");
  await page.goto("/usage");
  const ask = async (words: string, first: string) => {
    const palette = await openByKey(page);
    await palette.getByRole("combobox").fill(words);
    await expect(palette.getByRole("option").first()).toHaveText(first);
    await page.keyboard.press("Enter");
    return palette;
  };
  const paused = await ask("pause harb", "Pause Harbour shop");
  await expect(paused.getByRole("status")).toHaveText("Harbour shop is paused.");
  expect(await statusOf(signedIn, shop)).toBe("paused");
  const resumed = await ask("resume", "Resume Harbour shop");
  await expect(resumed.getByRole("status")).toHaveText("Harbour shop is active again.");
  expect(await statusOf(signedIn, shop)).toBe("active");

  await ask("last harb", "Latest check of Harbour shop");
  await expect(page).toHaveURL(`/monitors/${shop.id}/checks/${checkId}`);
  await ask("edit shop", "Edit Harbour shop");
  await expect(page).toHaveURL(`/monitors/${shop.id}/edit`);
  await ask("copy harbour", "Duplicate Harbour shop");
  await expect(page).not.toHaveURL(`/monitors/${shop.id}/edit`);
  await expect(page.getByRole("textbox", { name: /^Name/ })).toHaveValue("Copy of Harbour shop");
  const [copy] = await listMonitors(signedIn.ctx, { limit: 1, offset: 0 });
  expect(copy).toMatchObject({ name: "Copy of Harbour shop", status: "active" });
  expect(copy?.targets[0]).toMatchObject({ urls: ["https://example.com/shop"] });
  expect(copy?.targets[0]?.id).not.toBe(shop.targets[0]?.id);
});

test("on a monitor's page what can be done to it stands first", async ({ page, signedIn }) => {
  const shop = await watch(signedIn, "Harbour shop", ["https://example.com/shop"]);
  await page.goto(`/monitors/${shop.id}`);
  const palette = await openByKey(page);
  await expect(palette.getByRole("option").first()).toHaveText("Run Harbour shop");
  await page.keyboard.press("ArrowDown");
  await expect(palette.getByRole("option", { selected: true })).toHaveText("Pause Harbour shop");
  await page.keyboard.press("Enter");
  await expect(palette.getByRole("status")).toHaveText("Harbour shop is paused.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Resume" }).first()).toBeVisible();
});

test("themes, keys and signing out are a word away", async ({ page, signedIn: _ }) => {
  await page.goto("/monitors");
  for (const theme of ["dark", "light"]) {
    const palette = await openByKey(page);
    await page.keyboard.type(theme);
    await expect(palette.getByRole("option").first()).toHaveText(new RegExp(`${theme} theme`, "i"));
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveClass(new RegExp(theme));
    await expect(palette).toBeHidden();
  }
  const palette = await openByKey(page);
  await page.keyboard.type("api keys");
  await expect(palette.getByRole("option").first()).toHaveText("API keys");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/settings/keys");
  await expect(page.getByRole("heading", { name: "API keys" })).toBeInViewport();
  await openByKey(page);
  await page.keyboard.type("sign out");
  await expect(palette.getByRole("option").first()).toHaveText("Sign out");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sign-in/);
});

for (const look of LOOKS) {
  test.describe(() => {
    test.use(asLook(look));
    test(`the palette looks right at ${look.name}`, async ({ page, signedIn }) => {
      const shop = await watch(signedIn, "Harbour shop", [`https://example.com/${"long/".repeat(40)}`]);
      await storeChange(signedIn.ctx, shop, "old\n", "new\n");
      await watch(signedIn, "n".repeat(200), ["https://example.com/other"]);
      await page.goto("/usage");
      const palette = await openByKey(page);
      await expect(palette.getByRole("option", { name: "Harbour shop" }).first()).toBeVisible();
      await expectGoodLook(page);
      await page.keyboard.type("long");
      await expect(palette.getByRole("option").first()).toContainText("https://example.com/long");
      await expectGoodLook(page);
    });
  });
}
