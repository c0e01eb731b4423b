import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { pageSurfaces, pages } from "#lib/db/schema.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

// A page whose bytes change while its text does not is recognised by what its text is made of.

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const paragraphs = (word: string) =>
  Array.from({ length: 300 }, (_, at) => `<p>Paragraph ${at} is about ${word}.</p>`).join("");

async function watch(path: string) {
  const targets = [{ type: "scrape", urls: [site().url(path)] }];
  const monitor = await newMonitor(ctx, [], { targets });
  const look = async (html: string) => {
    site().page(path, html);
    return (await runNow(ctx, monitor.id, fetchPage)).pages[0];
  };
  const kept = async () =>
    (
      await db()
        .select({ pageId: pages.id, source: pageSurfaces.sourceHash, snapshotId: pageSurfaces.snapshotId })
        .from(pageSurfaces)
        .innerJoin(pages, eq(pages.id, pageSurfaces.pageId))
        .where(eq(pages.monitorId, monitor.id))
    )[0];
  return { look, kept };
}

test("the source is kept with the baseline, and moves with it", async () => {
  const { look, kept } = await watch("/long");
  expect(await look(`<!-- 1 -->${paragraphs("tides")}`)).toMatchObject({ status: "new" });
  const first = await kept();
  expect(first?.source).toHaveLength(32);
  expect(await look(`<!-- 2 -->${paragraphs("tides")}`)).toMatchObject({ status: "same" });
  expect(await kept()).toEqual(first);
  expect(await look(`<!-- 3 -->${paragraphs("moons")}`)).toMatchObject({ status: "changed" });
  const second = await kept();
  expect(second?.source).not.toEqual(first?.source);
  expect(await look(`<!-- 4 -->${paragraphs("moons")}`)).toMatchObject({ status: "same" });
  expect(await kept()).toEqual(second);
});

test("the same text of another source is the same, and is known by that from then on", async () => {
  const { look, kept } = await watch("/other-source");
  await look(`<!-- 1 -->${paragraphs("tides")}`);
  const first = await kept();
  const again = await look(`<section>${paragraphs("tides")}</section>`);
  expect(again?.status).toBe("same");
  expect(again?.metadata).not.toHaveProperty("newBaseline");
  const second = await kept();
  expect(second?.source).not.toEqual(first?.source);
  expect(second?.snapshotId).toBe(first?.snapshotId);
});

test("a baseline of an older version, without a source, gets one at the next look at other bytes", async () => {
  const { look, kept } = await watch("/older");
  await look(`<!-- 1 -->${paragraphs("tides")}`);
  const { pageId = "", source } = (await kept()) ?? {};
  await db().update(pageSurfaces).set({ sourceHash: null }).where(eq(pageSurfaces.pageId, pageId));
  expect(await look(`<!-- 2 -->${paragraphs("tides")}`)).toMatchObject({ status: "same" });
  expect((await kept())?.source).toEqual(source);
});
