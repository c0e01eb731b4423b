import { chromium } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  begin,
  call,
  end,
  ended,
  env,
  expectComplete,
  expectSoundLedger,
  midway,
  newMonitor,
  PAGES,
  pagesOf,
  product,
  replaced,
  rowOf,
  seconds,
  site,
  sql,
  started,
  tell,
  until,
} from "./chaos.ts";
import { CHROMIUM_ARGS, findChromium } from "./chromium.ts";
import { startProduct } from "./product.ts";

// The whole product, as a user starts it, while parts of it are killed in the middle of a check.

beforeAll(begin);
afterEach(() => product.healthy());
afterAll(end);

describe.each(["worker", "postgres", "web"] as const)("kill -9 of %s in the middle of a check", (role) => {
  test("the check completes within 10 s of a worker being back, each page once", async () => {
    const watched = await midway();
    const before = product.pids();
    product.kill(role, "SIGKILL");
    const killed = performance.now();
    await replaced(role, before[role]);
    // A worker that lost its database leaves, and is started anew.
    if (role !== "web") await replaced("worker", before.worker);
    const back = performance.now();
    await ended(watched.checkId);
    tell(`kill -9 of ${role}`, {
      "back to completed": seconds(back),
      "killed to completed": seconds(killed),
    });
    expect(seconds(back)).toBeLessThan(10);
    await expectComplete(watched);
    // That the database began anew is no fault of the check.
    expect((await rowOf(watched.checkId)).crashes).toBe(role === "worker" ? 1 : 0);
    // Only what was under way at the moment of the kill was asked for twice.
    const twice = watched.paths.filter((path) => site.hits(path) > 1);
    expect(twice.length).toBeLessThan(role === "web" ? 1 : 25);
  });
});

test("kill -9 of web under an open page: it is live again by itself and shows what it missed", async () => {
  const path = `/missed/${crypto.randomUUID()}`;
  site.page(path, "<main>missed</main>");
  const monitorId = await newMonitor([path], "0 0 1 1 *");
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ baseURL: product.url });
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(product.owner.email);
    await page.getByLabel("Password").fill(product.owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/changes");
    const stream = page.waitForResponse("**/api/live");
    await page.goto(`/monitors/${monitorId}`);
    await page.getByRole("heading", { name: "Not looked at yet" }).waitFor();
    await stream;
    const { web } = product.pids();
    product.kill("web", "SIGKILL");
    await sql`update monitors set next_run_at = now() where id = ${monitorId}`;
    await replaced("web", web);
    await product.healthy();
    const back = performance.now();
    await page.getByText("Nothing has changed yet.").waitFor();
    tell("kill -9 of web under an open page", { "back to caught up": seconds(back) });
  } finally {
    await browser.close();
  }
});

test("a worker that hangs is noticed and replaced, and its check completes", async () => {
  const watched = await midway();
  const { worker } = product.pids();
  product.kill("worker", "SIGSTOP");
  const stopped = performance.now();
  await replaced("worker", worker);
  const back = performance.now();
  await ended(watched.checkId);
  tell("SIGSTOP of worker", { "noticed after": (back - stopped) / 1000, "back to completed": seconds(back) });
  expect(seconds(back)).toBeLessThan(10);
  await expectComplete(watched);
});

test("a check that crashes its worker three times fails with a reason; one beside it completes", async () => {
  const watched = await started(2, { hang: true });
  const other = await started(PAGES);
  for (const attempt of [1, 2, 3]) {
    await until(`attempt ${attempt}`, async () => (await rowOf(watched.checkId)).attempt === attempt);
    product.kill("worker", "SIGKILL");
  }
  const killed = performance.now();
  await ended(watched.checkId);
  tell("third crash", { "to failed": seconds(killed) });
  const { data } = await call("GET", `/monitor/${watched.monitorId}/checks/${watched.checkId}`);
  expect(data).toMatchObject({ status: "failed", actualCredits: 0, billingStatus: "released" });
  expect(data.error).toMatch(/crashed its worker 3 times/);
  await expectSoundLedger(watched.checkId, 0);
  await ended(other.checkId);
  await expectComplete(other);
});

test("a check can be cancelled over HTTP: its pages are kept and charged, the monitor is free", async () => {
  const { monitorId, checkId } = await midway();
  const { data } = await call("POST", `/monitor/${monitorId}/checks/${checkId}/cancel`);
  expect(data).toMatchObject({ status: "failed", billingStatus: "confirmed" });
  expect(data.error).toMatch(/^Cancelled by API key/);
  const { totalPages } = data.summary as { totalPages: number };
  expect(data.actualCredits).toBe(totalPages);
  const again = await call("POST", `/monitor/${monitorId}/run`);
  await ended(again.id);
  expect(await rowOf(again.id)).toMatchObject({ status: "completed", same_pages: totalPages });
  expect(await pagesOf(checkId)).toBe(totalPages);
  await expectSoundLedger(checkId, totalPages);
});

test("a due monitor starts within 2 s of its time", async () => {
  const path = `/due/${crypto.randomUUID()}`;
  site.page(path, "<main>due</main>");
  const monitorId = await newMonitor([path], "0 0 1 1 *");
  await sql`update monitors set next_run_at = now() + interval '2 seconds' where id = ${monitorId}`;
  const check = await until("the scheduled check", async () => {
    const [row] = await sql`select * from checks where monitor_id = ${monitorId} and started_at is not null`;
    return row;
  });
  const delay = (check.started_at.getTime() - check.scheduled_for.getTime()) / 1000;
  tell("due to started", { after: delay });
  expect(delay).toBeGreaterThanOrEqual(0);
  expect(delay).toBeLessThan(2);
  await ended(check.id);
  expect(await rowOf(check.id)).toMatchObject({ status: "completed", trigger: "scheduled" });
});

test("two workers share the checks and nothing runs twice; when one is killed the other takes over", async () => {
  const second = await startProduct({ mode: "worker", dataDir: product.dataDir, env });
  try {
    const many = await Promise.all(Array.from({ length: 16 }, () => started(6, { delayMs: 100 })));
    const workers = new Set<string>();
    await until("the end of all checks", async () => {
      const inHand = await sql`select distinct worker from checks where status = 'running'`;
      for (const { worker } of inHand) workers.add(worker);
      const [left] =
        await sql`select count(*)::int as count from checks where status in ('queued', 'running')`;
      return left?.count === 0;
    });
    expect(workers.size).toBe(2);
    for (const watched of many) {
      await expectComplete(watched);
      expect(await rowOf(watched.checkId)).toMatchObject({ attempt: 1, crashes: 0 });
      expect(watched.paths.map((path) => site.hits(path))).toEqual(watched.paths.map(() => 1));
    }
    const watched = await Promise.all([midway(), midway()]);
    second.kill("worker", "SIGKILL");
    const killed = performance.now();
    for (const { checkId } of watched) await ended(checkId);
    tell("one of two workers killed", { "to both completed": seconds(killed) });
    for (const one of watched) await expectComplete(one);
  } finally {
    await second.stop();
  }
});

test("SIGTERM in the middle of a check ends within 5 s; after the next start the check completes", async () => {
  const watched = await midway();
  const { code, tookMs } = await product.stop();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(5000);
  await begin();
  const back = performance.now();
  await ended(watched.checkId);
  tell("SIGTERM", { "to gone": tookMs / 1000, "ready to completed": seconds(back) });
  await expectComplete(watched);
  expect(await rowOf(watched.checkId)).toMatchObject({ attempt: 2, crashes: 0 });
});

test("kill -9 of the supervisor in the middle of a check: after the next start the check completes", async () => {
  const watched = await midway();
  product.kill("supervisor", "SIGKILL");
  await begin();
  const back = performance.now();
  await ended(watched.checkId);
  tell("kill -9 of the supervisor", { "ready to completed": seconds(back) });
  await expectComplete(watched);
});
