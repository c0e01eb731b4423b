import { and, eq, like, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { deleteMonitor, purge } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { auditEntries, checkPages, monitors, pages, versionPins } from "#lib/db/schema.ts";
import type { Monitor } from "#lib/monitor/index.ts";
import {
  getPageVersion,
  keepVersion,
  listKeptVersions,
  listPageVersions,
  releaseVersion,
} from "#lib/page/index.ts";
import { checksOf, newMonitor, ownSite, runNow, storedContents } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { MOST_KEPT } from "./keep-version.ts";

ownDatabase();
const { site, fetchPage } = ownSite();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

async function watched(path: string, texts: string[], urls = [path]) {
  const monitor = await newMonitor(
    ctx,
    urls.map((url) => site().url(url)),
    { retentionDays: 7 },
  );
  const ran = [];
  for (const text of texts) {
    for (const url of urls) site().page(url, `<title>${text}</title><main><p>${text}</p></main>`);
    const { pages: found } = await runNow(ctx, monitor.id, fetchPage);
    ran.push(found.find(({ url }) => url === site().url(path))!);
  }
  return { monitor, ran, pageId: ran[0]!.pageId };
}

/** Makes everything of a monitor older by so many days. */
async function age(monitor: Monitor, days: number) {
  const earlier = (column: string) => sql.raw(`${column} = ${column} - interval '${days} days'`);
  await db().execute(sql`update checks set ${earlier("created_at")} where monitor_id = ${monitor.id}`);
  await db().execute(sql`update snapshots set ${earlier("superseded_at")} where monitor_id = ${monitor.id}`);
  await db().execute(sql`update monitors set ${earlier("updated_at")} where id = ${monitor.id}`);
}

const list = async (monitor: Monitor, pageId: string) =>
  (await listPageVersions(ctx, monitor.id, pageId, { limit: 100 })).versions;
const keep = (monitor: Monitor, pageId: string, id: string, note?: string) =>
  keepVersion(ctx, monitor.id, pageId, id, note);

test("until when a version is kept follows from retention; the newest has no date", async () => {
  const { monitor, pageId, ran } = await watched("/until", ["one", "one", "two"]);
  const [newest, first] = await list(monitor, pageId);
  expect(newest).toMatchObject({ keptUntil: null, kept: null, isBaseline: true });
  // A week after the last check that saw it.
  const until = Date.parse(ran[1]!.createdAt) + 7 * 86_400_000;
  expect(Date.parse(first!.keptUntil!)).toBe(until);
});

test("a version kept for good outlives every purge, with the row that names it, and nothing beside it does", async () => {
  const { monitor, pageId, ran } = await watched("/kept", ["one", "two", "three"], ["/kept", "/beside"]);
  await keep(monitor, pageId, ran[1]!.id, "what they promised");
  expect((await list(monitor, pageId))[1]).toMatchObject({
    keptUntil: null,
    kept: { by: "Tidemark", note: "what they promised" },
  });
  await age(monitor, 30);
  await purge();
  expect(await list(monitor, pageId)).toMatchObject([
    { id: ran[2]!.id },
    { id: ran[1]!.id, status: "changed", excerpt: { before: "one", after: "two" }, kept: { by: "Tidemark" } },
  ]);
  expect((await getPageVersion(ctx, monitor.id, pageId, ran[1]!.id)).text).toBe("two");
  // Of its check there is this page alone; both baselines are the same content.
  expect(await checksOf(monitor.id)).toHaveLength(1);
  expect(await db().$count(checkPages, eq(checkPages.teamId, ctx.teamId))).toBe(1);
  expect((await storedContents(monitor.id)).count).toBe(2);
});

test("a check that is kept for a version holds up no other content of its monitor", async () => {
  const { monitor, pageId, ran } = await watched("/holds", ["one", "two"]);
  await keep(monitor, pageId, ran[0]!.id);
  await age(monitor, 30);
  site().page("/holds", "<main><p>three</p></main>");
  await runNow(ctx, monitor.id, fetchPage);
  site().page("/holds", "<main><p>four</p></main>");
  await runNow(ctx, monitor.id, fetchPage);
  await db().execute(
    sql`update snapshots set superseded_at = superseded_at - interval '20 days' where monitor_id = ${monitor.id}`,
  );
  await db().execute(
    sql`update checks set created_at = created_at - interval '20 days' where monitor_id = ${monitor.id}`,
  );
  await purge();
  expect((await storedContents(monitor.id)).count, "the kept one and the baseline").toBe(2);
});

test("let go, it goes as the others did; to let it go twice does nothing more", async () => {
  const { monitor, pageId, ran } = await watched("/released", ["one", "two"]);
  await keep(monitor, pageId, ran[0]!.id);
  await age(monitor, 30);
  await purge();
  await releaseVersion(ctx, monitor.id, pageId, ran[0]!.id);
  await releaseVersion(ctx, monitor.id, pageId, ran[0]!.id);
  await purge();
  expect((await list(monitor, pageId)).map(({ id }) => id)).toEqual([ran[1]!.id]);
  expect((await storedContents(monitor.id)).count).toBe(1);
});

test("a version whose own check is gone is kept as what is known of it", async () => {
  const { monitor, pageId, ran } = await watched("/loose", ["one", "one", "two"]);
  // The check that brought it is past its days, the one that found it again is not.
  await db().execute(sql`
    update checks set created_at = created_at - interval '8 days'
    where id in (select check_id from check_pages where id = ${ran[0]!.id})`);
  await purge();
  await keep(monitor, pageId, ran[1]!.id);
  await age(monitor, 30);
  await purge();
  expect(await checksOf(monitor.id)).toEqual([]);
  expect(await list(monitor, pageId)).toMatchObject([
    { id: ran[2]!.id },
    { id: ran[0]!.id, checkId: null, title: null, kept: { by: "Tidemark" } },
  ]);
  const read = await getPageVersion(ctx, monitor.id, pageId, ran[0]!.id);
  expect(read).toMatchObject({ text: "one", olderId: null, newerId: ran[2]!.id });
  expect(await getPageVersion(ctx, monitor.id, pageId, ran[2]!.id)).toMatchObject({
    text: "two",
    newerId: null,
  });
});

test("to keep it twice changes its note; what is kept is counted and listed, the last first", async () => {
  const { monitor, pageId, ran } = await watched("/listed", ["one", "two", "three"]);
  for (const { id } of ran) await keep(monitor, pageId, id);
  await keep(monitor, pageId, ran[0]!.id, "because");
  const first = await listKeptVersions(ctx, monitor.id, { limit: 2 });
  expect(first).toMatchObject({ total: 3, versions: [{ versionId: ran[2]!.id }, { versionId: ran[1]!.id }] });
  const rest = await listKeptVersions(ctx, monitor.id, { limit: 2, cursor: first.cursor ?? undefined });
  expect(rest).toMatchObject({
    cursor: null,
    versions: [
      { versionId: ran[0]!.id, title: "one", url: site().url("/listed"), kept: { note: "because" } },
    ],
  });
  expect((await listKeptVersions(ctx, monitor.id, { limit: 2, pageId: monitor.id })).total).toBe(0);
});

test("the audit log tells who kept what, and what was not done is not told", async () => {
  const { monitor, pageId, ran } = await watched("/audited", ["one", "two"]);
  await keep(monitor, pageId, ran[0]!.id, "why");
  await keep(monitor, pageId, ran[0]!.id, "why");
  await keep(monitor, pageId, ran[0]!.id, "because");
  await releaseVersion(ctx, monitor.id, pageId, ran[0]!.id);
  await releaseVersion(ctx, monitor.id, pageId, ran[0]!.id);
  const entries = await db()
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.teamId, ctx.teamId), like(auditEntries.action, "version.%")))
    .orderBy(auditEntries.id);
  const version = expect.stringContaining("/audited, 20");
  expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
    [
      "version.kept",
      [
        { field: "version", before: null, after: version },
        { field: "note", before: null, after: "why" },
      ],
    ],
    ["version.noted", [{ field: "note", before: "why", after: "because" }]],
    [
      "version.released",
      [
        { field: "version", before: version, after: null },
        { field: "note", before: "because", after: null },
      ],
    ],
  ]);
});

test("of a deleted monitor nothing is kept for good", async () => {
  const { monitor, pageId, ran } = await watched("/deleted", ["one", "two"]);
  await keep(monitor, pageId, ran[0]!.id);
  await deleteMonitor(ctx, monitor.id);
  await purge();
  expect(await db().$count(versionPins, eq(versionPins.monitorId, monitor.id))).toBe(1);
  await age(monitor, 30);
  await purge();
  await purge();
  expect(await db().$count(monitors, eq(monitors.id, monitor.id))).toBe(0);
});

test("a page nobody watches any more stays as long as one of its versions is kept", async () => {
  const { monitor, pageId, ran } = await watched("/unwatched", ["one"], ["/unwatched", "/other"]);
  await keep(monitor, pageId, ran[0]!.id);
  await db().execute(sql`
    update monitors set targets = jsonb_set(targets::jsonb, '{0,urls}', ${JSON.stringify([site().url("/other")])}::jsonb)::json
    where id = ${monitor.id}`);
  await age(monitor, 30);
  await runNow(ctx, monitor.id, fetchPage);
  await purge();
  expect(await db().$count(pages, eq(pages.id, pageId))).toBe(1);
  expect((await getPageVersion(ctx, monitor.id, pageId, ran[0]!.id)).text).toBe("one");
});

test("so many may be kept, and no more; what is kept already may get another note", async () => {
  const { monitor, pageId, ran } = await watched("/most", ["one", "two"]);
  await keep(monitor, pageId, ran[0]!.id);
  await db().execute(sql`
    insert into version_pins (id, team_id, monitor_id, page_id, version_id, snapshot_id, seen_at, kept_by)
    select gen_random_uuid(), team_id, monitor_id, page_id, gen_random_uuid(), snapshot_id, seen_at, kept_by
    from version_pins cross join generate_series(2, ${MOST_KEPT}) where monitor_id = ${monitor.id}`);
  await expect(keep(monitor, pageId, ran[1]!.id)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("1,000 versions"),
  });
  await keep(monitor, pageId, ran[0]!.id, "still mine");
  await releaseVersion(ctx, monitor.id, pageId, ran[0]!.id);
  await keep(monitor, pageId, ran[1]!.id);
});

test("another team keeps nothing here, a viewer neither, and what is not there is not kept", async () => {
  const { monitor, pageId, ran } = await watched("/whose", ["one"]);
  const stranger = await newTeam();
  await expect(keepVersion(stranger, monitor.id, pageId, ran[0]!.id, undefined)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(keep(monitor, pageId, monitor.id)).rejects.toMatchObject({ message: "Version not found" });
  await expect(releaseVersion(ctx, monitor.id, pageId, monitor.id)).rejects.toMatchObject({
    message: "Version not found",
  });
  const viewer: Ctx = { ...ctx, actor: { kind: "user", userId: "u", email: "v@x.test", role: "viewer" } };
  await expect(keepVersion(viewer, monitor.id, pageId, ran[0]!.id, undefined)).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
