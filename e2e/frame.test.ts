import { chromium } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../testing/chromium.ts";
import { expect, test } from "./test.ts";
import { storeChange, watch } from "./watch.ts";

const SCREENS = ["/monitors", "/monitors/new", "/usage", "/settings/keys"];

for (const [width, edge] of [
  [1600, 24],
  [1280, 24],
  [390, 12],
] as const) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("all pages have one left edge, and what is read uses the window", async ({ page, signedIn }) => {
      const monitor = await watch(signedIn, "Acme pricing", ["https://example.com"]);
      const { checkId } = await storeChange(signedIn.ctx, monitor, "costs $1", "costs $2");
      const reading = ["/monitors", `/monitors/${monitor.id}`, `/monitors/${monitor.id}/checks/${checkId}`];
      for (const path of new Set([...SCREENS, ...reading])) {
        await page.goto(path);
        const first = page.locator("main h1, main nav").first();
        await expect(first).toBeVisible();
        expect((await first.boundingBox())?.x, path).toBe(edge);
      }
      for (const path of reading) {
        await page.goto(path);
        await expect(page.locator("main section, main table, main ul").first()).toBeVisible();
        const right = await page.evaluate(() => {
          const blocks = [...document.querySelectorAll("main section, main table, main ul")];
          return Math.max(...blocks.map((block) => block.getBoundingClientRect().right));
        });
        expect(right, path).toBe(width - edge);
      }
      await page.goto("/settings/keys");
      const settings = await page.locator("main section").first().boundingBox();
      expect(settings?.width).toBeLessThanOrEqual(1100);
    });
  });
}

test("the line under the navigation reaches the window's edge, and a scrollbar that comes moves nothing", async ({
  person,
  baseURL,
}) => {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: CHROMIUM_ARGS,
    // A browser for tests hides what takes room at the right of everybody else's.
    ignoreDefaultArgs: ["--hide-scrollbars"],
  });
  try {
    const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: 1280, height: 800 } });
    await person.signIn(context);
    const page = await context.newPage();
    await page.goto("/monitors");
    await expect(page.getByRole("heading", { name: "Nothing is watched yet" })).toBeVisible();
    const bar = page.locator("header").first();
    expect((await bar.boundingBox())?.width).toBe(1280);
    const menu = page.getByRole("button", { name: /^Account of/ });
    const before = await menu.boundingBox();
    await page.evaluate(() => {
      const tall = document.createElement("div");
      tall.style.height = "3000px";
      document.body.append(tall);
    });
    const taken = await page.evaluate(() => window.innerWidth - document.documentElement.clientWidth);
    expect(taken, "there is a scrollbar now").toBeGreaterThan(0);
    expect(await menu.boundingBox()).toEqual(before);
  } finally {
    await browser.close();
  }
});

test("an address that leads nowhere keeps the navigation of whoever is signed in, and tells nobody else anything", async ({
  page,
  signedIn,
  newBrowser,
  quiet,
}) => {
  quiet.allow(404);
  for (const path of ["/nope", "/nope/further/down?x=1"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
    await expect(page.getByRole("button", { name: `Account of ${signedIn.email}` })).toBeVisible();
  }
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Usage" }).click();
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
  const stranger = await (await newBrowser()).newPage();
  const answer = await stranger.goto("/nope");
  expect(answer?.status()).toBe(404);
  await expect(stranger.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expect(stranger.getByRole("navigation", { name: "Main" })).toHaveCount(0);
});

test("palette, menu and dialog open at their first press without asking the server for anything", async ({
  page,
  context,
  signedIn,
  quiet,
}) => {
  quiet.provoke(/ERR_INTERNET_DISCONNECTED/);
  await watch(signedIn, "Acme pricing", ["https://example.com"]);
  const floating = { dialog: "Create API key", menu: `Account of ${signedIn.email}` };
  const first = await (await page.request.get("/settings/keys")).text();
  await page.goto("/settings/keys");
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.endsWith(".js"))
        .map(({ name }) => name),
    );
  // What its own HTML does not name has been fetched in idle time.
  await expect
    .poll(async () => (await loaded()).filter((name) => !first.includes(new URL(name).pathname)).length)
    .toBeGreaterThanOrEqual(3);
  await page.waitForLoadState("networkidle").catch(() => {});
  await context.setOffline(true);
  await page.getByRole("button", { name: floating.dialog }).click();
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: floating.menu }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await context.setOffline(false);
});
