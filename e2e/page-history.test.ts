import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { db } from "#lib/db/client.ts";
import { checkPages, checks, pageSurfaces, pages } from "#lib/db/schema.ts";
import { toMonitorAnswer } from "#lib/monitor/index.ts";
import { indexTexts } from "#lib/page/index.ts";
import { storeCheck } from "../testing/stored-checks.ts";
import { asLook, expectGoodLook, LOOKS } from "./looks.ts";
import type { Person } from "./person.ts";
import { expect, test } from "./test.ts";
import { open, watch } from "./watch.ts";

const DAY_MS = 86_400_000;

/** Texts of one page, each found by a check of its own, the last of them today; null is a check that could not read it. */
async function pageOver(person: Person, texts: (string | null)[]) {
  const monitor = await watch(person, "Acme plans", ["https://acme.example/plans"]);
  const answer = toMonitorAnswer(monitor);
  let pageId: string | null = null;
  let before: string | undefined;
  const began = Date.now() - (texts.length - 1) * DAY_MS - 60_000;
  for (const [at, text] of texts.entries()) {
    const status =
      text === null ? "error" : before === undefined ? "new" : before === text ? "same" : "changed";
    const found = [
      { status, ...(before !== undefined && { before }), ...(text !== null && { after: text }) } as const,
    ];
    const { checkId, pageIds, trackedIds } = await storeCheck(person.ctx, answer, { found });
    pageId ??= trackedIds[0]!;
    await asLookAt(pageId, trackedIds[0]!, checkId, pageIds[0]!, new Date(began + at * DAY_MS));
    before = text ?? before;
  }
  await indexTexts();
  return { monitor, pageId: pageId!, address: `/monitors/${monitor.id}/pages/${pageId}` };
}

/** Makes a stored check a look at the one page, at its own time: an id tells its moment. */
async function asLookAt(pageId: string, storedAs: string, checkId: string, fetchId: string, at: Date) {
  const id = uuidv7({ msecs: at.getTime() });
  const ofFetch = and(eq(checkPages.checkId, checkId), eq(checkPages.id, fetchId));
  const [row] = await db().select().from(checkPages).where(ofFetch);
  const ownCheck = uuidv7({ msecs: at.getTime() });
  await db().transaction(async (tx) => {
    const [check] = await tx.select().from(checks).where(eq(checks.id, checkId));
    await tx.insert(checks).values({ ...check!, id: ownCheck, createdAt: at, startedAt: at, finishedAt: at });
    await tx
      .insert(checkPages)
      .values({ ...row!, id, checkId: ownCheck, pageId, previousScrapeId: null, createdAt: at });
    await tx.delete(checks).where(eq(checks.id, checkId));
    if (row?.snapshotId) {
      await tx
        .update(pages)
        .set({ scrapeId: id, lastChangedAt: at, url: "https://acme.example/plans" })
        .where(eq(pages.id, pageId));
      await tx
        .insert(pageSurfaces)
        .values({ pageId, surface: "text", snapshotId: row.snapshotId })
        .onConflictDoUpdate({
          target: [pageSurfaces.pageId, pageSurfaces.surface],
          set: { snapshotId: row.snapshotId },
        });
    }
    if (storedAs !== pageId) await tx.delete(pages).where(eq(pages.id, storedAs));
  });
}

const plans = (price: string, end = "All plans can be cancelled at any time.") =>
  [
    "# Plans",
    "",
    "| Plan | Price | Seats |",
    "| --- | --- | --- |",
    `| Starter | ${price} | 3 |`,
    "| Team | $49 | 10 |",
    "",
    ...Array.from({ length: 24 }, (_, line) => `Question ${line + 1} and what we answer to it.\n`),
    end,
  ].join("\n");

const NOTICE = "All plans can be cancelled with a notice of 30 days.";
const HISTORY = [
  plans("$15"),
  plans("$15"),
  plans("$19"),
  null,
  plans("$19"),
  plans("$19", NOTICE),
  plans("$24", NOTICE),
];

const text = (page: Page) => page.getByRole("region", { name: "Text of the page" });
const line = (page: Page) => page.getByRole("region", { name: "Versions through time" });

test("the two marks are moved by hand and by key, and the address keeps what they stand at", async ({
  page,
  signedIn,
}) => {
  const { address } = await pageOver(signedIn, HISTORY);
  await open(page, address);
  await expect(page.getByText("4 versions since")).toBeVisible();
  const older = line(page).getByRole("slider", { name: "Compared with" });
  await older.focus();
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(text(page).locator("ins").first()).toContainText("24");
  await expect(text(page).locator("del").first()).toContainText("15");
  // Hovered first: then nothing moves any more, and the mark is in sight.
  await line(page).getByRole("slider", { name: "Version" }).hover();
  const box = (await line(page).locator("div").first().boundingBox())!;
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.34, box.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect(text(page).locator("ins")).toHaveCount(1);
  await expect(text(page).locator("ins")).toHaveText("19");
  await page.reload();
  await expect(text(page).locator("ins")).toHaveText("19");
  await page.keyboard.press("]");
  await expect(text(page)).toContainText("notice of 30 days");
});

test("when a sentence disappeared is found over all versions, and the very change opens", async ({
  page,
  signedIn,
}) => {
  const { address } = await pageOver(signedIn, HISTORY);
  await open(page, address);
  const field = page.getByLabel("Find in all versions");
  await field.fill("cancelled At any time");
  await field.press("Enter");
  const found = page.getByRole("list", { name: "Versions that have it" });
  await expect(found).toContainText(/Last in .*, gone since .*there since the oldest version/);
  await found.getByRole("button").nth(1).click();
  await expect(text(page)).toContainText("with a notice of 30 days");
  await expect(text(page).locator("del").first()).toContainText("at any time");
  await page.getByLabel("Match case").click();
  await expect(page.getByText(/No version that is kept has/)).toBeVisible();
});

test("a line tells since when it stands there; its link leads back to it", async ({
  page,
  signedIn,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { address } = await pageOver(signedIn, HISTORY);
  await open(page, address);
  await text(page).getByText("Starter").hover();
  const note = page.locator("[data-line-note]");
  await expect(note).toContainText(/there since the oldest, .* changed 2 times, last /);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await text(page).getByText("notice of 30 days").hover();
  await expect(note).toContainText(/changed once/);
  await note.getByRole("button").click();
  await expect(note).toContainText("copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/line=\d+/);
  await page.goto(link);
  await expect(page.locator("[data-linked-line]")).toContainText("notice of 30 days");
  await expect(page.locator("[data-linked-line]")).toBeInViewport();
});

test("a version is kept for good, with undo, and is counted on the page and on its monitor", async ({
  page,
  signedIn,
}) => {
  const { monitor, address } = await pageOver(signedIn, HISTORY);
  await open(page, address);
  await expect(page.getByText("Kept as long as it is the newest")).toBeVisible();
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await expect(page.getByText(/Kept until \d+ \w+ \d{4}/)).toBeVisible();
  await page.getByRole("button", { name: "Keep for good" }).click();
  await expect(page.getByText(/^Kept for good by /)).toBeVisible();
  await page.getByRole("button", { name: "Add a note" }).click();
  await page.getByLabel("Why it is kept").fill("what they promised in spring");
  await page.keyboard.press("Enter");
  await expect(text(page).getByText("what they promised in spring")).toBeVisible();
  await page.getByText("1 version kept for good").click();
  await expect(page.getByRole("list", { name: "Versions kept for good" })).toContainText(
    "what they promised",
  );
  await page.getByRole("button", { name: "Let it go" }).click();
  await expect(page.getByText(/Kept until/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/^Kept for good by /)).toBeVisible();
  await open(page, `/monitors/${monitor.id}?tab=pages`);
  await page.getByText("1 version kept for good").click();
  await page.getByRole("list", { name: "Versions kept for good" }).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`${address}\\?to=`));
});

test("what a page says is found from anywhere, and opens with the words found", async ({
  page,
  signedIn,
}) => {
  const { address } = await pageOver(signedIn, HISTORY);
  await open(page, "/monitors");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill('"notice of 30');
  const found = page.getByRole("option", { name: /notice of 30/ });
  await expect(found).toBeVisible();
  await found.click();
  await expect(page).toHaveURL(new RegExp(`${address}\\?find=notice`));
  await expect(page.getByRole("search", { name: "Find in the texts" })).toContainText("1 of 1");
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use(asLook(look));
    test("a page's history looks right", async ({ page, signedIn }) => {
      const { address } = await pageOver(signedIn, HISTORY);
      await open(page, address);
      await expect(line(page)).toBeVisible();
      await expectGoodLook(page);
      await page.getByLabel("Find in all versions").fill("at any time");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("list", { name: "Versions that have it" })).toBeVisible();
      await line(page).getByRole("slider", { name: "Compared with" }).focus();
      await page.keyboard.press("Home");
      await expect(text(page).locator("ins").first()).toBeVisible();
      await page
        .getByRole("button", { name: /^Keep for good/ })
        .or(page.getByText("Kept as long"))
        .first()
        .waitFor();
      await expectGoodLook(page);
    });
  });
}
