import type { Page } from "@playwright/test";
import { toMonitorAnswer } from "#lib/monitor/index.ts";
import { storeCheck } from "../testing/stored-checks.ts";
import { expect, test } from "./test.ts";
import { open, runByApi, watch } from "./watch.ts";

/** Of the whole run, with nobody touching anything: what a browser calls the sum of its layout shifts. */
const MOST = 0.05;

/** Adds up every layout shift from now on, each with what moved, to say so when it was too much. */
async function watchShifts(page: Page) {
  await page.evaluate(() => {
    const shifts: { value: number; what: string[] }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        };
        const what = sources.map(({ node }) =>
          node instanceof Element ? node.outerHTML.slice(0, 120) : String(node?.textContent),
        );
        if (!hadRecentInput) shifts.push({ value, what });
      }
    }).observe({ type: "layout-shift" });
  });
}

async function expectStill(page: Page, screen: string): Promise<void> {
  // Entries are told a moment after what they tell of.
  await page.waitForTimeout(300);
  const shifts = await page.evaluate(
    () => (window as unknown as { shifts: { value: number; what: string[] }[] }).shifts,
  );
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  const moved = shifts.map(({ value, what }) => `${value.toFixed(4)} ${what.join(" · ")}`).join("\n");
  expect(sum, `${screen} moved:\n${moved}`).toBeLessThanOrEqual(MOST);
}

const SCREENS = [
  { name: "a desktop", viewport: { width: 1280, height: 800 }, hasTouch: false },
  { name: "a phone", viewport: { width: 390, height: 844 }, hasTouch: true },
];

for (const { name, ...screen } of SCREENS) {
  test.describe(name, () => {
    test.use(screen);

    test("what runs moves nothing: not on the monitor's page, nor in the list, nor on the check's page", async ({
      page,
      context,
      signedIn,
      site,
      baseURL,
    }) => {
      const paths = Array.from({ length: 12 }, (_, page) => `/page/${page}`);
      let price = 19;
      let gate = Promise.withResolvers<void>();
      gate.resolve();
      for (const [index, path] of paths.entries()) {
        site.page(path, async () => {
          await gate.promise;
          const changes = index % 3 === 0;
          if (index === 4) return { status: 503 };
          return `<title>Page ${index}</title><main><p>It costs $${changes ? price : 1} a month</p></main>`;
        });
      }
      const key = await signedIn.apiKey();
      const monitor = await watch(signedIn, "Twelve pages", [...paths.map((path) => site.url(path))]);
      const others = await Promise.all(
        ["Quiet", "Changed"].map((name) => watch(signedIn, name, ["https://example.com"])),
      );
      await storeCheck(signedIn.ctx, toMonitorAnswer(others[0]!), { found: [{ status: "same" }] });
      await storeCheck(signedIn.ctx, toMonitorAnswer(others[1]!), { found: [{ status: "changed" }] });
      const list = await context.newPage();
      const row = list.getByRole("row", { name: /Twelve pages/ });
      await open(list, "/monitors");
      await open(page, `/monitors/${monitor.id}`);
      for (const tab of [page, list]) await watchShifts(tab);
      const ended = (checks: number) =>
        expect(page.getByRole("tabpanel").getByRole("row", { name: /^Partial/ })).toHaveCount(checks);

      await runByApi(baseURL!, key, monitor.id);
      await ended(1);
      await expect(row).toContainText("just now");
      await expectStill(page, "The first run, on the monitor's page,");
      await expectStill(list, "The first run, in the list,");

      price = 24;
      gate = Promise.withResolvers();
      for (const tab of [page, list]) await watchShifts(tab);
      await runByApi(baseURL!, key, monitor.id);
      await expect(page.getByRole("region", { name: "Live check" })).toContainText("0 of 12 pages");
      const check = await context.newPage();
      const href = await page.getByRole("link", { name: "Open", exact: true }).getAttribute("href");
      await open(check, href!);
      await watchShifts(check);
      gate.resolve();
      await ended(2);
      await expect(page.getByRole("heading", { name: /^Changed/ })).toBeVisible();
      await expect(page.getByText("$24").first()).toBeVisible();
      await expect(check.getByText("$24").first()).toBeVisible();
      await expect(check.getByRole("heading", { level: 1 })).toHaveText("4 pages changed, 1 failed");
      await expectStill(page, "A run, on the monitor's page,");
      await expectStill(list, "A run, in the list,");
      await expectStill(check, "A run, on the check's page,");

      // The rows stand as they landed until another order is asked for.
      await check.getByRole("button", { name: "Changes first" }).click();
      const rows = check.getByRole("list", { name: "Pages of this check" }).getByRole("listitem");
      await expect(rows.first()).toContainText("$24");
    });
  });
}
