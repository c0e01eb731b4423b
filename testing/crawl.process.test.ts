import { afterAll, beforeAll, expect, test } from "vitest";
import {
  begin,
  call,
  end,
  ended,
  expectSoundLedger,
  pagesOf,
  product,
  replaced,
  rowOf,
  site,
  sql,
  until,
} from "./chaos.ts";
import { CrawlSite } from "./crawl-site.ts";

// The whole product, as a user starts it, while its worker is killed in the middle of a crawl.

const PAGES = 2000;

beforeAll(begin);
afterAll(end);

test("kill -9 of the worker in a crawl of 2,000 pages: every page once, every credit once", async () => {
  const own = new CrawlSite(site, "/large", PAGES, 50);
  const targets = [{ type: "crawl", url: own.start, crawlOptions: { limit: 3000 } }];
  const body = { name: "Large", schedule: { cron: "0 0 1 1 *" }, targets };
  const monitorId = (await call("POST", "/monitor", body)).data.id;
  const checkId = (await call("POST", `/monitor/${monitorId}/run`)).id;
  const kills = [200, 900];
  for (const recorded of kills) {
    await until(`${recorded} recorded pages`, async () => (await pagesOf(checkId)) >= recorded);
    const { worker } = product.pids();
    product.kill("worker", "SIGKILL");
    await replaced("worker", worker);
  }
  await ended(checkId);
  expect(await rowOf(checkId)).toMatchObject({
    status: "completed",
    new_pages: PAGES,
    error_pages: 0,
    removed_pages: 0,
  });
  expect(await pagesOf(checkId)).toBe(PAGES);
  const [urls] = await sql`
    select count(distinct p.url)::int as count from check_pages c join pages p on p.id = c.page_id where c.check_id = ${checkId}`;
  expect(urls?.count).toBe(PAGES);
  await expectSoundLedger(checkId, PAGES);
  // Only what was under way at a kill, fetched and not yet written, was asked for twice.
  const twice = Array.from({ length: PAGES }, (_, number) => own.path(number)).filter(
    (path) => site.hits(path) > 1,
  );
  expect(twice.length).toBeLessThan(kills.length * 400);
});
