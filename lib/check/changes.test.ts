import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { changes } from "#lib/db/schema.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { updateMonitor } from "./index.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const html = (...lines: string[]) => `<main>${lines.map((line) => `<p>${line}</p>`).join("")}</main>`;

async function watching(...paths: string[]) {
  const monitor = await newMonitor(
    ctx,
    paths.map((path) => site().url(path)),
  );
  return { monitor, run: () => runNow(ctx, monitor.id, fetchPage) };
}

const changesOf = (monitorId: string) =>
  db().select().from(changes).where(eq(changes.monitorId, monitorId)).orderBy(changes.id);
const kindsOf = async (monitorId: string) => (await changesOf(monitorId)).map(({ kind }) => kind);

test("what is new or the same in a monitor's first checks is no news; what fails is", async () => {
  site().page("/first/1", html("one"));
  site().page("/first/2", { status: 500 });
  const { monitor, run } = await watching("/first/1", "/first/2");
  await run();
  await run();
  const [failed, ...more] = await changesOf(monitor.id);
  expect(more).toEqual([]);
  expect(failed).toMatchObject({ kind: "failed", linesAdded: 0, linesRemoved: 0 });
  expect(failed?.excerpt?.after).toMatch(/500/);
});

test("a page added after a monitor's first check is news", async () => {
  site().page("/old", html("old"));
  site().page("/added", html("added"));
  const { monitor, run } = await watching("/old");
  await run();
  const urls = ["/old", "/added"].map((path) => site().url(path));
  await updateMonitor(ctx, monitor.id, { targets: [{ ...monitor.targets[0]!, type: "scrape", urls }] });
  const check = await run();
  const [row, ...more] = await changesOf(monitor.id);
  expect(more).toEqual([]);
  const added = check.pages.find(({ url }) => url.endsWith("/added"));
  expect(row).toMatchObject({ kind: "new", checkId: check.id, checkPageId: added?.id, teamId: ctx.teamId });
});

test("a change says what differs: its first words, its lines, and a hash", async () => {
  site().page("/plans", html("Basic $10", "Pro $20", "Contact us"));
  const { monitor, run } = await watching("/plans");
  await run();
  site().page("/plans", html("Basic $12", "Pro $20", "Team $30", "Contact us"));
  const check = await run();
  const [row] = await changesOf(monitor.id);
  expect(row).toMatchObject({
    kind: "changed",
    checkPageId: check.pages[0]?.id,
    excerpt: { lead: "Basic", before: "$10", after: "$12", changes: 2 },
    linesAdded: expect.any(Number),
  });
  expect(row?.linesAdded).toBeGreaterThan(row?.linesRemoved ?? 0);
  expect(row?.differenceHash).toHaveLength(32);
});

test.each([
  ["one line", ["Basic $10", "Pro $20"], ["Basic $12", "Pro $20"], 1],
  ["three lines apart", ["A 1", "x", "B 1", "y", "C 1"], ["A 2", "x", "B 2", "y", "C 2"], 3],
  ["a line and one put in beside it", ["Basic $10"], ["Basic $12", "Team $30"], 2],
  ["a paragraph put in", ["x"], ["x", "one", "two", "three"], 1],
])("a change says how many places differ: %s", async (_, before, after, changed) => {
  site().page("/places", html(...before));
  const { monitor, run } = await watching("/places");
  await run();
  site().page("/places", html(...after));
  await run();
  const [row] = await changesOf(monitor.id);
  expect(row?.excerpt?.changes).toBe(changed);
});

test("rows of a table that changed side by side are counted one by one", async () => {
  const table = (...prices: string[]) =>
    `<main><table><tr><th>Plan</th><th>Price</th></tr>${prices.map((price) => `<tr><td>Plan</td><td>${price}</td></tr>`).join("")}</table></main>`;
  site().page("/table", table("$1", "$2", "$3"));
  const { monitor, run } = await watching("/table");
  await run();
  site().page("/table", table("$4", "$5", "$6"));
  await run();
  const [row] = await changesOf(monitor.id);
  expect(row).toMatchObject({ excerpt: { changes: 3 }, linesAdded: 3, linesRemoved: 3 });
});

test("the same difference is known again when it comes back, and another is another", async () => {
  const { monitor, run } = await watching("/flap");
  for (const text of ["A", "B", "A", "B", "C"]) {
    site().page("/flap", html("Before", text, "After"));
    await run();
  }
  const [ab, ba, again, bc] = (await changesOf(monitor.id)).map(({ differenceHash }) =>
    differenceHash.toString("hex"),
  );
  expect(again).toBe(ab);
  expect(new Set([ab, ba, bc]).size).toBe(3);
});

test("the same difference on many pages is one group, whatever else stands in their lines", async () => {
  const paths = ["/footer/1", "/footer/2", "/footer/3"];
  const write = (year: number) => {
    for (const [index, path] of paths.entries())
      site().page(path, html(`Page ${index}`, `Chapter ${index} of our handbook, © ${year} Tidemark`));
  };
  write(2025);
  const { monitor, run } = await watching(...paths);
  await run();
  write(2026);
  await run();
  const rows = await changesOf(monitor.id);
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map(({ groupHash }) => groupHash.toString("hex"))).size).toBe(1);
  expect(new Set(rows.map(({ differenceHash }) => differenceHash.toString("hex"))).size).toBe(3);
});

test("a page that begins to fail is told once, and once that it recovered", async () => {
  site().page("/up", html("up"));
  const { monitor, run } = await watching("/up");
  await run();
  site().page("/up", { status: 503 });
  await run();
  await run();
  site().page("/up", html("up"));
  await run();
  await run();
  expect(await kindsOf(monitor.id)).toEqual(["failed", "recovered"]);
});

test("a page that comes back changed says that it changed", async () => {
  site().page("/back", html("before"));
  const { monitor, run } = await watching("/back");
  await run();
  site().page("/back", { status: 404 });
  await run();
  site().page("/back", html("after"));
  await run();
  site().page("/back", { status: 404 });
  await run();
  expect(await kindsOf(monitor.id)).toEqual(["failed", "changed", "failed"]);
});
