import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { begin, end, product, replaced, seconds, site, sql, tell, until } from "./chaos.ts";
import { comeDue, counts, expectEachOnce, monitors } from "./storm.ts";

// Thousands of small checks on a running product, while parts of it are killed.

const STORM = 2000;

beforeAll(begin);
afterAll(end);

describe.each(["worker", "postgres", "web"] as const)("kill -9 of %s in a storm", (role) => {
  test("every check ends, each page once, within 10 s of being back", async () => {
    const path = (index: number) => `/storm/${role}/${index}`;
    for (let index = 0; index < STORM; index++) site.page(path(index), `<main>${role} ${index}</main>`);
    const ids = await monitors(STORM, path);
    await comeDue(ids);
    await until("the middle of the storm", async () => {
      const { completed } = await counts(ids);
      return completed > STORM / 10 && completed < STORM * 0.8;
    });
    const before = product.pids();
    product.kill(role, "SIGKILL");
    await replaced(role, before[role]);
    if (role !== "web") await replaced("worker", before.worker);
    await product.healthy();
    const back = performance.now();
    await until("the end of the storm", async () => {
      const { all, left } = await counts(ids);
      return all === STORM && left === 0;
    });
    tell(`kill -9 of ${role} in a storm`, { "back to all ended": seconds(back) });
    await expectEachOnce(ids);
    expect(seconds(back)).toBeLessThan(10);
  });
});

test("SIGTERM in a storm: gone within 5 s, and after the next start every check ends, each page once", async () => {
  const path = (index: number) => `/storm/term/${index}`;
  for (let index = 0; index < STORM; index++) site.page(path(index), `<main>term ${index}</main>`);
  const ids = await monitors(STORM, path);
  await comeDue(ids);
  await until("the middle of the storm", async () => (await counts(ids)).completed > STORM / 10);
  const { code, tookMs } = await product.stop();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(5000);
  await begin();
  await until("the end of the storm", async () => {
    const { all, left } = await counts(ids);
    return all === STORM && left === 0;
  });
  tell("SIGTERM in a storm", { "to gone": tookMs / 1000 });
  await expectEachOnce(ids);
  const [blamed] =
    await sql`select count(*)::int as count from checks where monitor_id = any(${ids}) and crashes > 0`;
  expect(blamed).toEqual({ count: 0 });
});
