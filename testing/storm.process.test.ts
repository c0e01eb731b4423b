import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { begin, call, end, newMonitor, product, replaced, seconds, site, sql, tell, until } from "./chaos.ts";
import { isRunning, ownerOfPort } from "./processes.ts";

// Thousands of small checks on a running product, while parts of it are killed.

const STORM = 2000;

beforeAll(begin);
afterAll(end);

/** So many monitors of one page each, made as copies of one. @returns the ids */
async function monitors(count: number, pathOf: (index: number) => string): Promise<string[]> {
  const first = await newMonitor([pathOf(0)], "0 0 1 1 *");
  const urls = Array.from({ length: count - 1 }, (_, index) => site.url(pathOf(index + 1)));
  const copies = await sql`
    insert into monitors
    select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'targets', jsonb_build_array(
      jsonb_build_object('id', gen_random_uuid(), 'type', 'scrape', 'urls', jsonb_build_array(url)))))).*
    from monitors m, jsonb_array_elements_text(${sql.json(urls)}) url where m.id = ${first}
    returning id`;
  return [first, ...copies.map(({ id }) => id as string)];
}

const comeDue = (ids: string[]) => sql`update monitors set next_run_at = now() where id = any(${ids})`;

const counts = async (ids: string[]) => {
  const [row] = await sql`
    select count(*)::int as all, count(*) filter (where status in ('queued', 'running'))::int as left,
      count(*) filter (where status = 'completed')::int as completed
    from checks where monitor_id = any(${ids})`;
  return row as { all: number; left: number; completed: number };
};

/** Each check is complete, with its one page recorded once, and the ledger has one charge for it. */
async function expectEachOnce(ids: string[]): Promise<void> {
  const [row] = await sql`
    select count(*)::int as checks, count(*) filter (where c.status = 'completed')::int as completed,
      count(*) filter (where p.pages = 1 and c.new_pages + c.same_pages = 1)::int as whole,
      count(*) filter (where e.held = 0 and e.entries = 2)::int as settled
    from checks c
    cross join lateral (select count(*) as pages from check_pages where check_id = c.id) p
    cross join lateral (
      select sum(reserved_delta) as held, count(*) as entries from credit_entries where check_id = c.id) e
    where c.monitor_id = any(${ids})`;
  const all = ids.length;
  expect(row).toEqual({ checks: all, completed: all, whole: all, settled: all });
  const [team] = await sql`
    select bool_and(c.available = e.available and c.reserved = e.reserved) as sound from team_credits c
    join (select team_id, sum(available_delta) as available, sum(reserved_delta) as reserved
      from credit_entries group by team_id) e using (team_id)`;
  expect(team).toEqual({ sound: true });
}

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

test("one poisoned check among 200 good ones, and ten random kills: only the poisoned one fails", async () => {
  // Whoever asks for this page dies of it, as of a page that no process survives.
  const poison = createServer((request) => {
    const guilty = ownerOfPort(request.socket.remotePort ?? 0);
    if (guilty && isRunning(guilty)) process.kill(guilty, "SIGKILL");
  });
  poison.listen(0, "127.0.0.1");
  await once(poison, "listening");
  const { port } = poison.address() as AddressInfo;
  for (let index = 0; index < 200; index++) {
    site.page(`/good/${index}`, { body: `<main>good ${index}</main>`, delayMs: 300 });
  }
  const good = await monitors(200, (index) => `/good/${index}`);
  const targets = [{ type: "scrape", urls: [`http://127.0.0.1:${port}/`] }];
  const schedule = { cron: "0 0 1 1 *" };
  const poisoned = (await call("POST", "/monitor", { name: "Poison", schedule, targets })).data.id;
  await comeDue([...good, poisoned]);
  const began = performance.now();
  for (let kill = 0; kill < 10; kill++) {
    await pause(100 + Math.random() * 900);
    await until("a worker", () => product.pids().worker);
    product.kill("worker", "SIGKILL");
  }
  const lastKill = performance.now();
  const poisonedCheck = () => sql`select * from checks where monitor_id = ${poisoned}`.then(([row]) => row);
  await until("the end of the poisoned check", async () => (await poisonedCheck())?.finished_at, 90_000);
  const failedAfter = seconds(lastKill);
  await until("the end of the good ones", async () => (await counts(good)).left === 0, 90_000);
  tell("poison among 200", {
    "kills took": (lastKill - began) / 1000,
    "then to failed": failedAfter,
    "to all": seconds(lastKill),
  });
  expect(await poisonedCheck()).toMatchObject({
    status: "failed",
    actual_credits: "0",
    error: expect.stringMatching(/crashed its worker 3 times/),
  });
  await expectEachOnce(good);
  poison.closeAllConnections();
  poison.close();
}, 240_000);

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
