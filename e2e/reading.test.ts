import type { Page } from "@playwright/test";
import { toMonitorAnswer } from "#lib/monitor/index.ts";
import { storeCheck } from "../testing/stored-checks.ts";
import { textOfPdf } from "./pdf-text.ts";
import { expect, test } from "./test.ts";
import { open, storeChange, watch } from "./watch.ts";

const read = (page: Page) => page.getByLabel(/^Diff of/);
const told = (page: Page) => page.getByRole("status").filter({ hasText: /^Change/ });

/** A thousand lines of which each fortieth changed; odd ones of them are as long as a paragraph. */
const long = (mark: string, lines = 1000) =>
  Array.from({ length: lines }, (_, line) => {
    const words = `Line ${line} ${"says a few words more ".repeat(line % 3 === 1 ? 12 : 1)}`.trim();
    return line % 40 === 5 ? `${words} costs ${mark}${line}` : words;
  }).join("\n");

async function openLong(page: Page, person: Parameters<typeof watch>[0], lines = 1000) {
  const monitor = await watch(person, "Long page", ["https://example.com"]);
  const { checkId, pageIds } = await storeChange(person.ctx, monitor, long("$", lines), long("€", lines));
  const address = `/monitors/${monitor.id}/checks/${checkId}`;
  await open(page, address);
  await expect(read(page).locator("ins").first()).toBeVisible();
  return { address, pageId: pageIds[0]! };
}

const page1 = (price: string, link: string) =>
  [
    "# Plans",
    "0\\. Pick one. [Read the terms](https://example.com/very/long/path/to/terms.html?utm=1) first.",
    "| Plan | Price |",
    "| --- | --- |",
    `| Starter | ${price} |`,
    "- For small teams",
    `[Contact](https://example.com/some/where/${link}) us`,
  ].join("\n");

test("HTML is read rendered: headings, tables and lists with what changed set in them", async ({
  page,
  signedIn,
}) => {
  const monitor = await watch(signedIn, "Plans", ["https://example.com"]);
  const { checkId } = await storeChange(
    signedIn.ctx,
    monitor,
    page1("$19", "sales"),
    page1("$24", "support"),
  );
  await open(page, `/monitors/${monitor.id}/checks/${checkId}`);
  const text = read(page);
  const fold = page.getByRole("button", { name: "show all" });
  await expect(async () => {
    if (await fold.isVisible()) await fold.click();
    await expect(text.getByRole("heading", { name: "Plans" })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await expect(text.getByRole("columnheader")).toHaveText(["Plan", "Price"]);
  await expect(text.getByRole("row", { name: /Starter/ }).locator("del")).toHaveText("19");
  await expect(text.getByRole("row", { name: /Starter/ }).locator("ins")).toHaveText("24");
  await expect(text.getByText("0. Pick one. Read the terms first.")).toBeVisible();
  // Where a link leads is told in short, and only where it leads elsewhere than before.
  await expect(text.getByText("example.com/…/sales")).toBeVisible();
  await expect(text.getByText("example.com/…/support")).toBeVisible();
  for (const mark of ["0\\.", "---", "](", "very/long/path"]) await expect(text).not.toContainText(mark);
  await page.keyboard.press("v");
  await expect(read(page).getByRole("columnheader")).toHaveCount(4);
  await expect(read(page)).toContainText("0\\. Pick one.");
  await page.keyboard.press("v");
  await expect(read(page).getByRole("columnheader")).toHaveCount(3);
  await page.reload();
  await expect(read(page).getByRole("columnheader"), "the choice is remembered").toHaveCount(3);
  await page.keyboard.press("v");
  await expect(
    read(page)
      .getByRole("row", { name: /Starter/ })
      .locator("ins"),
  ).toHaveText("24");
});

test("another view keeps the line one reads where it is", async ({ page, signedIn }) => {
  await openLong(page, signedIn);
  for (let n = 0; n < 12; n++) await page.keyboard.press("j");
  await expect(told(page)).toContainText("Change 12 of 25, line 446");
  const line = read(page).locator("[data-index]", { hasText: "€445" }).last();
  const top = () => line.evaluate((row) => row.getBoundingClientRect().top);
  await expect.poll(top).toBeLessThan(300);
  const before = await top();
  for (let view = 0; view < 3; view++) {
    await page.keyboard.press("v");
    await expect(line).toBeInViewport();
    // In one column what went stands above what came.
    await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(120);
  }
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(4);
});

test("j and k say where they are, take the focus along, and y copies a link to that very change", async ({
  page,
  signedIn,
}) => {
  // As on a host without https, where there is no clipboard API.
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await openLong(page, signedIn);
  for (const [key, change, line] of [
    ["j", 1, 6],
    ["j", 2, 46],
    ["j", 3, 86],
    ["k", 2, 46],
  ] as const) {
    await page.keyboard.press(key);
    await expect(told(page)).toContainText(`Change ${change} of 25, line ${line}`);
    await expect(page.locator("[data-index]:focus")).toContainText(`€${line - 1}`);
  }
  for (let n = 0; n < 15; n++) await page.keyboard.press("j");
  await expect(told(page)).toContainText("Change 17 of 25");
  await page.keyboard.press("y");
  await expect(page.getByText("Link to change 17 copied")).toBeVisible();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("dialog").getByRole("combobox");
  await field.press("Control+v");
  const link = await field.inputValue();
  expect(link).toContain("change=17");
  await page.goto("about:blank");
  await page.goto(link);
  const row = read(page).locator("[data-index]", { hasText: "€645" }).last();
  await expect(row).toBeInViewport();
  await expect(row).toBeFocused();
});

test("/ finds in all lines, drawn or not, counts them and walks them", async ({ page, signedIn }) => {
  await openLong(page, signedIn);
  await page.keyboard.press("Control+f");
  await expect(page.getByText("Press / to find in all lines")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("COSTS");
  const find = page.getByRole("search", { name: "Find in the texts" });
  await expect(find.getByRole("status")).toHaveText("1 of 25");
  await page.keyboard.press("Shift+Enter");
  await expect(find.getByRole("status")).toHaveText("25 of 25");
  await expect(read(page).locator("[data-index]", { hasText: "€965" }).last()).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(find.getByRole("status")).toHaveText("1 of 25");
  await find.getByRole("textbox").fill("€885");
  await expect(find.getByRole("status")).toHaveText("1 of 1");
  await expect(read(page).locator("[data-index]", { hasText: "€885" }).last()).toBeInViewport();
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("found-current") ?? [])].map(String));
  await expect.poll(marked).toEqual(["€885"]);
  await find.getByRole("textbox").fill("nowhere");
  await expect(find.getByRole("status")).toHaveText("none");
  await page.keyboard.press("Escape");
  await expect(find).toHaveCount(0);
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  for (const view of ["split", "unified"]) {
    await page.keyboard.press("v");
    await page.keyboard.press("/");
    await page.keyboard.type("costs");
    // Both texts of a line stand there.
    await expect(find.getByRole("status"), view).toHaveText(/of 50$/);
    await page.keyboard.press("Escape");
  }
});

test("? shows the keys that the screen answers", async ({ page, signedIn }) => {
  await openLong(page, signedIn);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys of this screen" });
  for (const words of ["Next change", "Copy a link to this very change", "Find", "Run now"]) {
    await expect(keys.getByText(words, { exact: false }).first()).toBeVisible();
  }
  await expect(keys.getByText("Older version")).toHaveCount(0);
  await page.keyboard.press("Escape");
  // What once meant other things here means nothing now.
  const address = page.url();
  for (const key of ["s", "u", "c"]) await page.keyboard.press(key);
  expect(page.url()).toBe(address);
  await expect(read(page).getByRole("columnheader")).toHaveCount(0);
});

test("a long diff is printed whole, without what is only to be pressed", async ({ page, signedIn }) => {
  await openLong(page, signedIn);
  const text = await textOfPdf(await page.pdf({ format: "A4" }));
  for (let line = 5; line < 1000; line += 40) expect(text).toContain(`€${line}`);
  for (const words of ["Jump to", "Rendered", "show 10", "Settings"]) expect(text).not.toContain(words);
  await expect.poll(() => read(page).locator("[data-index]").count(), "then as before").toBeLessThan(120);
});

test("a check is printed with all its changes, also those that are closed or far down the list", async ({
  page,
  signedIn,
}) => {
  const urls = Array.from({ length: 12 }, (_, at) => `https://example.com/${at}`);
  const monitor = await watch(signedIn, "Twelve", urls);
  const { checkId } = await storeCheck(signedIn.ctx, toMonitorAnswer(monitor), {
    found: urls.map((url, at) => ({
      url,
      status: "changed",
      before: long(`${at}$`, 50),
      after: long(`${at}€`, 50),
    })),
  });
  await open(page, `/monitors/${monitor.id}/checks/${checkId}`);
  const rows = page.getByRole("list", { name: "Pages of this check" });
  await expect(rows.getByRole("button", { expanded: false })).toHaveCount(12);
  const text = await textOfPdf(await page.pdf({ format: "A4" }));
  for (const at of urls.keys()) {
    // What went stands before what came.
    for (const line of [5, 45]) expect(text).toContain(`costs ${at}$€${line}`);
  }
  for (const words of ["Run again", "Raw JSON", "Rendered", "more than a print holds"]) {
    expect(text).not.toContain(words);
  }
  await expect(read(page), "then as before").toHaveCount(0);
});

test("find counts the lines in folds, and opens the fold at a place", async ({ page, signedIn }) => {
  await openLong(page, signedIn);
  await page.keyboard.press("/");
  await page.keyboard.type("Line 20 ");
  const find = page.getByRole("search", { name: "Find in the texts" });
  await expect(find.getByRole("status")).toHaveText("1 of 1");
  await expect(read(page).locator("[data-index]", { hasText: "Line 20 " })).toBeInViewport();
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("found-current") ?? [])].map(String));
  await expect.poll(marked).toEqual(["Line 20 "]);
  // The other folds stay closed.
  await find.getByRole("textbox").fill("Line 6");
  await expect(find.getByRole("status")).toHaveText(/of 111$/);
  await expect(read(page).getByRole("button", { name: "show all" }).first()).toBeAttached();
});

test("code that comes late moves nothing, and keys that were pressed meanwhile are carried out", async ({
  page,
  signedIn,
}) => {
  const monitor = await watch(signedIn, "Late", ["https://example.com"]);
  const { checkId } = await storeChange(signedIn.ctx, monitor, long("$"), long("€"));
  const address = `/monitors/${monitor.id}/checks/${checkId}`;
  const html = await (await page.request.get(address)).text();
  // What the document does not name is asked for by what it names.
  await page.route(/_next\/static\/chunks\/.*\.js/, async (route) => {
    if (!html.includes(new URL(route.request().url()).pathname))
      await new Promise((later) => setTimeout(later, 1500));
    await route.continue();
  });
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, {
          shifted:
            (window as unknown as { shifted: number }).shifted +
            (entry as PerformanceEntry & { value: number }).value,
        });
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(address);
  await expect(read(page).locator("ins").first()).toBeVisible();
  await page.waitForFunction(
    () =>
      document.querySelector("main button")?.matches("*") &&
      Object.keys(document.querySelector("main button") ?? {}).some((key) => key.startsWith("__react")),
  );
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  expect(await read(page).locator("ins").count(), "drawn by the server meanwhile").toBeGreaterThan(0);
  await expect(told(page)).toContainText("Change 2 of 25");
  await page.keyboard.press("/");
  await page.keyboard.type("€85");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThanOrEqual(
    0.05,
  );
});

test("what is too long to print leads to where it is whole", async ({ page, signedIn }) => {
  // Seven lines about each change are shown: 32,000 lines make 5,600 rows and more.
  const { pageId } = await openLong(page, signedIn, 32_000);
  await page.emulateMedia({ media: "print" });
  const link = page.getByRole("link", { name: new RegExp(`/checks/[0-9a-f-]+\\?page=${pageId}$`) });
  await expect(link).toBeVisible();
  await expect(page.getByText("more than a print holds (5,000)")).toBeVisible();
  const answer = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(await answer.text()).toContain("€31965");
});

test.describe("a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("walks by buttons for a thumb, and leaves the width to the text", async ({ page, signedIn }) => {
    await openLong(page, signedIn);
    for (const name of ["Next change", "Previous change"]) {
      const box = await page.getByRole("button", { name }).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
    }
    await page.getByRole("button", { name: "Next change" }).tap();
    await page.getByRole("button", { name: "Next change" }).tap();
    await expect(told(page)).toContainText("Change 2 of 25");
    await page.getByRole("button", { name: /^View: rendered/ }).tap();
    const gutter = read(page).locator("tr[data-index] td:first-child:not([colspan])").first();
    const width = (await gutter.boundingBox())?.width ?? 390;
    expect(width / 390).toBeLessThan(0.12);
  });

  test("has bars of history that a finger hits", async ({ page, signedIn }) => {
    const monitor = toMonitorAnswer(await watch(signedIn, "Strip", ["https://example.com"]));
    for (let check = 0; check < 24; check++) await storeCheck(signedIn.ctx, monitor, { found: [] });
    await open(page, `/monitors/${monitor.id}`);
    const bars = page.getByRole("list", { name: /^History/ }).getByRole("link");
    const box = await bars.last().boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(24);
    await expect(bars.last()).toBeInViewport({ ratio: 0.9 });
    await bars.last().tap();
    await expect(page).toHaveURL(/\/checks\//);
  });
});
