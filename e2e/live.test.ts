import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";
import type { Site } from "../testing/site.ts";
import { expect, test } from "./test.ts";
import { open, pressRun, runByApi, watch } from "./watch.ts";

const panel = (page: Page) => page.getByRole("region", { name: "Live check" });
const landed = (page: Page) => page.getByRole("link", { name: /^Latest page: / });
const checksIn = (page: Page) => page.getByRole("tabpanel").getByRole("row");

/** Lets a test cut a tab's live connection, and keep it from being made anew until it is mended. */
async function cuttable(page: Page) {
  await page.addInitScript(() => {
    window.EventSource = class extends EventSource {
      constructor(url: string | URL) {
        super(url);
        addEventListener("test:cut", () => this.dispatchEvent(new Event("error")), { once: true });
      }
    };
  });
  return {
    cut: async () => {
      await page.route("**/api/live", (route) => route.fulfill({ status: 503 }));
      await page.evaluate(() => dispatchEvent(new Event("test:cut")));
    },
    mend: () => page.unroute("**/api/live"),
  };
}

/** Pages of which each is answered only once the test lets it. */
function heldPages(site: Site, count: number) {
  const gates = Array.from({ length: count }, () => Promise.withResolvers<void>());
  const urls = gates.map((gate, index) => {
    site.page(`/held/${index}`, async () => {
      await gate.promise;
      return `<title>Held ${index}</title><main><p>Page ${index}</p></main>`;
    });
    return site.url(`/held/${index}`);
  });
  const release = (from: number, to: number) => {
    for (const gate of gates.slice(from, to)) gate.resolve();
  };
  return { urls, release };
}

test("a press of Run now shows at once, and every result as it lands, in both tabs", async ({
  page,
  context,
  signedIn,
  site,
}) => {
  const { urls, release } = heldPages(site, 4);
  const monitor = await watch(signedIn, "Two tabs", urls);
  const other = await context.newPage();
  for (const tab of [page, other]) await open(tab, `/monitors/${monitor.id}`);
  const shown = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button = [...document.querySelectorAll("button")].find((one) =>
          one.textContent?.startsWith("Run now"),
        );
        const from = performance.now();
        new MutationObserver(() => {
          const live = document.querySelector("section[aria-label='Live check']");
          if (live && /Queued|Running/.test(live.textContent ?? "")) resolve(performance.now() - from);
        }).observe(document.body, { childList: true, subtree: true });
        button?.click();
      }),
  );
  expect(shown, "milliseconds until Queued or Running").toBeLessThan(300);
  for (const tab of [page, other]) await expect(panel(tab)).toContainText("0 of 4 pages");
  release(0, 2);
  for (const tab of [page, other]) {
    await expect(landed(tab)).toBeVisible();
    await expect(panel(tab)).toContainText("2 of 4 pages");
  }
  release(2, 4);
  for (const tab of [page, other]) {
    await expect(panel(tab)).toBeHidden();
    await expect(checksIn(tab).nth(1)).toContainText("Completed");
  }
});

test("a run started by the API appears by itself, also on the check's own page", async ({
  page,
  signedIn,
  site,
  baseURL,
}) => {
  const { urls, release } = heldPages(site, 3);
  const monitor = await watch(signedIn, "By API", urls);
  await open(page, `/monitors/${monitor.id}`);
  const answer = await runByApi(baseURL!, await signedIn.apiKey("Nightly job"), monitor.id);
  expect(answer.status).toBe(200);
  await expect(panel(page)).toContainText("Running");
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await expect(page.getByText("manual, by API key “Nightly job”".replaceAll(/[“”]/g, '"'))).toBeVisible();
  release(0, 3);
  await expect(page.getByText("Completed")).toBeVisible();
  await expect(page.getByRole("button", { name: /Held 1/ })).toBeVisible();
});

test("a scheduled run appears by itself, on the monitor's page and in the list", async ({
  page,
  context,
  signedIn,
  site,
}) => {
  const { urls, release } = heldPages(site, 1);
  const monitor = await watch(signedIn, "On schedule", urls);
  const list = await context.newPage();
  await open(list, "/monitors");
  await open(page, `/monitors/${monitor.id}`);
  await db().execute(sql`update monitors set next_run_at = now() where id = ${monitor.id}`);
  const row = list.getByRole("row", { name: /On schedule/ });
  await expect(panel(page)).toContainText("Running");
  await expect(row).toContainText("running");
  release(0, 1);
  await expect(panel(page)).toBeHidden();
  await expect(checksIn(page).nth(1)).toContainText("scheduled");
  await expect(row).toContainText("just now");
});

test("seven tabs are live by one stream; when the tab that has it is closed, another takes it over", async ({
  page,
  context,
  signedIn,
  site,
  baseURL,
}) => {
  site.page("/one", "<main><p>One</p></main>");
  const monitor = await watch(signedIn, "Seven tabs", [site.url("/one")]);
  const key = await signedIn.apiKey();
  let streams = 0;
  context.on("request", (request) => (streams += request.url().endsWith("/api/live") ? 1 : 0));
  const tabs = [page];
  // One more than the connections a browser opens to a host.
  while (tabs.length < 7) tabs.push(await context.newPage());
  for (const tab of tabs) await open(tab, `/monitors/${monitor.id}`);
  await runByApi(baseURL!, key, monitor.id);
  for (const tab of [tabs[6]!, page]) await expect(checksIn(tab).nth(1)).toContainText("Completed");
  expect(streams).toBe(1);
  await page.close();
  await runByApi(baseURL!, key, monitor.id);
  for (const tab of [tabs[6]!, tabs[1]!]) await expect(checksIn(tab)).toHaveCount(3);
  expect(streams).toBe(2);
});

test("where tabs cannot share a stream, one out of sight has none and catches up when it is seen again", async ({
  page,
  signedIn,
  site,
  baseURL,
}) => {
  // Over plain http, but for localhost, browsers have no Web Locks.
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "locks");
    let seen = true;
    Object.defineProperty(document, "visibilityState", { get: () => (seen ? "visible" : "hidden") });
    addEventListener("test:look", ({ detail }: CustomEventInit<boolean>) => {
      seen = detail ?? true;
      document.dispatchEvent(new Event("visibilitychange"));
    });
  });
  const look = (seen: boolean) =>
    page.evaluate((detail) => dispatchEvent(new CustomEvent("test:look", { detail })), seen);
  site.page("/one", "<main><p>One</p></main>");
  const monitor = await watch(signedIn, "Plain http", [site.url("/one")]);
  const key = await signedIn.apiKey();
  await open(page, `/monitors/${monitor.id}`);
  await look(false);
  await runByApi(baseURL!, key, monitor.id);
  await expect.poll(() => site.hits("/one")).toBe(1);
  await expect(page.getByRole("heading", { name: "Not looked at yet" })).toBeVisible();
  await look(true);
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
  await runByApi(baseURL!, key, monitor.id);
  await expect(checksIn(page)).toHaveCount(3);
});

test("a dropped connection is made anew, and what was missed is caught up", async ({
  page,
  signedIn,
  site,
  quiet,
  baseURL,
}) => {
  quiet.allow(503);
  site.page("/one", "<main><p>One</p></main>");
  const monitor = await watch(signedIn, "Dropped", [site.url("/one")]);
  const line = await cuttable(page);
  await open(page, `/monitors/${monitor.id}`);
  await expect(page.getByRole("heading", { name: "Not looked at yet" })).toBeVisible();
  const place = () => page.getByRole("heading", { name: "Not looked at yet" }).boundingBox();
  const before = await place();
  await line.cut();
  await expect(page.getByText("The live connection is being made anew.")).toBeVisible();
  expect(await place(), "nothing moves for it").toEqual(before);
  await runByApi(baseURL!, await signedIn.apiKey(), monitor.id);
  await sleep(1500);
  await expect(page.getByRole("heading", { name: "Not looked at yet" })).toBeVisible();
  await line.mend();
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
  await expect(page.getByText("The live connection is being made anew.")).toBeHidden();
});

test("without any live connection a check is still followed to its end", async ({
  page,
  context,
  signedIn,
  site,
  quiet,
}) => {
  quiet.allow(503);
  await context.route("**/api/live", (route) => route.fulfill({ status: 503 }));
  const { urls, release } = heldPages(site, 2);
  const monitor = await watch(signedIn, "No stream", urls);
  await open(page, `/monitors/${monitor.id}`);
  await pressRun(page);
  await expect(panel(page)).toContainText("0 of 2 pages");
  const list = await context.newPage();
  await list.goto("/monitors");
  const row = list.getByRole("row", { name: /No stream/ });
  await expect(row).toContainText("running");
  release(0, 2);
  await expect(panel(page)).toBeHidden();
  await expect(row).toContainText("just now");
  await expect(page.getByText("Nothing has changed yet.")).toBeVisible();
});

test("a running check is cancelled, and what was read is kept", async ({ page, signedIn, site }) => {
  const { urls, release } = heldPages(site, 3);
  const monitor = await watch(signedIn, "Cancelled", urls);
  await open(page, `/monitors/${monitor.id}`);
  await pressRun(page);
  release(0, 1);
  await expect(landed(page)).toBeVisible();
  const firstPaint = await (await page.request.get(`/monitors/${monitor.id}`)).text();
  expect(firstPaint.replaceAll("<!-- -->", "")).toContain("1 of 3 pages");
  await page.getByRole("link", { name: "Open", exact: true }).click();
  // The monitor's page, which stays until the check's has come, has such a button too.
  await page.getByRole("region", { name: "Progress" }).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the check" }).click();
  await expect(page.getByText(`Cancelled by ${signedIn.email}.`)).toBeVisible();
  await expect(page.getByText("1 page done before that is kept below.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Held 0/ })).toBeVisible();
  release(1, 3);
});

test("a refused run is told in words, and the screen shows what is so", async ({
  page,
  signedIn,
  site,
  quiet,
}) => {
  quiet.allow(409, 503);
  const monitor = await watch(signedIn, "Refused", [site.url("/one")]);
  const line = await cuttable(page);
  await open(page, `/monitors/${monitor.id}`);
  await line.cut();
  await page.evaluate(
    (id) =>
      fetch(`/api/v2/monitor/${id}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: '{"status":"paused"}',
      }),
    monitor.id,
  );
  await pressRun(page);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Monitor is paused");
  await expect(panel(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
});

test("a check under way that cannot be read is told, and read when asked again", async ({
  page,
  signedIn,
  site,
  quiet,
  baseURL,
}) => {
  quiet.allow(403);
  const { urls, release } = heldPages(site, 1);
  const monitor = await watch(signedIn, "Unreadable", urls);
  await open(page, `/monitors/${monitor.id}`);
  await page.route("**/checks/*?limit=1", (route) =>
    route.fulfill({ status: 403, json: { error: "Not for you." } }),
  );
  await runByApi(baseURL!, await signedIn.apiKey(), monitor.id);
  // From here on nothing happens to the check, so no notice has it read again.
  await expect.poll(() => site.hits("/held/0")).toBe(1);
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    /The check under way could not be read. Not for you./,
  );
  const again = page.getByRole("button", { name: "Try again" });
  const asked = page.waitForRequest("**/checks/*?limit=1");
  await again.click();
  await asked;
  await page.unroute("**/checks/*?limit=1");
  // A notice that was still on its way may have had it read before the button was pressed.
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1000 });
    await expect(panel(page)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(panel(page)).toContainText("0 of 1 page");
  release(0, 1);
  await expect(panel(page)).toBeHidden();
});
