import { expect, type Locator, type Page } from "@playwright/test";
import { toMonitorAnswer } from "#lib/monitor/index.ts";
import { type StoredPage, storeCheck } from "../testing/stored-checks.ts";
import type { Person } from "./person.ts";
import { watch } from "./watch.ts";

/** A page of which three lines change, the first of them among its first. */
const pricing = (starter: string, notice: string) =>
  [
    "# Plans",
    `Starter costs ${starter} a month`,
    ...Array.from({ length: 12 }, (_, line) => `Paragraph ${line} says at some length what everybody gets.`),
    `Cancel with a notice of ${notice}`,
  ].join("\n\n");

export const changedPage: StoredPage = {
  status: "changed",
  before: pricing("$19", "a day"),
  after: pricing("$24", "30 days"),
};
export const FAILURE = "The server answered 503 Service Unavailable. It may be overloaded.";

/** Monitors of these names, each with a check that found this; the worker files it a moment later. */
export async function found(person: Person, names: string[], pages: StoredPage[] = [changedPage]) {
  for (const name of names) {
    const monitor = await watch(person, name, ["https://acme.com/pricing"]);
    const status = pages.some((page) => page.status === "error") ? "partial" : "completed";
    await storeCheck(person.ctx, toMonitorAnswer(monitor), { found: pages, status });
  }
}

export const names = (count: number) => Array.from({ length: count }, (_, at) => `Shop ${at + 1}`);

export const rows = (page: Page): Locator =>
  page.getByRole("list", { name: "Changes" }).locator("[data-item]");
export const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });
export const current = (page: Page): Locator =>
  rows(page).filter({ has: page.locator("[aria-current=true]") });

/** The inbox once it shows so many items and answers keys. */
export async function openInbox(page: Page, items: number, path = "/changes"): Promise<void> {
  // A list that grows while it is opened is stood on where it began.
  if (path === "/changes") await expect.poll(() => openItems(page)).toBe(items);
  await page.goto(path);
  await expect(page.getByRole("navigation", { name: "Lists" }).locator("[aria-current=page]")).toContainText(
    items.toLocaleString("en"),
  );
  // Exact times come when the page answers keys: one pressed before would reach nobody.
  if (items > 0) await expect(rows(page).first().locator("time").last()).toHaveAttribute("title", /\d/);
}

async function openItems(page: Page): Promise<number> {
  const answer = await page.request.get("/api/v2/changes/counts");
  return (await answer.json()).data.open;
}
