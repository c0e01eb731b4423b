import type { Page } from "@playwright/test";
import { createMonitor, getMonitor } from "#lib/monitor/index.ts";
import { CreateMonitor } from "#lib/monitor/model.ts";
import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import { expect, test } from "./test.ts";
import { watch } from "./watch.ts";

const field = (page: Page, label: string) => page.getByLabel(label, { exact: label !== "URLs" });
const create = (page: Page) => page.getByRole("button", { name: "Create monitor" }).click();

/** Past the moment in which nobody hears yet what is typed. */
async function open(page: Page, path = "/monitors/new"): Promise<void> {
  await page.goto(path);
  await expect(page.getByText("left until")).toBeVisible();
}

test("a monitor is made, and its page comes", async ({ page, signedIn: _, site }) => {
  site.page("/", "<p>Here</p>");
  await open(page);
  await expect(field(page, "Time zone")).toHaveText("Europe/Berlin");
  await field(page, "Name").fill("Harbour office");
  await field(page, "URLs").fill(`${site.url("/")}\n${site.url("/")}\n${site.url("/hours")}`);
  await expect(page.getByText("2 pages · line 2 said before, read once")).toBeVisible();
  await page.getByRole("button", { name: "Hourly" }).click();
  await expect(field(page, "Schedule")).toHaveValue("hourly");
  await expect(page.getByRole("region", { name: "Next ten runs" }).locator("time")).toHaveCount(10);
  const credits = page.getByRole("region", { name: "Credits, at most" });
  await expect(credits).toContainText("~2");
  await expect(credits).toContainText("~1,440");
  await expect(credits).toContainText("Unchanged pages are free");
  await create(page);
  await expect(page).toHaveURL(/\/monitors\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Harbour office" })).toBeVisible();
});

test("a schedule is said in words or as cron, in a zone found by its city", async ({ page, signedIn: _ }) => {
  await open(page);
  await field(page, "Schedule").fill("daily at 9:30 am");
  await field(page, "Time zone").click();
  await expect(page.getByPlaceholder("Find a city")).toBeFocused();
  await page.keyboard.type("kathmandu");
  await page.keyboard.press("Enter");
  await expect(field(page, "Time zone")).toHaveText("Asia/Kathmandu");
  const runs = page.getByRole("region", { name: "Next ten runs" }).locator("time");
  await expect(runs).toHaveText(Array.from({ length: 10 }, () => "09:30"));
  await expect(runs.first()).toHaveAttribute("datetime", /T03:45:00/);
  await page.getByRole("button", { name: "Cron" }).click();
  await expect(field(page, "Schedule")).toHaveValue("30 9 * * *");
  await page.getByRole("button", { name: "Words" }).click();
  await expect(field(page, "Schedule")).toHaveValue("every day at 09:30");
  await field(page, "Schedule").fill("*/20 * * * *");
  await expect(page.getByText("Reads as every 20 minutes.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cron" })).toHaveAttribute("aria-pressed", "true");
  await field(page, "Schedule").fill("every 2 hours");
  await expect(page.getByRole("button", { name: "Words" })).toHaveAttribute("aria-pressed", "true");
});

test("phrases of the form are understood, shown as what they mean, and stored as cron", async ({
  page,
  signedIn,
}) => {
  await open(page);
  await field(page, "URLs").fill("https://example.com/");
  const says = [
    ["every weekday at 9am", "0 9 * * 1-5", "Reads as on weekdays at 09:00."],
    ["every monday at 9", "0 9 * * 1", "Reads as every Monday at 09:00."],
    ["every 15 minutes during working hours", "*/15 8-18 * * 1-5", "Monday through Friday"],
  ] as const;
  for (const [phrase, cron, words] of says) {
    await field(page, "Schedule").fill(phrase);
    await expect(field(page, "Schedule")).toHaveAccessibleDescription(new RegExp(words));
    await expect(page.getByText(cron, { exact: true })).toBeVisible();
  }
  await field(page, "Schedule").fill("*/15 9-17 * * 1-5");
  await expect(field(page, "Schedule")).toHaveAccessibleDescription(
    "Reads as every 15 minutes, between 09:00 and 17:59, Monday through Friday.",
  );
  await field(page, "Schedule").fill("every weekday at 9am");
  await create(page);
  await expect(page).toHaveURL(/\/monitors\/[0-9a-f-]{36}$/);
  await expect(page.getByText("on weekdays at 09:00")).toBeVisible();
  const stored = await getMonitor(signedIn.ctx, page.url().split("/").at(-1) ?? "");
  expect(stored).toMatchObject({ cron: "0 9 * * 1-5", timezone: "Europe/Berlin", name: "example.com" });
});

const PRICES = `<title>Prices of Acme</title><nav>Home</nav><main><h1>Plans</h1>
  <p class="price">Starter $19</p><p class="stamp">Updated 3 minutes ago</p></main>`;

test("Try shows the text that would be compared, names what matches nothing, and proposes the name", async ({
  page,
  signedIn,
  site,
}) => {
  site.page("/prices", PRICES);
  await open(page);
  await page.getByRole("button", { name: "Try" }).click();
  await expect(field(page, "URLs")).toBeFocused();
  await expect(field(page, "URLs")).toHaveAccessibleDescription(/Name a page first/);
  await field(page, "URLs").fill(site.url("/prices"));
  await expect(field(page, "Name")).toHaveValue(`${new URL(site.url("/")).host}/prices`);
  await page.getByRole("button", { name: "Try" }).click();
  const pane = page.getByRole("region", { name: "Preview" });
  const text = pane.getByLabel("The text that would be compared");
  await expect(text).toHaveText(/Starter \$19\s+Updated 3 minutes ago/);
  await expect(pane).toContainText("200 · 3 lines · 1 credit");
  await expect(pane).toContainText("1 line is left out, as not of the main content");
  await expect(field(page, "Name")).toHaveValue("Prices of Acme");
  await page.getByRole("button", { name: "Parts" }).click();
  await field(page, "Keep only").fill(".price\n.prise");
  await expect(pane).toContainText("Something was changed since.");
  await pane.getByRole("button", { name: "Try again" }).click();
  await expect(pane).toContainText("“.prise” (includeTags) matches nothing");
  await expect(text).toHaveText("Starter $19");
  await field(page, "Keep only").fill(".price");
  await create(page);
  await expect(page.getByRole("heading", { name: "Prices of Acme" })).toBeVisible();
  const stored = await getMonitor(signedIn.ctx, page.url().split("/").at(-1) ?? "");
  expect(stored.targets).toMatchObject([
    { urls: [site.url("/prices")], scrapeOptions: { includeTags: [".price"] } },
  ]);
});

test("a page that cannot be read says so before anything is saved; another page is tried by choosing it", async ({
  page,
  signedIn: _,
  site,
}) => {
  site.page("/gone", { status: 404, body: "gone" });
  site.page("/here", "<main>Here</main>");
  await open(page);
  await field(page, "URLs").fill(`${site.url("/gone")}\n${site.url("/here")}`);
  await page.getByRole("button", { name: "Try" }).click();
  const pane = page.getByRole("region", { name: "Preview" });
  await expect(pane).toContainText("404");
  await expect(pane).toContainText("0 credits");
  await pane.getByLabel("Page to try").selectOption({ index: 1 });
  await expect(pane.getByLabel("The text that would be compared")).toHaveText("Here");
});

test("what is refused when trying stands at its field", async ({ page, signedIn: _, quiet }) => {
  quiet.allow(400);
  await open(page);
  await field(page, "URLs").fill("https://example.com/");
  await page.getByRole("button", { name: "Parts" }).click();
  await field(page, "Keep only").fill("main\n>>");
  await page.getByRole("button", { name: "Try" }).click();
  await expect(field(page, "Keep only")).toHaveAccessibleDescription(/is not a CSS selector/);
  await expect(field(page, "Keep only")).toBeFocused();
});

test.describe("on a desktop of 1280 × 800", () => {
  test.use({ viewport: { width: 1280, height: 800 } });
  test("Try and Create are in view without scrolling, and stay in view", async ({ page, signedIn: _ }) => {
    await open(page);
    for (const y of [0, 10_000]) {
      await page.evaluate((to) => window.scrollTo(0, to), y);
      for (const name of ["Try", "Create monitor"])
        await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
    }
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test("Try opens a sheet with the text", async ({ page, signedIn: _, site }) => {
    site.page("/prices", PRICES);
    await open(page);
    await field(page, "URLs").fill(site.url("/prices"));
    await page.getByRole("button", { name: "Try" }).tap();
    const sheet = page.getByRole("dialog", { name: "What would be compared" });
    await expect(sheet.getByLabel("The text that would be compared")).toContainText("Starter $19");
    await expect(sheet).toBeInViewport();
    await sheet.getByRole("button", { name: "Close" }).tap();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("button", { name: "Create monitor" })).toBeInViewport({ ratio: 1 });
  });
});

const REFUSALS: { what: string; label: string; value: string; says: RegExp }[] = [
  { what: "too long a name", label: "Name", value: "n".repeat(257), says: /at most 256 characters/ },
  { what: "no address", label: "URLs", value: "", says: /must name at least one URL/ },
  {
    what: "a wrong address",
    label: "URLs",
    value: "https://a.org\n\nftp://b.org",
    says: /Line 3 must be an http/,
  },
  { what: "too often", label: "Schedule", value: "every 2 minutes", says: /every 5 minutes/ },
  { what: "no schedule", label: "Schedule", value: "now and then", says: /is not understood/ },
  { what: "never", label: "Schedule", value: "0 0 31 2 *", says: /no run within a year/ },
  { what: "backwards", label: "Schedule", value: "0 22-2 * * *", says: /"0 22-23,0-2 \* \* \*"\./ },
  { what: "too long", label: "Retention", value: "366", says: /Retention must be at most 365/ },
  { what: "no number", label: "Retention", value: "a while", says: /whole number of days/ },
  { what: "not a selector", label: "Keep only", value: "main\n>>nope(", says: /is not a CSS selector/ },
  { what: "not a selector", label: "Leave out", value: "..", says: /is not a CSS selector/ },
  { what: "no header", label: "Request headers", value: "Accept: a\nno colon", says: /line 2 is not/ },
  { what: "a bad header", label: "Request headers", value: "X-A: ☃", says: /is not a valid header value/ },
  {
    what: "a header of the connection",
    label: "Request headers",
    value: "X-A: 1\nHost: x",
    says: /Header “Host” belongs to the connection/,
  },
  { what: "no seconds", label: "Timeout", value: "soon", says: /a number of seconds/ },
  { what: "too long", label: "Timeout", value: "31", says: /seconds, at most 30/ },
  { what: "no time", label: "Timeout", value: "0", says: /seconds, at most 30/ },
];

test("every refusal is told at its field, which gets the focus and keeps what was typed", async ({
  page,
  signedIn: _,
  quiet,
}) => {
  quiet.allow(400);
  await open(page);
  await field(page, "Name").fill("Refused");
  await field(page, "URLs").fill("https://example.com/");
  const advanced = page.locator("details", { has: page.getByText("Advanced") });
  // Parts are named where they are chosen.
  await page.getByRole("button", { name: "Parts" }).click();
  const unfold = async (open: boolean) => {
    if (((await advanced.getAttribute("open")) !== null) !== open) await page.getByText("Advanced").click();
  };
  for (const { what, label, value, says } of REFUSALS) {
    await test.step(`${label}, ${what}`, async () => {
      await unfold(true);
      const before = await field(page, label).inputValue();
      await field(page, label).fill(value);
      await unfold(false);
      await create(page);
      await expect(field(page, label)).toHaveAccessibleDescription(says);
      await expect(field(page, label)).toBeFocused();
      await expect(field(page, label)).toHaveValue(value);
      await expect(page).toHaveURL("/monitors/new");
      await field(page, label).fill(before);
    });
  }
  await create(page);
  await expect(page).toHaveURL(/\/monitors\/[0-9a-f-]{36}$/);
});

test("the first wrong field gets the focus; what the server refuses is told and nothing is lost", async ({
  page,
  signedIn: _,
  quiet,
}) => {
  quiet.allow(402);
  await open(page);
  await create(page);
  await expect(field(page, "URLs")).toBeFocused();
  await expect(field(page, "Name"), "what no page proposes must be said").toHaveAccessibleDescription(
    /must not be empty/,
  );
  await field(page, "URLs").fill("https://example.com/");
  await page.route("**/api/v2/monitor", (route) =>
    route.fulfill({
      status: 402,
      json: { success: false, code: "PAYMENT_REQUIRED", error: "No credits are left." },
    }),
  );
  await create(page);
  await expect(page.getByRole("alert").filter({ hasText: "No credits are left." })).toBeFocused();
  await page.unroute("**/api/v2/monitor");
  await expect(field(page, "URLs")).toHaveValue("https://example.com/");
  await create(page);
  await expect(page).toHaveURL(/\/monitors\/[0-9a-f-]{36}$/);
});

test("ten thousand addresses are numbered, counted and corrected like ten", async ({ page, signedIn }) => {
  const urls = Array.from({ length: 10_000 }, (_, n) => `https://example.com/${n}`);
  const monitor = await watch(signedIn, "Large", urls);
  await open(page, `/monitors/${monitor.id}/edit`);
  await expect(page.getByText("10,000 pages", { exact: true })).toBeVisible();
  await expect(page.getByText("10000", { exact: true }), "only numbers in sight exist").toBeHidden();
  await field(page, "URLs").press("Control+End");
  await page.keyboard.type("\nftp://a");
  await expect(page.getByText("10,000 pages · line 10001 is no web address")).toBeVisible();
  await expect(page.getByText("10001", { exact: true })).toBeVisible();
});

test("leaving with something typed is asked about first", async ({ page, signedIn: _ }) => {
  const usage = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Usage" });
  await open(page, "/monitors/new?demo=1");
  await expect(field(page, "URLs")).toHaveValue(/demo$/);
  await usage.click();
  await expect(page, "what was filled in for one is not one's own").toHaveURL("/usage");
  await open(page);
  await field(page, "Name").fill("Half done");
  await usage.click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(field(page, "Name")).toHaveValue("Half done");
  await page.getByRole("button", { name: "Jump to…" }).click();
  await page.getByRole("combobox", { name: "Find a monitor, or do something" }).fill("usage");
  await expect(page.getByRole("option")).toHaveText(["Usage"]);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(field(page, "Name")).toHaveValue("Half done");
  await page.getByRole("link", { name: "Cancel" }).click();
  await dialog.getByRole("button", { name: "Discard changes" }).click();
  await expect(page).toHaveURL("/monitors");
});

test("editing changes what was changed, and keeps what the form does not show", async ({
  page,
  signedIn,
}) => {
  const ids = ["0198c0de-0000-7000-8000-000000000001", "0198c0de-0000-7000-8000-000000000002"];
  const stored = await createMonitor(
    signedIn.ctx,
    CreateMonitor.parse({
      name: "Kept",
      schedule: { cron: "7 5 * * 1-5", timezone: "Asia/Tokyo" },
      targets: [
        {
          id: ids[0],
          type: "scrape",
          urls: ["https://example.com/"],
          scrapeOptions: { waitFor: 500, headers: { "X-A": "1" }, unknownKey: { deep: true } },
        },
        { id: ids[1], type: "scrape", urls: ["https://example.org/"] },
      ],
      goal: "Prices",
      judgeEnabled: false,
      webhook: { url: "https://example.com/hook", headers: { "X-Hook": "1" } },
    }),
  );
  await open(page, `/monitors/${stored.id}/edit`);
  await expect(field(page, "Schedule")).toHaveValue("on weekdays at 05:07");
  const first = page.getByRole("region", { name: "Target 1, Pages" });
  await expect(page.getByRole("region", { name: "Target 2, Pages" })).toBeVisible();
  await first.getByLabel("URLs").fill("https://example.com/\nhttps://example.com/new");
  await first.getByText("Advanced").click();
  await first.getByLabel("Ask as a phone").check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(`/monitors/${stored.id}`);

  const changed = await getMonitor(signedIn.ctx, stored.id);
  const { targets, updatedAt: _, ...rest } = changed;
  expect(rest).toMatchObject({
    cron: stored.cron,
    timezone: "Asia/Tokyo",
    goal: "Prices",
    judgeEnabled: false,
    webhook: stored.webhook,
    name: "Kept",
  });
  expect(targets).toEqual([
    {
      id: ids[0],
      type: "scrape",
      urls: ["https://example.com/", "https://example.com/new"],
      scrapeOptions: { waitFor: 500, headers: { "X-A": "1" }, unknownKey: { deep: true }, mobile: true },
    },
    { id: ids[1], type: "scrape", urls: ["https://example.org/"] },
  ]);
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));

    test("the form looks right, also full of refusals", async ({ page, signedIn }) => {
      const monitor = await watch(signedIn, "A monitor to change", ["https://example.com/"]);
      await open(page, `/monitors/${monitor.id}/edit`);
      await expectGoodLook(page);
      await open(page);
      await expectGoodLook(page);
      await page.getByText("Advanced").click();
      await page.getByRole("button", { name: "Parts" }).click();
      await field(page, "URLs").fill(`https://example.com/${"a-very-long-path/".repeat(20)}\nnone`);
      await field(page, "Schedule").fill("never");
      await field(page, "Timeout").fill("never");
      await create(page);
      await expect(field(page, "Timeout")).toBeFocused();
      await expectGoodLook(page);
      await field(page, "Time zone").click();
      await expect(page.getByPlaceholder("Find a city")).toBeFocused();
      await expectGoodLook(page);
    });
  });
}
