import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeEach, describe, expect, test } from "vitest";
import { deleteMonitor, updateMonitor } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { monitors, monitorTexts, teamMonitors } from "#lib/db/schema.ts";
import {
  countMonitors,
  createMonitor,
  listMonitors,
  type Monitor,
  toMonitorAnswer,
} from "#lib/monitor/index.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

const { url } = ownDatabase();
const schedule = { cron: "0 0 1 1 *" };
const first = { limit: 25, offset: 0 };

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const create = (name: string, urls = ["https://example.com/"]): Promise<Monitor> =>
  createMonitor(ctx, { name, schedule, targets: [{ type: "scrape", urls }] });
const namesOf = (found: Monitor[]) => found.map(({ name }) => name);

async function search(words: string): Promise<string[]> {
  const found = namesOf(await listMonitors(ctx, { ...first, search: words }));
  const total = await countMonitors(ctx, { search: words });
  expect(Math.min(total, first.limit), `the total of "${words}"`).toBe(found.length);
  return found;
}

describe("a search", () => {
  test("finds names and addresses whatever their case, and wants every word", async () => {
    await create("Prices of shoes", ["https://shop.example/Sale"]);
    await create("Terms", ["https://shop.example/terms"]);
    expect(await search("PRICES")).toEqual(["Prices of shoes"]);
    expect(await search("shop.EXAMPLE/sale")).toEqual(["Prices of shoes"]);
    expect(await search("shop.example")).toEqual(["Terms", "Prices of shoes"]);
    expect(await search("  example   shoes ")).toEqual(["Prices of shoes"]);
    expect(await search("shoes terms")).toEqual([]);
    expect(await search("of")).toEqual(["Prices of shoes"]);
  });

  test("finds the questions of a search target and the address of a crawl, and no other part of a target", async () => {
    const { id } = await create("News");
    // Kinds that this version does not run yet are written as a later one will.
    const targets = [
      { id, type: "search", queries: ["new rockets of 2026"], includeDomains: ["hidden.example"] },
      { id, type: "crawl", url: "https://crawled.example/" },
    ];
    await db().execute(sql`update monitors set targets = ${JSON.stringify(targets)}::json where id = ${id}`);
    expect(await search("rockets")).toEqual(["News"]);
    expect(await search("crawled.example")).toEqual(["News"]);
    for (const word of ["queries", "type", "hidden", id]) expect(await search(word), word).toEqual([]);
  });

  test("asked for the best first, puts names before addresses: the same, one that begins so, one that has it", async () => {
    await create("Sale of harbour tickets");
    await create("Terms", ["https://harbour.example/terms"]);
    await create("Harbour office");
    await create("harbour");
    await create("The old Harbour");
    await create("Elsewhere");
    const best = async (words: string, more = {}) =>
      namesOf(await listMonitors(ctx, { ...first, search: words, sort: "match", ...more }));
    const all = ["harbour", "Harbour office", "The old Harbour", "Sale of harbour tickets", "Terms"];
    expect(await best("Harbour")).toEqual(all);
    expect(await best(" HARBOUR ")).toEqual(all);
    expect(await best("harbour", { limit: 2 })).toEqual(all.slice(0, 2));
    expect(await best("harbour", { limit: 2, offset: 2 })).toEqual(all.slice(2, 4));
    expect(await best("office harbour")).toEqual(["Harbour office"]);
    expect((await best("harbour o")).slice(0, 3)).toEqual(["Harbour office", "The old Harbour", "harbour"]);
    expect(await best("example"), "of equals the newest").toEqual([
      "Elsewhere",
      "The old Harbour",
      "harbour",
      "Harbour office",
      "Terms",
      "Sale of harbour tickets",
    ]);
    expect(await best("zebra")).toEqual([]);
    const [office] = await listMonitors(ctx, { ...first, search: "office" });
    await updateMonitor(ctx, office!.id, { status: "paused" });
    expect(await best("harbour", { status: "paused" })).toEqual(["Harbour office"]);
    expect(await best("harbour", { status: "active" })).not.toContain("Harbour office");
    await deleteMonitor(ctx, office!.id);
    expect(await best("harbour")).toEqual(all.filter((name) => name !== "Harbour office"));
    expect(
      namesOf(await listMonitors(await newTeam(), { ...first, search: "harbour", sort: "match" })),
    ).toEqual([]);
  });

  test("takes what LIKE understands as it is written", async () => {
    await create("100% wool");
    await create("1000 things");
    await create("snake_case");
    await create("snakeXcase");
    await create("back\\slash");
    expect(await search("100%")).toEqual(["100% wool"]);
    expect(await search("%")).toEqual(["100% wool"]);
    expect(await search("snake_case")).toEqual(["snake_case"]);
    expect(await search("k\\s")).toEqual(["back\\slash"]);
    expect(await search("\0snakeX")).toEqual(["snakeXcase"]);
  });

  test("finds letters beyond ASCII in either case", async () => {
    await create("Preise für SCHUHE");
    expect(await search("FÜR")).toEqual(["Preise für SCHUHE"]);
    expect(await search("schuhe")).toEqual(["Preise für SCHUHE"]);
  });

  test("follows a new name, new addresses, a pause and a deletion", async () => {
    const { id } = await create("Before", ["https://old.example/"]);
    await create("Other");
    await updateMonitor(ctx, id, {
      name: "After",
      targets: [{ type: "scrape", urls: ["https://new.example/"] }],
    });
    expect(await search("before")).toEqual([]);
    expect(await search("old.example")).toEqual([]);
    expect(await search("new.example after")).toEqual(["After"]);
    await updateMonitor(ctx, id, { status: "paused" });
    const paused = { search: "after", status: "paused" } as const;
    expect(namesOf(await listMonitors(ctx, { ...first, ...paused }))).toEqual(["After"]);
    expect(await countMonitors(ctx, paused)).toBe(1);
    expect(await countMonitors(ctx, { ...paused, status: "active" })).toBe(0);
    await deleteMonitor(ctx, id);
    expect(await search("after")).toEqual([]);
    expect(await db().select().from(monitorTexts).where(eq(monitorTexts.monitorId, id))).toEqual([]);
  });

  test("sees no other team's monitors", async () => {
    await create("Secret");
    ctx = await newTeam();
    expect(await search("secret")).toEqual([]);
  });

  test("finds a word however far down the list it is, page by page", async () => {
    await fill(3000);
    expect(await search("number-7-")).toEqual(["number-7-"]);
    expect(await search("number-2999-")).toEqual(["number-2999-"]);
    // A word of every third: the first pages come from the first monitors of the list, the others from the index.
    const all = await listMonitors(ctx, { limit: 1000, offset: 0, search: "third" });
    expect(all).toHaveLength(1000);
    const pages = [];
    for (let offset = 0; offset < 1000; offset += 100)
      pages.push(...(await listMonitors(ctx, { limit: 100, offset, search: "third" })));
    expect(namesOf(pages)).toEqual(namesOf(all));
    expect(await countMonitors(ctx, { search: "third" })).toBe(1000);
  });
});

describe("the last result", () => {
  const ended = (counts: object, status?: string) => {
    const none = { totalPages: 3, same: 0, changed: 0, new: 0, removed: 0, error: 0 };
    return { ...none, ...counts, ...(status && { status }) };
  };
  const SUMMARIES = {
    cancelled: ended({ same: 1, totalPages: 1 }, "failed"),
    unread: ended({ error: 3 }, "partial"),
    "one of three": ended({ same: 2, error: 1 }, "partial"),
    "changed and one of three": ended({ changed: 1, same: 1, error: 1 }),
    moved: ended({ changed: 1, same: 2 }, "completed"),
    "one gone": ended({ removed: 1, same: 2 }),
    "one more": ended({ new: 1, same: 2 }),
    "first snapshot": ended({ new: 3 }, "completed"),
    quiet: ended({ same: 3 }, "completed"),
    "never run": null,
  };
  const FAILING = ["changed and one of three", "one of three", "unread", "cancelled"];
  const CHANGED = ["one more", "one gone", "moved"];

  beforeEach(async () => {
    for (const [name, lastCheckSummary] of Object.entries(SUMMARIES)) {
      const { id } = await create(name);
      await db().update(monitors).set({ lastCheckSummary }).where(eq(monitors.id, id));
    }
  });

  test.each([
    ["failing", FAILING],
    ["changed", CHANGED],
  ] as const)("%s monitors are listed, counted and searched alone", async (result, names) => {
    expect(namesOf(await listMonitors(ctx, { ...first, result }))).toEqual(names);
    expect(await countMonitors(ctx, { result })).toBe(names.length);
    const one = { result, search: names[1] };
    expect(namesOf(await listMonitors(ctx, { ...first, ...one }))).toContain(names[1]);
    expect(await countMonitors(ctx, one)).toBe(result === "failing" ? 2 : 1);
    expect(await listMonitors(ctx, { ...first, ...one, search: "quiet" })).toEqual([]);
    expect(await countMonitors(ctx, { ...one, search: "quiet" })).toBe(0);
  });

  test("is an order, too: what fails before what changed before all others, each the newest run first", async () => {
    const ran = { lastRunAt: new Date() };
    await db().update(monitors).set(ran).where(eq(monitors.name, "unread"));
    const others = ["never run", "quiet", "first snapshot"];
    const failing = ["unread", ...FAILING.filter((name) => name !== "unread")];
    const all = await listMonitors(ctx, { ...first, sort: "result" });
    expect(namesOf(all)).toEqual([...failing, ...CHANGED, ...others]);
    const found = await listMonitors(ctx, { ...first, sort: "result", search: "one" });
    expect(namesOf(found)).toEqual(["changed and one of three", "one of three", "one more", "one gone"]);
  });

  test("is left out of what the API answers of the last check", async () => {
    const [monitor] = await listMonitors(ctx, { ...first, search: "moved" });
    expect(monitor && toMonitorAnswer(monitor).lastCheckSummary).toEqual(ended({ changed: 1, same: 2 }));
  });
});

test("some monitors are asked for by their ids, whatever else there is", async () => {
  const [a, b] = [await create("a"), await create("b"), await create("c")];
  const stranger = await createMonitor(await newTeam(), {
    name: "theirs",
    schedule,
    targets: [{ type: "scrape", urls: ["https://example.com/"] }],
  });
  const ids = [a.id, b.id, stranger.id];
  expect(namesOf(await listMonitors(ctx, { ...first, ids }))).toEqual(["b", "a"]);
  expect(await countMonitors(ctx, { ids })).toBe(2);
});

describe("an order of the list", () => {
  test("is the same with a search and without, also where a monitor has never run", async () => {
    for (const name of ["beta", "Alpha", "gamma", "alpha"]) await create(name);
    const ran = async (name: string, at: string | null) =>
      await db()
        .update(monitors)
        .set({ lastRunAt: at ? new Date(at) : null, nextRunAt: null })
        .where(eq(monitors.name, name));
    await ran("beta", "2026-01-02T00:00:00Z");
    await ran("gamma", "2026-01-03T00:00:00Z");
    for (const search of [undefined, "a"]) {
      const inOrder = async (sort: "name" | "lastRun" | "nextRun" | "newest") =>
        namesOf(await listMonitors(ctx, { ...first, search, sort }));
      expect(await inOrder("newest")).toEqual(["alpha", "gamma", "Alpha", "beta"]);
      expect(await inOrder("name")).toEqual(["alpha", "Alpha", "beta", "gamma"]);
      expect(await inOrder("lastRun")).toEqual(["gamma", "beta", "alpha", "Alpha"]);
      expect(await inOrder("nextRun")).toEqual(["alpha", "Alpha", "gamma", "beta"]);
    }
  });
});

describe("the total", () => {
  const totals = async () => ({
    all: await countMonitors(ctx, {}),
    active: await countMonitors(ctx, { status: "active" }),
    paused: await countMonitors(ctx, { status: "paused" }),
  });

  test("follows creation, pause, resumption, renaming and deletion", async () => {
    expect(await totals()).toEqual({ all: 0, active: 0, paused: 0 });
    const one = await create("one");
    const two = await create("two");
    expect(await totals()).toEqual({ all: 2, active: 2, paused: 0 });
    await updateMonitor(ctx, one.id, { status: "paused" });
    expect(await totals()).toEqual({ all: 2, active: 1, paused: 1 });
    await updateMonitor(ctx, one.id, { status: "paused", name: "still paused" });
    expect(await totals()).toEqual({ all: 2, active: 1, paused: 1 });
    await updateMonitor(ctx, one.id, { status: "active" });
    await deleteMonitor(ctx, two.id);
    expect(await totals()).toEqual({ all: 1, active: 1, paused: 0 });
    await db().delete(monitors).where(eq(monitors.teamId, ctx.teamId));
    expect(await totals()).toEqual({ all: 0, active: 0, paused: 0 });
  });

  test("is the same whether the team is counted before its first monitor or after a thousand", async () => {
    await fill(1000);
    expect(await countMonitors(ctx, {})).toBe(1000);
    await create("one more");
    expect(await countMonitors(ctx, {})).toBe(1001);
    expect(await search("one more")).toEqual(["one more"]);
  });

  test("is exact while many are made and deleted at once, and the team is counted meanwhile", async () => {
    const made = Promise.all(Array.from({ length: 20 }, (_, n) => create(`m${n}`)));
    await Promise.all([made, countMonitors(ctx, {}), countMonitors(ctx, {})]);
    const some = (await made).slice(0, 7);
    await Promise.all(some.map(({ id }) => deleteMonitor(ctx, id)));
    expect(await totals()).toEqual({ all: 13, active: 13, paused: 0 });
    expect(await countMonitors(ctx, { search: "example.com" })).toBe(13);
  });

  test("waits, the first time, for who is just making a monitor, and counts it once", async () => {
    const other = postgres(url(), { max: 1, onnotice: () => {} });
    const { id } = await create("known before");
    let counted: Promise<number> | undefined;
    await other.begin(async (tx) => {
      await tx`
        insert into monitors (id, team_id, name, cron, timezone, targets, retention_days, estimated_credits_per_check,
          estimated_credits_per_month, unchanged_pages_free)
        select gen_random_uuid(), team_id, 'unseen yet', cron, timezone, targets, 30, 1, 1, false
        from monitors where id = ${id}`;
      counted = countMonitors(ctx, {});
      await expect.poll(() => waitingForLock()).toBe(true);
    });
    expect(await counted).toBe(2);
    expect(await countMonitors(ctx, {})).toBe(2);
    await other.end();
  });
});

async function waitingForLock(): Promise<boolean> {
  const rows = await db().execute(sql`select 1 from pg_locks where locktype = 'advisory' and not granted`);
  return rows.length > 0;
}

/** As an upgraded database has them: made before the triggers that count them. */
async function fill(count: number): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      insert into monitors (id, team_id, name, cron, timezone, targets, retention_days, estimated_credits_per_check,
        estimated_credits_per_month, unchanged_pages_free)
      select gen_random_uuid(), ${ctx.teamId}, 'number-' || n || '-', '0 * * * *', 'UTC',
        json_build_array(json_build_object('type', 'scrape', 'urls',
          json_build_array('https://example.com/' || case when n % 3 = 0 then 'third' else 'other' end))), 30, 1, 1, false
      from generate_series(1, ${count}::int) n`);
  });
}

test("a check's own writes to its monitor leave the kept texts and totals alone", async () => {
  const { id } = await create("checked");
  await countMonitors(ctx, {});
  const edition = async () =>
    (await db().select().from(teamMonitors).where(eq(teamMonitors.teamId, ctx.teamId)))[0]?.edition;
  const before = await edition();
  await db()
    .update(monitors)
    .set({ lastRunAt: new Date(), nextRunAt: new Date() })
    .where(eq(monitors.id, id));
  expect(await edition()).toBe(before);
  await updateMonitor(ctx, id, { name: "renamed" });
  expect(await edition()).not.toBe(before);
});

test("where PostgreSQL has no pg_trgm, a search finds the same", async () => {
  await db().execute(sql`drop extension pg_trgm cascade`);
  await fill(100);
  expect(await search("NUMBER-7-")).toEqual(["number-7-"]);
  expect(await search("third")).toHaveLength(25);
});
