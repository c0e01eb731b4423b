import { afterAll, beforeAll, expect, test } from "vitest";
import { FILING_LOCK } from "#lib/inbox/filing/file-changes.ts";
import { begin, call, end, ended, newMonitor, product, replaced, site, sql, until } from "./chaos.ts";

// What a check found is on record before it is in anybody's inbox: a worker may die in between.

const PAGES = 30;

beforeAll(begin);
afterAll(end);

const unfiled = async () =>
  (await sql`select count(*)::int as count from changes where item_id is null`)[0]?.count as number;

test("kill -9 of the worker between recording and filing: the next one files every change once", async () => {
  const paths = Array.from({ length: PAGES }, (_, at) => `/filing/${at}`);
  // A difference of its own on each page, or all of them would be one item.
  const edition = (word: string) => {
    for (const [at, path] of paths.entries())
      site.page(path, `<main><p>Page ${at} is ${word}${at}</p></main>`);
  };
  edition("old");
  const monitorId = await newMonitor(paths);
  const run = async () => ended((await call("POST", `/monitor/${monitorId}/run`)).id);
  await run();
  edition("new");

  const holder = await sql.reserve();
  await holder`select pg_advisory_lock(${FILING_LOCK})`;
  await run();
  expect(await unfiled()).toBe(PAGES);
  const { worker } = product.pids();
  product.kill("worker", "SIGKILL");
  await replaced("worker", worker);
  expect(await unfiled()).toBe(PAGES);
  await holder`select pg_advisory_unlock(${FILING_LOCK})`;
  holder.release();

  await until("the filing", async () => (await unfiled()) === 0);
  const [filed] = await sql`
    select count(*)::int as items, sum(i.changes)::int as changes,
      count(*) filter (where c.item_id = i.id)::int as pointed
    from items i join changes c on c.id = i.change_id`;
  expect(filed).toEqual({ items: PAGES, changes: PAGES, pointed: PAGES });
});

test("kill -9 of the worker while it files, again and again: nothing is filed twice, and nothing is lost", async () => {
  const [before] = await sql`select count(*)::int as changes from changes`;
  const paths = Array.from({ length: PAGES }, (_, at) => `/again/${at}`);
  const edition = (n: number) => {
    for (const path of paths)
      site.page(path, `<main><p>The same difference on every page, number ${n}</p></main>`);
  };
  edition(0);
  const monitorId = await newMonitor(paths);
  const run = async () => ended((await call("POST", `/monitor/${monitorId}/run`)).id);
  await run();
  for (let n = 1; n <= 4; n++) {
    edition(n);
    await run();
    const { worker } = product.pids();
    product.kill("worker", "SIGKILL");
    await replaced("worker", worker);
  }
  await until("the filing", async () => (await unfiled()) === 0);
  const [after] =
    await sql`select count(*)::int as changes, count(distinct item_id)::int as items from changes`;
  expect(after?.changes).toBe(before?.changes + 4 * PAGES);
  const [told] = await sql`
    select (select sum(changes)::int from items) as counted, (select count(*)::int from items) as items`;
  expect(told).toEqual({ counted: after?.changes, items: after?.items });
});
