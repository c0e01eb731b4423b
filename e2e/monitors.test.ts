import type { Page } from "@playwright/test";
import { asLook, expectGoodLook, expectGoodLooks, LOOKS } from "./looks.ts";
import type { Person } from "./person.ts";
import { expect, test } from "./test.ts";
import { watch } from "./watch.ts";

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const notice = (page: Page) => page.getByRole("status").filter({ hasText: /\w/ });

async function watchAll(person: Person, names: string[], url = "https://example.com/"): Promise<void> {
  for (const name of names) await watch(person, name, [url]);
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("with no monitor yet, the page shows what it will look like and the next step", async ({
  page,
  signedIn: _,
}) => {
  await page.goto("/monitors");
  await expect(page.getByRole("heading", { name: "Nothing is watched yet" })).toBeVisible();
  await expectGoodLooks(page);
  await page.getByRole("link", { name: "Try it on the demo page" }).click();
  await expect(page.getByLabel("URLs")).toHaveValue(/\/demo$/);
});

test("a search, a filter and an order are in the address, and the back button undoes them", async ({
  page,
  signedIn,
}) => {
  await watchAll(signedIn, ["Zebra pricing", "Aardvark pricing", "Mole docs"]);
  await page.goto("/monitors");
  await expect(row(page, "Mole docs")).toContainText("example.com · 1 page");
  const schedule = row(page, "Mole docs").getByText("every day at 03:00").filter({ visible: true });
  for (const width of [390, 820, 1100, 1280]) {
    await page.setViewportSize({ width, height: 860 });
    await expect(schedule, `at ${width} px`).toHaveCount(1);
  }
  // The exact time comes when the page answers keys: one pressed before would reach nobody.
  await expect(row(page, "Mole docs").getByText(/^in /)).toHaveAttribute("title", /^Next run/);

  await page.keyboard.press("/");
  await page.keyboard.type("pricing");
  await expect(page).toHaveURL("/monitors?q=pricing");
  await expect(row(page, "Mole docs")).toHaveCount(0);
  await page.getByRole("button", { name: "Name" }).click();
  await expect(page).toHaveURL("/monitors?q=pricing&sort=name");
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await expect(page.getByRole("rowheader").first()).toContainText("A");

  await page.getByRole("button", { name: "Paused" }).click();
  await expect(page.getByText("No paused monitor matches “pricing”")).toBeVisible();
  await page.goBack();
  await expect(row(page, "Zebra pricing")).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL("/monitors");
  await expect(page.getByLabel("Search monitors")).toHaveValue("");
  await expect(row(page, "Mole docs")).toBeVisible();

  await page.goto("/monitors?q=nobody+has+this&status=active");
  await page.getByRole("button", { name: "Show all monitors" }).click();
  await expect(page).toHaveURL("/monitors");
});

test("long lists have pages, and a page beyond the last leads back", async ({ page, signedIn }) => {
  await watchAll(
    signedIn,
    Array.from({ length: 27 }, (_, index) => `Paged ${String(index + 1).padStart(2, "0")}`),
  );
  await page.goto("/monitors?q=Paged&sort=name");
  const pages = page.getByRole("navigation", { name: "Pages of monitors" });
  await expect(pages).toContainText("1–25 of 27");
  await pages.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveURL("/monitors?q=Paged&sort=name&page=2");
  await expect(row(page, "Paged 27")).toBeVisible();
  await expect(row(page, "Paged 25")).toHaveCount(0);
  await page.goto("/monitors?q=Paged&sort=name&page=9");
  await page.getByRole("button", { name: "Show page 2" }).click();
  await expect(row(page, "Paged 26")).toBeVisible();
});

test("Run shows the check at once, and its result when it is there", async ({ page, signedIn, site }) => {
  site.page("/", { body: "<title>Shop</title><main><p>Soap costs $3</p></main>", delayMs: 1500 });
  await watch(signedIn, "Soap shop", [site.url("/")]);
  await page.goto("/monitors");
  await expect(row(page, "Soap shop")).toContainText("not checked yet");
  await page.getByRole("button", { name: "Run Soap shop" }).click();
  await expect(row(page, "Soap shop")).toContainText(/queued|running/);
  await expect(row(page, "Soap shop")).toContainText(/running \d:\d\d · 0 of 1/);
  await expect(page.getByRole("button", { name: "Run Soap shop" })).toHaveAttribute("aria-disabled", "true");
  await expect(row(page, "Soap shop")).toContainText("New 1");
  await expect(row(page, "Soap shop")).toContainText("just now");
});

test("pausing can be undone; resuming brings the next run back", async ({ page, signedIn }) => {
  await watchAll(signedIn, ["Tide tables"]);
  await page.goto("/monitors");
  await choose(page, "Tide tables", "Pause");
  await expect(row(page, "Tide tables")).toContainText("paused");
  await expect(notice(page)).toContainText("Tide tables is paused.");
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect(notice(page)).toContainText("Tide tables is active again.");
  await expect(row(page, "Tide tables").getByText(/^in /)).toBeVisible();
});

test("what ends a check that runs is asked about first", async ({ page, signedIn, site }) => {
  const gate = Promise.withResolvers<void>();
  site.page("/", () => gate.promise.then(() => "<p>Here</p>"));
  await watchAll(signedIn, ["Held open"], site.url("/"));
  await page.goto("/monitors");
  const run = page.getByRole("button", { name: "Run Held open" });
  await run.click();
  await expect(row(page, "Held open")).toContainText(/running/);
  await choose(page, "Held open", "Pause…");
  const pausing = page.getByRole("dialog", { name: "Pause Held open?" });
  await expect(pausing).toContainText("It is being checked, and pausing cancels that.");
  await pausing.getByRole("button", { name: "Keep it running" }).click();
  await expect(pausing).toBeHidden();
  await choose(page, "Held open", "Cancel the check…");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the check" }).click();
  await expect(notice(page)).toContainText("The check of Held open is cancelled.");
  await expect(row(page, "Held open")).toContainText("Failed");

  await run.click();
  await expect(row(page, "Held open")).toContainText(/running/);
  await page.getByRole("checkbox", { name: "Select Held open" }).check();
  await page.getByRole("toolbar").getByRole("button", { name: "Pause" }).click();
  await pausing.getByRole("button", { name: "Pause and cancel the check" }).click();
  await expect(row(page, "Held open")).toContainText("paused");
  gate.resolve();
});

test("many are run, resumed and deleted together, and what could not be done is told", async ({
  page,
  signedIn,
  site,
  quiet,
}) => {
  quiet.allow(409);
  site.page("/", "<p>Here</p>");
  await watchAll(signedIn, ["Bulk one", "Bulk two", "Bulk three"], site.url("/"));
  await page.goto("/monitors?q=Bulk");
  await choose(page, "Bulk two", "Pause");
  await expect(row(page, "Bulk two")).toContainText("paused");

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const bar = page.getByRole("toolbar", { name: "Selected monitors" });
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Run" }).click();
  await expect(notice(page)).toContainText("2 monitors are queued; 1 could not be run: Monitor is paused");
  await expect(row(page, "Bulk one")).toContainText("New 1");
  await expect(row(page, "Bulk three")).toContainText("New 1");

  await bar.getByRole("button", { name: "Resume" }).click();
  await expect(notice(page)).toContainText("3 monitors are active again.");
  await expect(row(page, "Bulk two")).not.toContainText("paused");

  await bar.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 3 monitors?" });
  await expect(dialog.getByRole("listitem")).toHaveText(["Bulk three", "Bulk two", "Bulk one"]);
  await dialog.getByRole("textbox").fill("delete 3");
  await dialog.getByRole("button", { name: "Delete 3 monitors" }).click();
  await expect(notice(page)).toContainText("3 monitors are deleted.");
  await expect(row(page, "Bulk")).toHaveCount(0);
});

test("a monitor is deleted only by its name, with the keyboard alone", async ({ page, signedIn }) => {
  await watchAll(signedIn, ["Keep this", "Drop this"]);
  await page.goto("/monitors?q=this&sort=name");
  await page.getByRole("link", { name: "Drop this" }).focus();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Keep this" })).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByRole("checkbox", { name: "Select Keep this" })).toBeChecked();
  await page.keyboard.press("x");

  await page.getByRole("button", { name: "More for Drop this" }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete Drop this?" });
  await expect(dialog.getByRole("button", { name: "Delete monitor" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("Keep this");
  await expect(dialog.getByRole("button", { name: "Delete monitor" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("Drop this");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText("Drop this is deleted.");
  await expect(row(page, "Drop this")).toHaveCount(0);
  await expect(row(page, "Keep this")).toBeVisible();
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));

    test("the list, its menu and its dialog look right", async ({ page, signedIn, site }) => {
      site.page("/", "<p>Here</p>");
      const long = "A monitor with a name that goes on and on, far longer than any column could hold it";
      await watch(signedIn, long, [
        site.url("/"),
        ...Array.from({ length: 12 }, (_, n) => site.url(`/${n}`)),
      ]);
      await watchAll(signedIn, ["Look <b>here</b>"]);
      await page.goto("/monitors");
      await page.getByRole("button", { name: `Run ${long}` }).click();
      await expect(row(page, long)).toContainText("Error 12");
      await expectGoodLook(page);
      await page.getByRole("checkbox", { name: `Select ${long}` }).check();
      await expectGoodLook(page);
      await page.getByRole("button", { name: "Delete…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectGoodLook(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "More for Look <b>here</b>" }).click();
      await expect(page.getByRole("menuitem")).toHaveText([
        "Run now",
        "Pause",
        "Edit",
        "Duplicate",
        "Delete…",
      ]);
      await expectGoodLook(page);
      await page.keyboard.press("Escape");
      await page.goto("/monitors?q=nothing+like+this");
      await expect(page.getByRole("heading", { name: /No monitor matches/ })).toBeVisible();
      await expectGoodLook(page);
    });
  });
}
