import type { Page } from "@playwright/test";
import { toMonitorAnswer } from "#lib/monitor/index.ts";
import { type StoredPage, storeCheck } from "../testing/stored-checks.ts";
import { expect, test } from "./test.ts";
import { open, watch } from "./watch.ts";

/** A page of which three lines change, the first of them far from its beginning, below lines of a paragraph's length. */
const pricing = (starter: string, team: string, notice: string) =>
  [
    "# Pricing",
    ...Array.from({ length: 12 }, (_, line) =>
      `Paragraph ${line} says at some length what everybody gets. `.repeat(4),
    ),
    `Starter costs ${starter} a month`,
    "For small teams",
    `Team costs ${team} a month`,
    "For all others",
    `Cancel with a notice of ${notice}`,
  ].join("\n\n");
const changed: StoredPage = {
  status: "changed",
  before: pricing("$19", "$49", "a day"),
  after: pricing("$24", "$59", "30 days"),
};

const FAILURE =
  "The server answered 503 Service Unavailable. It may be overloaded; the next check tries again.";

const ofOnePage: StoredPage[] = [changed];
const ofMany: StoredPage[] = [
  ...Array.from({ length: 3 }, () => changed),
  { status: "error", error: FAILURE },
  { status: "new" },
  ...Array.from({ length: 40 }, () => ({ status: "same" as const })),
];

async function openCheck(page: Page, ...[person, found]: Parameters<typeof storedCheck>) {
  await open(page, await storedCheck(person, found));
  await expect(page.locator("main ins").first()).toBeVisible();
}

async function storedCheck(person: Parameters<typeof watch>[0], found: StoredPage[]): Promise<string> {
  const monitor = await watch(person, "Acme pricing", ["https://example.com"]);
  // Others before it, so that there is a history to show.
  for (let check = 0; check < 3; check++) await storeCheck(person.ctx, toMonitorAnswer(monitor));
  const status = found.some((one) => one.status === "error") ? "partial" : "completed";
  const { checkId } = await storeCheck(person.ctx, toMonitorAnswer(monitor), { found, status });
  return `/monitors/${monitor.id}/checks/${checkId}`;
}

/** How far below the window's top the first words that came begin, and the first of them within a diff. */
async function firstChange(page: Page) {
  const top = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().top);
  return { row: await top("main ins"), diff: await top("main table ins, main table del, main article ins") };
}

const SCREENS = [
  { name: "a desktop", viewport: { width: 1280, height: 800 }, hasTouch: false, below: 200 },
  { name: "a phone", viewport: { width: 390, height: 844 }, hasTouch: true, below: 260 },
];

for (const { name, below, ...screen } of SCREENS) {
  test.describe(name, () => {
    test.use(screen);

    test("a check of one page shows what changed at once, in its row and in its diff", async ({
      page,
      signedIn,
    }) => {
      await openCheck(page, signedIn, ofOnePage);
      const { row, diff } = await firstChange(page);
      expect(row).toBeLessThanOrEqual(below);
      expect(diff).toBeLessThanOrEqual(below);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 page changed");
      await expect(page.getByRole("group", { name: "Show pages" })).toHaveCount(0);
      await expect(page.getByText(/Target 1/)).toHaveCount(0);
    });

    test("a check of many pages shows the first change at once, and every row says what it is about", async ({
      page,
      signedIn,
    }) => {
      await openCheck(page, signedIn, ofMany);
      expect((await firstChange(page)).row).toBeLessThanOrEqual(below);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 pages changed, 1 new, 1 failed");
      const rows = page.getByRole("list", { name: "Pages of this check" }).getByRole("listitem");
      const row = rows.first();
      await expect(row.locator("button ins").first()).toHaveText("$24");
      await expect(row.getByText("+2 more")).toBeVisible();
      await expect(row.getByText("3 lines added, 3 removed")).toBeAttached();
      const filters = page.getByRole("group", { name: "Show pages" }).getByRole("button");
      await expect(filters).toHaveText(["All45", "±Changed3", "+New1", "!Error1", "=Same40"]);
      await filters.filter({ hasText: "Error" }).click();
      await expect(rows).toHaveCount(1);
      const sentence = rows.first().getByText(FAILURE);
      await expect(sentence).toBeInViewport();
      expect(await sentence.evaluate((words) => words.scrollWidth <= words.clientWidth), "it is whole").toBe(
        true,
      );
    });
  });
}
