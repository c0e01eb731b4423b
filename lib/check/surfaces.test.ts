import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { changes, pageSurfaces, pages } from "#lib/db/schema.ts";
import { type Extractor, registerExtractor } from "#lib/extract/index.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { updateMonitor } from "./index.ts";

// A surface that exists in this file only: the prices of a page, where its options ask for them.

ownDatabase();
const { site, fetchPage } = ownSite();

let version = 1;
const prices: Extractor = {
  surface: "prices",
  takes: (options) => options.prices === true,
  fingerprint: () => `prices ${version}`,
  extract: async ({ body }) => ({
    kind: "text",
    content: [...body.toString().matchAll(/data-price="(\d+)"/g)].map(([, price]) => price).join("\n"),
  }),
};

let ctx: Ctx;
let unregister = () => {};
beforeEach(async () => {
  ctx = await newTeam();
  version = 1;
  unregister = registerExtractor(prices);
});
afterEach(() => unregister());

const page = (text: string, price: number) => `<main data-price="${price}"><p>${text}</p></main>`;

async function watch(path: string, scrapeOptions: Record<string, unknown>) {
  const targets = [{ type: "scrape", urls: [site().url(path)], scrapeOptions }];
  const monitor = await newMonitor(ctx, [], { targets });
  const run = async () => (await runNow(ctx, monitor.id, fetchPage)).pages[0];
  const surfaces = async () =>
    (
      await db()
        .select({ name: pageSurfaces.surface })
        .from(pageSurfaces)
        .innerJoin(pages, eq(pages.id, pageSurfaces.pageId))
        .where(eq(pages.monitorId, monitor.id))
        .orderBy(pageSurfaces.surface)
    ).map(({ name }) => name);
  return { monitor, run, surfaces };
}

test("a surface has a baseline of its own, and a page changes when one of its surfaces does", async () => {
  site().page("/shop", page("Shop", 10));
  const { monitor, run, surfaces } = await watch("/shop", { prices: true });
  expect(await run()).toMatchObject({ status: "new", diff: null });
  expect(await surfaces()).toEqual(["prices", "text"]);
  expect(await run()).toMatchObject({ status: "same" });
  // Other bytes, the same text, another price.
  site().page("/shop", page("Shop", 12));
  const changed = await run();
  expect(changed).toMatchObject({ status: "changed" });
  expect(changed?.diff?.text).toContain("-10\n+12\n");
  expect(await run()).toMatchObject({ status: "same" });
  site().page("/shop", page("Shop for all", 12));
  expect((await run())?.diff?.text).toContain("+Shop for all\n");
  const rows = await db().select().from(changes).where(eq(changes.monitorId, monitor.id)).orderBy(changes.id);
  expect(rows.map(({ kind, excerpt }) => [kind, excerpt?.before, excerpt?.after])).toEqual([
    ["changed", "10", "12"],
    ["changed", "", "for all"],
  ]);
});

test("a surface asked for later is taken, and is no change; given up, it is left alone", async () => {
  site().page("/later", page("Later", 10));
  const { monitor, run, surfaces } = await watch("/later", {});
  await run();
  const [target] = monitor.targets as [(typeof monitor)["targets"][0] & { type: "scrape" }];
  const ask = (prices: boolean) =>
    updateMonitor(ctx, monitor.id, { targets: [{ ...target, scrapeOptions: { prices } }] });
  await ask(true);
  expect(await run()).toMatchObject({ status: "same" });
  expect(await surfaces()).toEqual(["prices", "text"]);
  site().page("/later", page("Later", 11));
  expect(await run()).toMatchObject({ status: "changed" });
  await ask(false);
  site().page("/later", page("Later", 12));
  expect(await run()).toMatchObject({ status: "same" });
});

test("what is made in another way is taken anew, and is no change", async () => {
  site().page("/anew", page("Anew", 10));
  const { run } = await watch("/anew", { prices: true });
  await run();
  version = 2;
  site().page("/anew", page("Anew", 99));
  expect(await run()).toMatchObject({ status: "same" });
  site().page("/anew", page("Anew", 100));
  const changed = await run();
  expect(changed).toMatchObject({ status: "changed" });
  expect(changed?.diff?.text).toContain("-99\n+100\n");
});
