import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import type { Monitor } from "#lib/monitor/index.ts";
import { blameVersion, findInVersions, listPageVersions, packText, readTimeline } from "#lib/page/index.ts";
import { newMonitor, ownSite, runNow } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { MOST_LOOKED_AT } from "./find-in-versions.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

async function watched(path: string, bodies: (string | null)[]) {
  const monitor = await newMonitor(ctx, [site().url(path)]);
  const ran = [];
  for (const body of bodies) {
    if (body === null) site().page(path, () => ({ status: 503, body: "no" }));
    else site().page(path, `<title>T</title><main>${body}</main>`);
    ran.push((await runNow(ctx, monitor.id, fetchPage)).pages[0]!);
  }
  return { monitor, ran, pageId: ran[0]!.pageId };
}

/** As many versions more, each of them one check's, written as a worker would have left them. */
async function withMany(monitor: Monitor, pageId: string, many: number, textOf: (at: number) => string) {
  const contents = await Promise.all(
    Array.from({ length: many }, async (_, at) => {
      const text = textOf(at);
      const hash = createHash("sha256").update(text).digest("hex");
      return { at, size: text.length, hash, content: (await packText(text)).toString("hex") };
    }),
  );
  const began = Date.now() - many * 60_000;
  const ids = contents.map(({ at }) => ({
    at,
    seen: new Date(began + at * 60_000).toISOString(),
    id: uuidv7({ msecs: began + at * 60_000 }),
    check: uuidv7({ msecs: began + at * 60_000 }),
    snapshot: uuidv7(),
  }));
  const rows = JSON.stringify(contents.map((content, at) => ({ ...content, ...ids[at] })));
  await db().execute(sql`
    with made as (
      select * from json_to_recordset(${rows}::json)
        as m(at int, size int, hash text, content text, seen timestamptz, id uuid, "check" uuid, snapshot uuid)),
    stored as (
      insert into snapshots (id, team_id, monitor_id, hash, kind, size, content, superseded_at)
      select snapshot, ${ctx.teamId}, ${monitor.id}, decode(hash, 'hex'), 'markdown', size, decode(content, 'hex'), now() from made),
    ran as (
      insert into checks (id, team_id, monitor_id, status, trigger, estimated_credits, reserved_credits, billing_status, created_at)
      select "check", ${ctx.teamId}, ${monitor.id}, 'completed', 'scheduled', 1, 1, 'confirmed', seen from made)
    insert into check_pages (id, check_id, team_id, target_id, page_id, status, snapshot_id, created_at)
    select id, "check", ${ctx.teamId}, ${monitor.id}, ${pageId}, 'changed', snapshot, seen from made`);
  await db().execute(sql`analyze check_pages, snapshots, checks`);
  return ids.map(({ id }) => id);
}

test("of each line: when it was first seen, when it changed last, and how often it did", async () => {
  const { monitor, pageId, ran } = await watched("/blame", [
    "<h1>Plans</h1><p>Starter costs $15 a month</p>",
    "<h1>Plans</h1><p>Starter costs $19 a month</p><p>Ask us</p>",
    "<h1>Plans</h1><p>Starter costs $24 a month</p><p>Ask us</p>",
  ]);
  const blame = await blameVersion(ctx, monitor.id, pageId, ran[2]!.id);
  expect(blame.complete).toBe(true);
  expect(blame.versions.map(({ id }) => id)).toEqual(ran.map(({ id }) => id));
  const told = (line: number) => [blame.first[line], blame.changed[line], blame.times[line]];
  expect([told(0), told(1), told(2)]).toEqual([
    [0, 0, 0],
    [0, 2, 2],
    [1, 1, 0],
  ]);
  const older = await blameVersion(ctx, monitor.id, pageId, ran[0]!.id);
  expect(older.first).toEqual([0, 0]);
});

test("blame looks at 200 versions, and says that there are more", async () => {
  const { monitor, pageId, ran } = await watched("/blame-many", ["<p>last</p>"]);
  await withMany(monitor, pageId, 250, (at) => `stays\nversion ${at}`);
  const blame = await blameVersion(ctx, monitor.id, pageId, ran[0]!.id);
  expect(blame.versions).toHaveLength(200);
  expect(blame.complete).toBe(false);
});

test("words are found in the versions that have them: when they came, and when they disappeared", async () => {
  const { monitor, pageId, ran } = await watched("/find", [
    "<p>Plans</p>",
    "<p>Cancel <b>at any</b> time.</p>",
    "<p>Cancel at any time. New!</p>",
    "<p>Cancel with a notice.</p>",
    null,
    "<p>Cancel At any time.</p>",
  ]);
  const find = (q: string, matchCase = false) => findInVersions(ctx, monitor.id, pageId, { q, matchCase });
  const id = (at: number) => ({ id: ran[at]!.id });
  expect(await find("at any time")).toMatchObject({
    stretches: [
      { first: id(5), last: id(5), goneIn: null },
      { first: id(1), last: id(2), goneIn: id(3) },
    ],
    versionsLookedAt: 5,
    versionsWithIt: 3,
    cursor: null,
    oldest: id(0),
  });
  expect((await find("at any time", true)).stretches).toMatchObject([{ first: id(1), last: id(2) }]);
  expect((await find("at  any\ntime.")).versionsWithIt, "blanks are blanks").toBe(3);
  expect(await find("never said")).toMatchObject({ stretches: [], versionsWithIt: 0, versionsLookedAt: 5 });
  expect((await find("any.*time")).stretches, "words are no pattern").toEqual([]);
});

test("a long history is looked through in parts, each of which says where to look on", async () => {
  const { monitor, pageId } = await watched("/find-many", ["<p>now</p>"]);
  const ids = await withMany(monitor, pageId, MOST_LOOKED_AT + 50, (at) =>
    at < 20 ? `old words ${at}` : `new ${at}`,
  );
  const first = await findInVersions(ctx, monitor.id, pageId, { q: "old words", matchCase: false });
  expect(first.stretches).toEqual([]);
  let [cursor, found] = [first.cursor, first];
  for (let part = 0; cursor && part < 20; part++) {
    found = await findInVersions(ctx, monitor.id, pageId, { q: "old words", matchCase: false, cursor });
    cursor = found.cursor;
  }
  expect(found).toMatchObject({
    cursor: null,
    stretches: [{ first: { id: ids[0] }, last: { id: ids[19] } }],
  });
});

test("a page of 5,000 versions is listed and drawn in less than half a second", async () => {
  const { monitor, pageId } = await watched("/long", ["<p>now</p>"]);
  const ids = await withMany(monitor, pageId, 5000, (at) => `version ${at}`);
  await listPageVersions(ctx, monitor.id, pageId, { limit: 50 });
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  expect(await timed(() => listPageVersions(ctx, monitor.id, pageId, { limit: 50 }))).toBeLessThan(500);
  const deep = ids[100]!;
  expect(
    await timed(() => listPageVersions(ctx, monitor.id, pageId, { limit: 50, cursor: deep })),
  ).toBeLessThan(500);
  const [line] = await Promise.all([readTimeline(ctx, monitor.id, pageId)]);
  expect(await timed(() => readTimeline(ctx, monitor.id, pageId))).toBeLessThan(500);
  expect(line.versions).toHaveLength(5000);
  expect(line.complete).toBe(false);
  expect(line.versions[0]?.id, "of more than that the newest").toBe(ids[1]);
});

test("the line through time has every version, and when the page could not be read", async () => {
  const { monitor, pageId, ran } = await watched("/line", [
    "<p>1</p>",
    null,
    null,
    "<p>2</p>",
    null,
    "<p>2</p>",
  ]);
  const line = await readTimeline(ctx, monitor.id, pageId);
  expect(line.versions).toMatchObject([
    { id: ran[0]!.id, lines: null },
    { id: ran[3]!.id, lines: 2 },
  ]);
  expect(line.failures).toEqual([
    { from: ran[1]!.createdAt, to: ran[2]!.createdAt, checks: 2 },
    { from: ran[4]!.createdAt, to: ran[4]!.createdAt, checks: 1 },
  ]);
});

test("another team's page has no history", async () => {
  const { monitor, pageId, ran } = await watched("/theirs", ["<p>1</p>"]);
  const stranger = await newTeam();
  const asked = [
    () => readTimeline(stranger, monitor.id, pageId),
    () => blameVersion(stranger, monitor.id, pageId, ran[0]!.id),
    () => findInVersions(stranger, monitor.id, pageId, { q: "1", matchCase: false }),
  ];
  for (const ask of asked) await expect(ask()).rejects.toMatchObject({ message: "Page not found" });
});
