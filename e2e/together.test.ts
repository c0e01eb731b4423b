import type { BrowserContext, Page } from "@playwright/test";
import { createLabel } from "#lib/inbox/labels/index.ts";
import { found, names, openInbox, row, rows } from "./inbox-ground.ts";
import { emailOf, invite, join } from "./invitation.ts";
import type { Person } from "./person.ts";
import { expect, test } from "./test.ts";

const bell = (page: Page) => page.getByRole("button", { name: /^Mentions and assignments/ });
const field = (page: Page) => page.getByRole("combobox", { name: "Write a comment" });

/** Somebody else of the team, in a browser of their own. */
async function another(of: Person, newBrowser: () => Promise<BrowserContext>, name: string): Promise<Page> {
  const person = await of.colleague("member", name);
  const context = await newBrowser();
  await person.signIn(context);
  return context.newPage();
}

test("a mention rings in the other browser, and leads to the comment", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  await found(signedIn, ["Shop"]);
  const other = await another(signedIn, newBrowser, "ben");
  await openInbox(page, 1);
  await openInbox(other, 1);
  await expect(bell(other)).toHaveAccessibleName(/Nothing unread/);
  await page.keyboard.press("c");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("Sales should **know**, @ben");
  await page.getByRole("option", { name: /ben/ }).click();
  await page.keyboard.type("<script>alert(1)</script>");
  await page.keyboard.press("Control+Enter");
  const said = page.getByRole("region", { name: /^Comments/ }).getByRole("listitem");
  await expect(said.locator("strong")).toHaveText("know");
  await expect(said).toContainText("<script>alert(1)</script>");

  await expect(bell(other)).toHaveAccessibleName(/1 unread/, { timeout: 3000 });
  await bell(other).click();
  await other.getByRole("link", { name: /Unread.*mentioned you/ }).click();
  await expect(other).toHaveURL(/\/changes\/[\da-f-]{36}.*#comment-/);
  await expect(other.getByRole("listitem").filter({ hasText: "Sales should know" })).toBeInViewport();
  await expect(bell(other)).toHaveAccessibleName(/Nothing unread/);
  await field(other).fill("They do now");
  await other.keyboard.press("Control+Enter");
  await expect(said.filter({ hasText: "They do now" })).toBeVisible({ timeout: 3000 });
});

test("who else looks at an item shows to each, and is gone when they go", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  await found(signedIn, names(2));
  const other = await another(signedIn, newBrowser, "ben");
  await openInbox(page, 2);
  await openInbox(other, 2);
  const here = (at: Page) => at.getByRole("status", { name: "Also looking at this" });
  await expect(here(page).getByTitle(/^ben-/)).toBeVisible({ timeout: 5000 });
  await expect(here(other).getByTitle(signedIn.email)).toBeVisible({ timeout: 5000 });
  await other.keyboard.press("j");
  await expect(here(page).getByTitle(/^ben-/)).toHaveCount(0, { timeout: 5000 });
});

test("a label that wants a second person waits until another one has agreed", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  const label = { name: "Recall", kind: "Safety", significance: "high" as const, secondSignOff: true };
  await createLabel(signedIn.ctx, label);
  await found(signedIn, names(2));
  const other = await another(signedIn, newBrowser, "ben");
  await openInbox(page, 2);
  await page.keyboard.press("l");
  await page.getByRole("dialog", { name: "Label Shop 2" }).getByRole("combobox").fill("recall");
  await page.keyboard.press("Enter");
  const article = page.getByRole("article");
  await expect(article.getByText("needs sign-off")).toBeVisible();
  await expect(article.getByRole("button", { name: "Sign off" })).toBeDisabled();
  await other.goto("/changes?signOff=true");
  await expect(rows(other)).toHaveCount(1);
  await expect(row(other, "Shop 2")).toBeVisible();
  await other.getByRole("article").getByRole("button", { name: "Sign off" }).click();
  await expect(article.getByText("signed off")).toBeVisible({ timeout: 3000 });
});

test("new items go to people in turn, and each hears of theirs", async ({ page, signedIn, newBrowser }) => {
  const other = await another(signedIn, newBrowser, "ben");
  await other.goto("/changes");
  await page.goto("/settings/inbox");
  await page.getByRole("button", { name: "Add a rule" }).click();
  const form = page.getByRole("dialog", { name: "Add a rule" });
  await form.getByRole("checkbox", { name: /^ben-/ }).check();
  await form.getByRole("checkbox", { name: signedIn.email }).check();
  await form.getByRole("button", { name: "Add rule" }).click();
  await expect(page.getByText(/in turn, ben.* next/)).toBeVisible();
  for (const name of names(4)) await found(signedIn, [name]);
  await openInbox(page, 2, "/changes?view=mine");
  await expect(bell(other)).toHaveAccessibleName(/2 unread/, { timeout: 5000 });
  await bell(other).click();
  await expect(other.getByRole("link", { name: /A rule assigned you/ })).toHaveCount(2);
  await other.getByRole("button", { name: "Mark all read" }).click();
  await expect(bell(other)).toHaveAccessibleName(/Nothing unread/);
});

test("a team that asks for a reason gets one", async ({ page, signedIn }) => {
  await found(signedIn, names(1));
  await page.goto("/settings/inbox");
  const asks = page.getByRole("checkbox", { name: /Ask for a reason/ });
  await asks.click();
  await expect(asks).toBeEnabled();
  await expect(asks).toBeChecked();
  await openInbox(page, 1);
  await page.keyboard.press("n");
  await page.getByRole("dialog", { name: "Shop 1: noise" }).getByRole("textbox").fill("A counter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing is open.")).toBeVisible();
  await page.goto("/changes?view=noise");
  await expect(page.getByRole("article")).toContainText("A counter");
});

test("from an invitation to the first change that somebody dealt with", async ({
  page,
  signedIn,
  newBrowser,
}) => {
  await found(signedIn, names(2));
  const link = await invite(page, emailOf(signedIn, "cleo"), "member");
  const cleo = await join(await newBrowser(), link, "Cleo");
  await openInbox(cleo, 2);
  await cleo.keyboard.press("e");
  await expect(rows(cleo)).toHaveCount(1);
  await page.goto("/changes?view=done");
  await expect(page.getByRole("article", { name: "Shop 2, the change" })).toContainText(/Done by cleo/i);
});
