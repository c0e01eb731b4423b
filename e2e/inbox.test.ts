import type { Page } from "@playwright/test";
import { changedPage, current, FAILURE, found, names, openInbox, row, rows } from "./inbox-ground.ts";
import { expect, test } from "./test.ts";

const notice = (page: Page) =>
  page.getByRole("status").filter({ has: page.getByRole("button", { name: "Dismiss" }) });
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Lists" }).getByRole("link", { name });

test("a morning of forty changes is forty key presses, by keyboard alone", async ({ page, signedIn }) => {
  await found(signedIn, names(40));
  await openInbox(page, 40);
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Changes/ }),
  ).toContainText("40");
  await expect(current(page)).toContainText("Shop 40");
  await page.keyboard.press("j");
  await expect(current(page)).toContainText("Shop 39");
  await page.keyboard.press("i");
  await expect(current(page).getByTitle("Important")).toBeVisible();
  await page.keyboard.press("k");
  for (let item = 40; item > 0; item--) {
    await expect(page.getByRole("article", { name: `Shop ${item}, the change` })).toBeVisible();
    await page.keyboard.press(item % 10 === 0 ? "n" : "e");
  }
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await expect(page.getByText(/40 monitors watch for you; the next check is in/)).toBeVisible();
  await expect(tab(page, "Noise")).toContainText("4");
  await page.keyboard.press("u");
  await expect(row(page, "Shop 1")).toBeVisible();
  // Acts are sent in turn; the last of them, the undo, has to have arrived.
  const counts = async () => (await (await page.request.get("/api/v2/changes/counts")).json()).data.open;
  await expect.poll(counts).toBe(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
});

test("keys that are held down are all heard, and each is about the row it was pressed on", async ({
  page,
  signedIn,
}) => {
  await found(signedIn, names(6));
  await openInbox(page, 6);
  for (const key of ["x", "j", "x", "j", "j", "x"]) await page.keyboard.press(key);
  await expect(page.getByRole("toolbar", { name: "Selected items" })).toContainText("3");
  await page.keyboard.press("e");
  await expect(rows(page)).toHaveCount(3);
  for (const name of ["Shop 4", "Shop 2", "Shop 1"]) await expect(row(page, name)).toBeVisible();
  await expect(notice(page)).toContainText("3 items: done");
  await notice(page).getByRole("button", { name: "Undo" }).click();
  await expect(rows(page)).toHaveCount(6);
  await page.getByRole("checkbox", { name: "Select all 6 shown" }).check();
  await page.getByRole("toolbar", { name: "Selected items" }).getByRole("button", { name: "Noise" }).click();
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await page.keyboard.press("u");
  await expect(rows(page)).toHaveCount(6);
});

test("each act is shown at once, and undone by its notice or by u", async ({ page, signedIn }) => {
  await signedIn.colleague("member", "cleo");
  await found(signedIn, names(3));
  await openInbox(page, 3);
  await page.keyboard.press("a");
  await page.getByRole("dialog", { name: "Assign Shop 3" }).getByRole("combobox").fill("cle");
  await page.keyboard.press("Enter");
  await expect(current(page).getByTitle(/^cleo/)).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(current(page).getByTitle("you")).toBeVisible();
  await expect(tab(page, "Mine")).toContainText("1");

  await page.keyboard.press("s");
  await page
    .getByRole("dialog", { name: "Snooze Shop 3" })
    .getByRole("option", { name: /^Tomorrow/ })
    .click();
  await expect(row(page, "Shop 3")).toHaveCount(0);
  await expect(notice(page)).toContainText("Shop 3: snoozed until tomorrow 9:00");
  await tab(page, "Snoozed").click();
  await expect(row(page, "Shop 3")).toContainText(/until \w+ 9:00/);
  await tab(page, "Open").click();
  await page.keyboard.press("u");
  await expect(row(page, "Shop 3")).toBeVisible();
  await expect(notice(page)).toContainText("Undone: Shop 3: snoozed until tomorrow 9:00");

  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Or pick a moment").fill("2020-01-01T09:00");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "That moment has passed. Pick one that is still to come.",
  );
});

test("two people triage together: what one does the other sees, and nothing that is read moves", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  await found(signedIn, names(4));
  const ben = await signedIn.colleague("member");
  const theirs = await newBrowser();
  await ben.signIn(theirs);
  const other = await theirs.newPage();
  await openInbox(page, 4);
  await openInbox(other, 4);
  // Ben reads in the list: what stands there stays.
  await row(other, "Shop 2").hover();
  await page.keyboard.press("e");
  await expect(row(other, "Shop 4")).toContainText("Done", { timeout: 2000 });
  await expect(rows(other)).toHaveCount(4);
  await expect(tab(other, "Open")).toContainText("3");
  await found(signedIn, ["Late news"]);
  await expect(other.getByRole("button", { name: "1 new" })).toBeVisible();
  await expect(rows(other)).toHaveCount(4);
  await other.getByRole("button", { name: "1 new" }).click();
  await expect(rows(other).first()).toContainText("Late news");
  await expect(row(other, "Shop 4")).toHaveCount(0);

  await row(other, "Shop 3").getByRole("link").click();
  await other.keyboard.press("a");
  await expect(other.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await other.keyboard.press("Enter");
  await expect(row(page, "Shop 3").getByTitle(/^ben/)).toBeVisible({ timeout: 2000 });
});

test("contrary acts at one moment: the second is told of the first, and loses nothing of what it did", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  await found(signedIn, ["Shop"]);
  const ben = await signedIn.colleague("member");
  const theirs = await newBrowser();
  await ben.signIn(theirs);
  const other = await theirs.newPage();
  // Ben's browser has not heard yet of what is done now.
  await other.routeWebSocket(/.*/, () => {});
  await other.addInitScript(() => {
    window.EventSource = class extends EventTarget {
      close() {}
    } as unknown as typeof EventSource;
  });
  await openInbox(page, 1);
  await openInbox(other, 1);
  await page.keyboard.press("e");
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await other.keyboard.press("n");
  await expect(notice(other)).toContainText(/Shop: .* marked it done/);
  await notice(other).getByRole("button", { name: "Do it anyway" }).click();
  await tab(other, "Noise").click();
  await expect(row(other, "Shop")).toBeVisible();
  await page.keyboard.press("u");
  await expect(notice(page)).toContainText(/could not be undone.*noise/);
});

test("a refused act is taken back and says why", async ({ page, context, signedIn, quiet }) => {
  quiet.provoke(/ERR_INTERNET_DISCONNECTED/);
  await found(signedIn, names(2));
  await openInbox(page, 2);
  await context.setOffline(true);
  await page.keyboard.press("e");
  await expect(notice(page)).toContainText("Shop 2: this was not done. Tidemark cannot be reached.");
  await expect(rows(page)).toHaveCount(2);
  await context.setOffline(false);
  await notice(page).getByRole("button", { name: "Try again" }).click();
  await expect(rows(page)).toHaveCount(1);
});

test("lists, filters and words stand in the address, and Back takes them back", async ({
  page,
  signedIn,
  quiet,
}) => {
  // Of the page that fails, no version was ever kept.
  quiet.allow(404);
  await found(signedIn, ["Acme pricing"]);
  await found(signedIn, ["Old docs"], [{ status: "error", error: FAILURE }, changedPage]);
  await openInbox(page, 3);
  await tab(page, "Failing").click();
  await expect(page).toHaveURL("/changes?view=failing");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText(FAILURE);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("/");
  await page.keyboard.type("$24");
  await expect(page).toHaveURL("/changes?q=%2424");
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("dialog", { name: "Show only" }).getByRole("combobox").fill("old");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page
    .getByRole("list", { name: "Filters" })
    .getByRole("button", { name: /Old docs/ })
    .click();
  await expect(rows(page)).toHaveCount(2);
});

test("an item is bold until one has read it, for each person by themselves", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  await found(signedIn, names(2));
  const ben = await signedIn.colleague("member");
  await openInbox(page, 2);
  await expect(row(page, "Shop 1")).toContainText("Unread");
  await page.keyboard.press("j");
  await expect(row(page, "Shop 1")).not.toContainText("Unread");
  await page.reload();
  await expect(row(page, "Shop 1")).not.toContainText("Unread");
  const theirs = await newBrowser();
  await ben.signIn(theirs);
  const other = await theirs.newPage();
  await openInbox(other, 2);
  await expect(row(other, "Shop 1")).toContainText("Unread");
});

test("a viewer reads all of it, and every act says why it is not theirs", async ({
  page,
  context,
  person,
}) => {
  await found(person, names(2));
  const viewer = await person.colleague("viewer");
  await viewer.signIn(context);
  await openInbox(page, 2);
  const done = page.getByRole("article", { name: /the change$/ }).getByRole("button", { name: "Done" });
  await expect(done).toBeDisabled();
  await expect(done).toHaveAttribute("title", /^Your role in this team is viewer/);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await page.keyboard.press("e");
  await expect(notice(page)).toContainText("Your role in this team is viewer");
  await expect(rows(page)).toHaveCount(2);
});

test("a change has a page of its own, which leads to the next without leaving", async ({
  page,
  signedIn,
}) => {
  await found(signedIn, names(3));
  await openInbox(page, 3);
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/changes\/[\da-f-]{36}$/);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toContainText("$24");
  await expect(page.getByRole("main")).toContainText("Shop 3");
  const address = page.url();
  await page.keyboard.press("j");
  await expect(page.getByRole("status").filter({ hasText: "Change 1 of 2" })).toBeAttached();
  await page.keyboard.press(".");
  await expect(page.getByRole("main")).toContainText("Shop 2");
  expect(page.url()).not.toBe(address);
  await page.goBack();
  await expect(page.getByRole("main")).toContainText("Shop 3");
  await page.keyboard.press("e");
  await expect(page.getByRole("main")).toContainText("Shop 2");
  await page.goto(address);
  await expect(page.getByText(/Done by/)).toBeVisible();
  await page.getByRole("link", { name: "Changes", exact: true }).last().click();
  await expect(rows(page)).toHaveCount(2);
});
