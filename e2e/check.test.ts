import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { updateMonitor } from "#lib/check/index.ts";
import { createMonitor, toMonitorAnswer } from "#lib/monitor/index.ts";
import { CreateMonitor } from "#lib/monitor/model.ts";
import { storeCheck } from "../testing/stored-checks.ts";
import { asLook, expectGoodLook, expectGoodLooks, LOOKS } from "./looks.ts";
import { expect, test } from "./test.ts";
import { open, pressRun, storeChange, storeLargeCheck, watch } from "./watch.ts";

const plans = (price: string) =>
  `<title>Plans</title><main><h1>Plans</h1><p>Starter costs ${price} a month</p><p>For small teams</p></main>`;

const diffOf = (page: Page, url: RegExp) =>
  page.getByLabel(new RegExp(`^Diff of.*${url.source.replace("Diff of", "")}`));

test("the first run finds new pages; after a change the second shows which words differ", async ({
  page,
  signedIn,
  site,
}) => {
  site.page("/plans", plans("$19"));
  const monitor = await watch(signedIn, "Acme plans", [site.url("/plans")]);
  await open(page, `/monitors/${monitor.id}`);
  await expect(page.getByRole("heading", { name: "Not looked at yet" })).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
  await page.getByRole("link", { name: "The first check" }).click();
  await page.getByRole("button", { name: /^New .*\/plans/ }).click();
  await expect(page.getByText("First snapshot.")).toBeVisible();

  site.page("/plans", plans("$24"));
  await page.getByRole("link", { name: "Acme plans" }).click();
  await expect(page.getByRole("heading", { name: "Acme plans" })).toBeVisible();
  await pressRun(page);
  await page.getByRole("link", { name: "Read the diff" }).click();
  const diff = diffOf(page, /plans/);
  await expect(diff.locator("del")).toHaveText("19");
  await expect(diff.locator("ins")).toHaveText("24");
  await page.getByText("1 credit", { exact: true }).click();
  await expect(page.getByText("Actual", { exact: true })).toBeVisible();
});

test("what a page wrote is shown and never run", async ({ page, signedIn, site }) => {
  const evil = (n: number) =>
    `<title>&lt;script&gt;window.ran=${n}&lt;/script&gt;</title><main><p>&lt;script&gt;window.ran=${n}&lt;/script&gt;</p>` +
    `<p>&lt;img src=x onerror="window.ran=${n}"&gt; ${n}</p></main>`;
  const path = "/%3Cimg%20src=x%20onerror=window.ran=1%3E";
  const address = `${site.url(path)}?q="><script>window.ran=2</script>`;
  site.page(path, evil(1));
  const monitor = await watch(signedIn, "<script>window.ran=3</script>", [address]);
  await open(page, `/monitors/${monitor.id}`);
  await pressRun(page);
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
  site.page(path, evil(2));
  await pressRun(page);
  await expect(page.getByRole("link", { name: "Read the diff" })).toBeVisible();
  await page.getByRole("tab", { name: "Pages" }).click();
  await expect(page.getByRole("tabpanel").getByText("<script>window.ran=2</script>")).toBeVisible();
  await page.getByRole("link", { name: "Read the diff" }).click();
  await expect(diffOf(page, /Diff of/)).toContainText("<script>window.ran=");
  await expect(diffOf(page, /Diff of/)).toContainText("onerror=");
  await page.getByRole("button", { name: "Raw JSON" }).click();
  await expect(page.getByRole("region", { name: "JSON of this check" })).toContainText("onerror");
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  for (const path of ["/monitors", `/monitors/${monitor.id}/edit`, "/sign-in"]) {
    const answer = await page.request.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src "));
    expect(scripts, path).toMatch(/^script-src 'self' 'nonce-[0-9a-f]{32}' 'strict-dynamic'$/);
  }
  await page.goto("/monitors");
  await expect(page.getByRole("link", { name: "<script>window.ran=3</script>" })).toBeVisible();
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
});

test("a link leads to a page's diff, however far down the list it stands", async ({ page, signedIn }) => {
  const monitor = await watch(signedIn, "Ten thousand", ["https://example.com"]);
  const checkId = await storeLargeCheck(signedIn.ctx, monitor, 10_000);
  const address = `/monitors/${monitor.id}/checks/${checkId}`;
  await open(page, address);
  const rows = page.getByRole("list", { name: "Pages of this check" }).getByRole("listitem");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("100 pages failed");
  await expect(rows.first()).toContainText("503 Service Unavailable");
  expect(await rows.count(), "only rows in sight exist").toBeLessThan(120);
  await page.getByRole("button", { name: /^Same [\d,]+$/ }).click();
  await expect(page).toHaveURL(/status=same/);
  await page.keyboard.press("End");
  await expect(rows.last()).toHaveAttribute("aria-posinset", "9900");
  await expect(rows.last()).toContainText("example.com/page/");
  await rows.last().getByRole("button").click();
  await expect(page).toHaveURL(/page=/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Linked page" })).toBeVisible();
  // The same page may be open in the list below, too.
  await expect(page.getByRole("region", { name: "Linked page" }).getByText("Nothing changed")).toBeVisible();
  await page.goto(`${address}?page=${checkId}`);
  await expect(page.getByText("is not part of this check")).toBeVisible();
});

test("a diff of twenty thousand lines is read by keyboard", async ({ page, signedIn }) => {
  const text = (mark: string) =>
    Array.from({ length: 20_000 }, (_, line) =>
      line % 40 === 5 ? `Line ${line} costs ${mark}${line}` : `Line ${line}`,
    ).join("\n");
  const monitor = await watch(signedIn, "Long page", ["https://example.com"]);
  const { checkId, pageIds } = await storeChange(signedIn.ctx, monitor, text("$"), text("€"));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page, `/monitors/${monitor.id}/checks/${checkId}?page=${pageIds[0]}`);
  const diff = diffOf(page, /Diff of/);
  await expect(diff.locator("ins").first()).toHaveText("€");
  await expect(diff).toContainText("… 33 unchanged lines");
  expect(await diff.locator("[data-index]").count(), "only rows in sight exist").toBeLessThan(250);
  await page.keyboard.press("v");
  await expect(diff.getByRole("columnheader")).toHaveCount(4);
  expect(await diff.getByRole("row").count(), "only rows in sight exist").toBeLessThan(250);
  // Once it hears what happens, the page reads anew all that may have changed; a diff is not among that.
  await expect.poll(() => asked.filter((url) => url.endsWith("?limit=1"))).not.toEqual([]);
  expect(asked.filter((url) => /[?]page=/.test(url) && url.includes("/api/"))).toEqual([]);
  for (const [key, line] of [
    ["j", 5],
    ["j", 45],
    ["j", 85],
    ["k", 45],
  ] as const) {
    await page.keyboard.press(key);
    await expect(diff.getByText(`Line ${line} costs`, { exact: false }).first()).toBeInViewport();
  }
});

test("j leads on to what has not been read yet, and y copies the change one reads", async ({
  page,
  signedIn,
}) => {
  const targets = ["https://example.com/a", "https://example.com/b"].map((url) => ({
    type: "scrape",
    urls: [url],
  }));
  const body = CreateMonitor.parse({ name: "Two targets", schedule: { cron: "0 3 * * *" }, targets });
  const monitor = await createMonitor(signedIn.ctx, body);
  const same = Array.from({ length: 250 }, () => ({ status: "same" as const }));
  const changed = { status: "changed" as const, before: "costs $1" };
  const { checkId, pageIds } = await storeCheck(signedIn.ctx, toMonitorAnswer(monitor), {
    found: [{ ...changed, after: "costs $2" }, ...same, { ...changed, after: "costs $3", target: 1 }],
  });
  // As on a host without https, where there is no clipboard API.
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page, `/monitors/${monitor.id}/checks/${checkId}`);
  const marked = diffOf(page, /Diff of/).locator("ins");
  await expect(marked).toHaveText("2");
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`page=${pageIds[0]}&change=1`));
  await page.keyboard.press("j");
  await expect(marked.filter({ hasText: "3" })).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`page=${pageIds.at(-1)}`));
  await page.keyboard.press("y");
  await expect(page.getByText("Link to change 1 copied")).toBeVisible();
  await page.getByRole("button", { name: "Jump to…" }).click();
  await page.getByRole("dialog").getByRole("combobox").press("Control+v");
  await expect(page.getByRole("dialog").getByRole("combobox")).toHaveValue(page.url());
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await expect(marked.filter({ hasText: "2" })).toBeInViewport();
});

test("the history strip is walked by arrow keys, and marks the check one is on", async ({
  page,
  signedIn,
}) => {
  const monitor = await watch(signedIn, "Strip", ["https://example.com"]);
  const found = [{ status: "changed" as const }, { status: "error" as const }];
  await storeCheck(signedIn.ctx, toMonitorAnswer(monitor), { found });
  await storeCheck(signedIn.ctx, toMonitorAnswer(monitor), { status: "skipped_overlap" });
  await open(page, `/monitors/${monitor.id}`);
  const strip = page.getByRole("list", { name: /^History: 2 checks, 1 with changes, 1 with errors/ });
  const [older, newer] = [strip.getByRole("link").first(), strip.getByRole("link").last()];
  await expect(newer).toHaveAccessibleName(
    /^Check \d+ \w+ 20\d\d, \d\d:\d\d:\d\d \S+, manual, skipped, overlap$/,
  );
  await newer.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(older).toBeFocused();
  await expect(older).toHaveAccessibleName(/manual, completed: 1 changed, 1 error$/);
  await expect(page.getByRole("tooltip")).toContainText(/manual.*20\d\d, \d\d:\d\d.*2 credits/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 page changed, 1 failed");
  await expect(strip.locator("[aria-current=page]")).toHaveAccessibleName(/1 changed, 1 error$/);
});

test("what is not there is told as such", async ({ page, signedIn, quiet }) => {
  quiet.allow(404);
  const monitor = await watch(signedIn, "Here", ["https://example.com"]);
  const nobody = randomUUID();
  for (const path of ["not-an-id", nobody, `${monitor.id}/checks/${nobody}`, `${monitor.id}/checks/x`]) {
    await page.goto(`/monitors/${path}`);
    await expect(page.getByRole("heading")).toHaveText("This is not here, or not any more");
  }
  await expectGoodLooks(page);
});

test("a page that failed says so, and can be tried again", async ({ page, signedIn, quiet }) => {
  quiet.provoke(/Cannot read properties of undefined/);
  const monitor = await watch(signedIn, "Broken", ["https://example.com"]);
  await open(page, `/monitors/${monitor.id}`);
  const read = `**/api/v2/monitor/${monitor.id}?*`;
  await page.route(read, (route) => route.fulfill({ json: { success: true, data: { id: monitor.id } } }));
  const failed = page.getByRole("heading", { name: "This page could not be shown" });
  // What changes before the page listens, it does not hear of.
  await expect(async () => {
    await updateMonitor(signedIn.ctx, monitor.id, { name: "Mended" });
    await expect(failed).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectGoodLooks(page);
  await page.unroute(read);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mended");
});

test("a monitor is paused, resumed and, by its name, deleted; other tabs say so", async ({
  page,
  context,
  signedIn,
  site,
  quiet,
}) => {
  // A read that was under way while it was deleted finds nothing.
  quiet.allow(404, 503);
  const monitor = await watch(signedIn, "Old docs", [site.url("/docs")]);
  await open(page, `/monitors/${monitor.id}`);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();

  // While no answer comes, not even to a read, what is shown is what was last known to be so.
  await page.route("**/api/v2/monitor/*", (route) =>
    route.fulfill({ status: 503, json: { error: "Not now." } }),
  );
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("Not now.");
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await page.unroute("**/api/v2/monitor/*");

  await page.getByRole("button", { name: "More about Old docs" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const remove = page.getByRole("button", { name: "Delete monitor" });
  await expect(remove).toBeDisabled();
  await expect(page.getByLabel("Type “Old docs” to confirm")).toBeFocused();
  await page.keyboard.type("Old docs");
  const other = await context.newPage();
  await open(other, `/monitors/${monitor.id}`);
  await page.bringToFront();
  await remove.click();
  await expect(page).toHaveURL("/monitors");
  await expect(other.getByRole("heading")).toHaveText("This is not here, or not any more");
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));

    test("a monitor and its checks look right", async ({ page, signedIn, site }) => {
      site.page("/plans", plans("$19"));
      const monitor = await watch(signedIn, "Acme plans", [site.url("/plans"), site.url("/missing")]);
      await open(page, `/monitors/${monitor.id}`);
      await expectGoodLook(page);
      await page.getByRole("button", { name: "Run now" }).click();
      await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
      site.page("/plans", plans("$24"));
      await page.getByRole("button", { name: "Run now" }).click();
      await expect(page.getByRole("link", { name: "Read the diff" })).toBeVisible();
      for (const tab of ["Checks", "Pages", "Settings"]) {
        await page.getByRole("tab", { name: tab }).click();
        await expectGoodLook(page);
      }
      await page.getByRole("link", { name: "Read the diff" }).click();
      await expect(diffOf(page, /plans/)).toBeVisible();
      await page.getByRole("button", { name: /^Error .*missing/ }).click();
      await expectGoodLook(page);
    });

    test("checks that run, failed or were skipped look right, and keep still for those who want that", async ({
      page,
      signedIn,
      site,
    }) => {
      const gate = Promise.withResolvers<void>();
      site.page("/plans", plans("$19"));
      site.page("/slow", () => gate.promise.then(() => plans("$29")));
      const monitor = await watch(signedIn, "Acme plans", [site.url("/plans"), site.url("/slow")]);
      await open(page, `/monitors/${monitor.id}`);
      await pressRun(page);
      await expect(page.getByRole("region", { name: "Live check" })).toContainText("1 of 2 pages");
      await expectGoodLook(page);
      await page.getByRole("link", { name: "Open", exact: true }).click();
      await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
      // It fades in: what is judged must have begun to.
      await expect(page.getByRole("list", { name: "Pages of this check" }).getByRole("listitem")).toHaveCount(
        1,
      );
      await expectGoodLook(page);
      await page.emulateMedia({ reducedMotion: "reduce" });
      const moving = () => document.getAnimations().filter(({ playState }) => playState === "running").length;
      await expect.poll(() => page.evaluate(moving)).toBe(0);
      gate.resolve();
      await expect(page.getByText("Completed")).toBeVisible();

      await page.keyboard.press("ControlOrMeta+k");
      await expect(page.getByRole("option", { name: "Run Acme plans" })).toBeVisible();
      await expectGoodLook(page);
      for (const status of ["failed", "skipped_no_credits"] as const) {
        const { checkId } = await storeCheck(signedIn.ctx, toMonitorAnswer(monitor), { status });
        await open(page, `/monitors/${monitor.id}/checks/${checkId}`);
        await expectGoodLook(page);
      }
    });
  });
}
