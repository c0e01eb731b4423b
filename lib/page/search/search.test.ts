import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { deleteMonitor, purge } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pages, pageTextQueue, pageTexts } from "#lib/db/schema.ts";
import { indexTexts, searchPages } from "#lib/page/index.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { folded, wordsIn } from "./fold.ts";
import { queryOf, tsQuery } from "./query.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

async function watched(path: string, text: string, title = "T") {
  site().page(path, `<title>${title}</title><main><p>${text}</p></main>`);
  const monitor = await newMonitor(ctx, [site().url(path)]);
  await runNow(ctx, monitor.id, fetchPage);
  await indexTexts();
  return monitor;
}
const found = async (q: string, who = ctx) => {
  const { pages } = await searchPages(who, { q, limit: 10 });
  return pages.map(({ url }) => new URL(url).pathname);
};

test("while pages are checked the words come later, and they come", async () => {
  await watched("/first", "before");
  for (const at of Array.from({ length: 25 }, (_, at) => at))
    site().page(`/many/${at}`, `<p>lighthouse ${at}`);
  const monitor = await newMonitor(
    ctx,
    Array.from({ length: 25 }, (_, at) => site().url(`/many/${at}`)),
  );
  await runNow(ctx, monitor.id, fetchPage);
  const stop = new AbortController();
  const indexing = indexTexts({ stop: stop.signal, isBusy: () => true });
  await expect.poll(async () => (await found("lighthouse")).length).toBe(10);
  expect(await db().$count(pageTextQueue)).toBeLessThan(25);
  // It pauses, and a worker that is told to stop need not wait for it.
  stop.abort();
  await indexing;
  await indexTexts();
  expect(await db().$count(pageTextQueue)).toBe(0);
});

test.each([
  ["Überweisung", "uberweisung"],
  ["Straße", "strasse"],
  ["São Paulo", "sao paulo"],
  ["ŁÓDŹ", "lodz"],
  ["ﬁne", "fine"],
  ["Ångström", "angstrom"],
  ["ΟΔΟΣ", "οδοσ"],
  ["İstanbul", "istanbul"],
  ["한국", "한국"],
  ["हिन्दी", "हिन्दी"],
])("“%s” is searched as “%s”", (text, as) => {
  expect(folded(text)).toBe(as);
});

describe("what is asked for", () => {
  test.each([
    ["free trial", "('free') & ('trial':*)"],
    ["free trial ", "('free') & ('trial')"],
    ['"free trial"', "('free' <-> 'trial')"],
    ['price "free trial" mon', "('price') & ('free' <-> 'trial') & ('mon':*)"],
    ['"not closed', "('not' <-> 'closed')"],
    ["free tr", "('free') & ('tr')"],
    ["v1.5", "('v1' <-> '5')"],
    ["東京都", "('東' <-> '京' <-> '都')"],
    ["' & | ! :* <-> \\", ""],
    ["", ""],
  ])("%s", (search, as) => {
    expect(tsQuery(queryOf(search), "<->")).toBe(as);
  });

  test("no more than sixteen words count", () => {
    const many = Array.from({ length: 40 }, (_, at) => `w${at}`).join(" ");
    expect(queryOf(many).phrases.flat()).toHaveLength(16);
    expect(queryOf(`"${many}"`).phrases.flat()).toHaveLength(16);
  });

  test("a word of any length is cut, and alike on both sides", () => {
    expect(wordsIn("x".repeat(5000))).toEqual(["x".repeat(200)]);
  });
});

test("pages are found by what they say now: all words, phrases, and the beginning of the last word", async () => {
  await watched("/terms", "You may cancel at any time, with a notice of thirty days.");
  await watched("/other", "A notice of any other kind. Thirty people.");
  expect(await found("notice thirty")).toHaveLength(2);
  expect(await found("cancel not")).toEqual(["/terms"]);
  expect(await found('"notice of thirty"')).toEqual(["/terms"]);
  expect(await found('"thirty notice"')).toEqual([]);
  expect(await found("canc notice"), "of words before the last the whole").toEqual([]);
  expect(await found("zebra")).toEqual([]);
  expect(await found("   ")).toEqual([]);
});

test("neither case nor accents count, and signs are found within a run of them", async () => {
  await watched("/de", "Die Überweisung dauert drei Tage. Große Straße.");
  await watched("/ja", "私は東京都に住んでいます。");
  expect(await found("UBERWEISUNG")).toEqual(["/de"]);
  expect(await found("grosse strasse")).toEqual(["/de"]);
  expect(await found("東京")).toEqual(["/ja"]);
  expect(await found("京東")).toEqual([]);
});

test("the excerpt is what stands around the words, as they are written there", async () => {
  await watched(
    "/excerpt",
    `${"Long before. ".repeat(30)}Die Überweisung dauert drei Tage.${" Long after.".repeat(30)}`,
  );
  const {
    pages: [page],
  } = await searchPages(ctx, { q: "uberweisung dauert", limit: 1 });
  expect(page).toMatchObject({ monitorName: "Test", title: "T", excerpt: { hit: "Überweisung" } });
  expect(page?.excerpt?.before).toMatch(/^….*Die $/);
  expect(page?.excerpt?.after).toMatch(/^ dauert drei Tage\. .*…$/);
  expect(page!.excerpt!.before.length).toBeLessThan(80);
});

test("a title counts more than a text, and an address is found, too", async () => {
  await watched("/one", "harbour and nothing else but a harbour", "T");
  await watched("/two", "something else", "The harbour");
  await watched("/harbour-office", "nothing");
  expect((await found("harbour"))[0]).toBe("/two");
  expect(await found("harbour office")).toEqual(["/harbour-office"]);
});

test("what a page says no more is not found; a page that is gone is found no more", async () => {
  const monitor = await watched("/changes", "first words");
  site().page("/changes", "<main><p>second words</p></main>");
  await runNow(ctx, monitor.id, fetchPage);
  await indexTexts();
  expect(await found("first words")).toEqual([]);
  expect(await found("second words")).toEqual(["/changes"]);
  await deleteMonitor(ctx, monitor.id);
  expect(await found("second words"), "of a deleted monitor").toEqual([]);
  await db().execute(
    sql`update checks set created_at = created_at - interval '90 days' where monitor_id = ${monitor.id}`,
  );
  await db().execute(
    sql`update monitors set updated_at = updated_at - interval '90 days' where id = ${monitor.id}`,
  );
  await purge();
  expect(await db().$count(pages, eq(pages.monitorId, monitor.id))).toBe(0);
  expect(await db().$count(pageTexts, eq(pageTexts.teamId, ctx.teamId))).toBe(0);
});

test("a check that finds nothing new asks nothing of the index, and one that does waits for nothing", async () => {
  const monitor = await watched("/same", "the same");
  await runNow(ctx, monitor.id, fetchPage);
  expect(await db().$count(pageTextQueue)).toBe(0);
  site().page("/same", "<main><p>another</p></main>");
  await db().transaction(async (tx) => {
    // As a job does that is at work on this page.
    await tx.execute(
      sql`insert into page_text_queue (page_id) select id from pages where monitor_id = ${monitor.id}`,
    );
    await runNow(ctx, monitor.id, fetchPage);
  });
  await indexTexts();
  expect(await found("another")).toEqual(["/same"]);
});

test("what an older version recorded is put in its place in parts", async () => {
  await watched("/older", "from before the upgrade");
  await db().delete(pageTexts);
  await db().execute(sql`insert into page_text_backfill values ('00000000-0000-0000-0000-000000000000')`);
  await Promise.all([indexTexts(), indexTexts()]);
  await indexTexts();
  expect(await found("upgrade")).toEqual(["/older"]);
  expect(await db().execute(sql`select 1 from page_text_backfill`)).toHaveLength(0);
});

test("a text of any length is indexed as far as it is searched", async () => {
  const words = Array.from({ length: 200_000 }, (_, at) => `word${(at * 2654435761) % 4294967296}`);
  site().page("/huge", `<main><p>beginning ${words.join(" ")} ending</p></main>`);
  const monitor = await newMonitor(ctx, [site().url("/huge")]);
  await runNow(ctx, monitor.id, fetchPage);
  await indexTexts();
  expect(await found("beginning")).toEqual(["/huge"]);
  expect(await found("ending"), "beyond 500,000 characters").toEqual([]);
});

test("another team finds nothing of it", async () => {
  await watched("/secret", "our own words");
  expect(await found("own words", await newTeam())).toEqual([]);
});
