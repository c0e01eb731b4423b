import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import type { SiteAnswer } from "#testing/site.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const ways: [string, SiteAnswer][] = [
  ["a redirect", { redirectTo: "/new" }],
  [
    "a redirect that wants its cookie back",
    ({ headers }) => ({
      redirectTo: headers.cookie ? "/new" : "/old",
      headers: { "set-cookie": "seen=1" },
    }),
  ],
  ["a meta element", '<meta http-equiv="refresh" content="0; url=/new"><p>Moved'],
  ["a Refresh header", { headers: { refresh: "5; url=/new" } }],
];

test.each(ways)("a page that %s leads to is read, recorded as redirected, and compared", async (_, way) => {
  site().page("/old", way);
  site().page("/new", { body: "<main>A</main>", etag: '"a"' });
  const monitor = await newMonitor(ctx, [site().url("/old")]);
  const check = async () => (await runNow(ctx, monitor.id, fetchPage)).pages[0];
  const redirectedTo = site().url("/new");
  expect(await check()).toMatchObject({ status: "new", metadata: { redirectedTo } });
  expect(await check()).toMatchObject({ status: "same" });
  site().page("/new", "<main>B</main>");
  const changed = await check();
  expect(changed).toMatchObject({ status: "changed", metadata: { redirectedTo } });
  expect(changed?.diff?.text).toMatch(/-A[\s\S]*\+B/);
});

test("a page that sets a cookie and leads back to itself stays the same", async () => {
  site().page("/self", ({ headers }) =>
    headers.cookie ? "<main>A</main>" : { redirectTo: "/self", headers: { "set-cookie": "seen=1" } },
  );
  const monitor = await newMonitor(ctx, [site().url("/self")]);
  const statuses = [];
  for (let at = 0; at < 2; at++) statuses.push((await runNow(ctx, monitor.id, fetchPage)).pages[0]?.status);
  expect(statuses).toEqual(["new", "same"]);
  expect(site().hits("/self")).toBe(4);
});
