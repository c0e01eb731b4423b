import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Person } from "./person.ts";

const PASSWORD = "a password of their own";

/** Invites by the dialog, and reads the link off it. */
export async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByLabel("Role").selectOption(role);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByRole("heading")).toHaveText(`${email} is invited`);
  const link = (await dialog.locator("code").textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
}

/** Opens a link in another browser and joins with a new account. */
export async function join(browser: BrowserContext, link: string, name: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account and join" }).click();
  await expect(page).toHaveURL("/changes");
  return page;
}

export const emailOf = (person: Person, name: string) => `${name}.${person.email}`;
