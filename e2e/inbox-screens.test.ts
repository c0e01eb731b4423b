import type { Locator, Page } from "@playwright/test";
import { changedPage, FAILURE, found, names, openInbox, row, rows } from "./inbox-ground.ts";
import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import { expect, test } from "./test.ts";

const failing = [{ status: "error" as const, error: FAILURE }];

/** How far below the window's top the first words that came begin. */
const firstChange = (page: Page) =>
  page
    .locator("main ins")
    .first()
    .evaluate((element) => element.getBoundingClientRect().top);

for (const { name, below, ...screen } of [
  { name: "a desktop", viewport: { width: 1280, height: 800 }, hasTouch: false, below: 200 },
  { name: "a phone", viewport: { width: 390, height: 844 }, hasTouch: true, below: 260 },
]) {
  test.describe(name, () => {
    test.use(screen);

    test("the first change stands near the top, in the inbox and on its page", async ({ page, signedIn }) => {
      await found(signedIn, names(2));
      await openInbox(page, 2);
      expect(await firstChange(page)).toBeLessThanOrEqual(below);
      await expect(rows(page).first()).toContainText("+1 more");
      await expect(rows(page).first().getByText("2 lines added, 2 removed")).toBeAttached();
      const href = await rows(page).first().getByRole("link").getAttribute("href");
      await page.goto(href!);
      await expect(page.locator("main article ins").first()).toBeVisible();
      const text = page.locator("main article ins, main article del").first();
      expect((await text.boundingBox())?.y).toBeLessThanOrEqual(below);
    });

    test("a failure has its whole sentence in its row", async ({ page, signedIn, quiet }) => {
      // No version of the page was ever kept.
      quiet.allow(404);
      await found(signedIn, ["Old docs"], failing);
      await openInbox(page, 1);
      const sentence = row(page, "Old docs").getByText(FAILURE);
      await expect(sentence).toBeInViewport();
      expect(await sentence.evaluate((words) => words.scrollHeight <= words.clientHeight + 1)).toBe(true);
    });

    test("what comes by itself moves nothing", async ({ page, signedIn }) => {
      await found(signedIn, names(12));
      await openInbox(page, 12);
      if (screen.hasTouch) await rows(page).first().getByRole("checkbox").focus();
      else await rows(page).nth(1).hover();
      await page.evaluate(() => {
        Object.assign(window, { shifted: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            (window as unknown as { shifted: number }).shifted += (
              entry as unknown as { value: number }
            ).value;
          }
        }).observe({ type: "layout-shift" });
      });
      await found(signedIn, ["Late 1", "Late 2"]);
      await expect(page.getByRole("button", { name: "2 new" })).toBeVisible();
      await page.waitForTimeout(300);
      const shifted = await page.evaluate(() => (window as unknown as { shifted: number }).shifted);
      expect(shifted).toBeLessThanOrEqual(0.05);
      await expect(rows(page).first()).toContainText("Shop 12");
    });
  });
}

test.describe("a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** A finger that goes sideways over a row. */
  async function swipe(page: Page, target: Locator, by: number) {
    const box = (await target.boundingBox())!;
    const client = await page.context().newCDPSession(page);
    const at = (x: number) => [{ x: box.x + box.width / 2 + x, y: box.y + box.height / 2 }];
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
    for (let step = 1; step <= 8; step++) {
      await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at((by * step) / 8) });
    }
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  test("right is done, left is snooze, a short way is neither; the change opens with its own bar", async ({
    page,
    signedIn,
  }) => {
    await found(signedIn, names(4));
    await openInbox(page, 4);
    const foot = page.getByRole("navigation", { name: "Main, at the foot" });
    await expect(foot.getByRole("link", { name: /Changes/ })).toContainText("4");
    await swipe(page, row(page, "Shop 4"), 50);
    await expect(rows(page)).toHaveCount(4);
    await swipe(page, row(page, "Shop 4"), 160);
    await expect(rows(page)).toHaveCount(3);
    await swipe(page, row(page, "Shop 3"), -160);
    await page
      .getByRole("dialog", { name: "Snooze Shop 3" })
      .getByRole("option", { name: /until the page/i })
      .tap();
    await expect(rows(page)).toHaveCount(2);

    await row(page, "Shop 2").getByRole("link").tap();
    const bar = page.getByRole("toolbar", { name: "This change" });
    await expect(bar).toBeVisible();
    await expect(foot).toHaveCount(0);
    for (const button of await bar.getByRole("button").all()) {
      const box = (await button.boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    }
    await bar.getByRole("button", { name: "Next item" }).tap();
    await expect(page.getByRole("main")).toContainText("Shop 1");
    await bar.getByRole("button", { name: "Previous item" }).tap();
    await bar.getByRole("button", { name: "Done" }).tap();
    await expect(page.getByRole("main")).toContainText("Shop 1");
    await page.getByRole("link", { name: "Changes", exact: true }).tap();
    await expect(rows(page)).toHaveCount(1);
    await foot.getByRole("button", { name: "More" }).tap();
    await page.getByRole("dialog", { name: "More" }).getByRole("link", { name: "Usage" }).tap();
    await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
  });
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));

    test("the inbox, its choosers and a change look right", async ({ page, signedIn, quiet }) => {
      // Of a page that fails, no version was ever kept.
      quiet.allow(404);
      await signedIn.colleague("member", "cleo");
      await page.goto("/changes");
      await expect(page.getByText("Nothing is open.")).toBeVisible();
      await expectGoodLook(page);
      await found(signedIn, ["A monitor with a name that goes on and on, longer than a row", ...names(3)]);
      await found(signedIn, ["Old docs"], [...failing, changedPage, { status: "new" }]);
      await openInbox(page, 6);
      await expectGoodLook(page);
      // Where the list is alone, nobody stands on an item before the first step.
      await page.keyboard.press("j");
      await page.keyboard.press("s");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectGoodLook(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Filter", exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectGoodLook(page);
      await page.keyboard.press("Escape");
      await rows(page).first().getByRole("checkbox").check({ force: true });
      await expectGoodLook(page);
      const href = await rows(page).last().getByRole("link").getAttribute("href");
      await page.goto(href!);
      await expect(page.locator("main article").first()).toBeVisible();
      await expectGoodLook(page);
    });
  });
}
