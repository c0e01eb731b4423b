import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, call, end, ended, product, replaced, site, sql, until } from "./chaos.ts";

// What is told arrives once in its receiver's eyes, also when the worker that tells it dies.

const PAGES = 200;

beforeAll(begin);
afterAll(end);

const unsent = async () =>
  (await sql`select count(*)::int as count from deliveries where status = 'queued'`)[0]?.count as number;

test("kill -9 of the worker while it tells: nothing is lost, and nothing has two webhookIds", async () => {
  const heard = new Map<string, string>();
  site.page("/hook", ({ body }) => {
    const { type, webhookId, data } = JSON.parse(body);
    // Of one thing that happened there is one id, however often it is told.
    const what = type === "monitor.page" ? `${data[0].checkId} ${data[0].url}` : `${data[0].checkId} end`;
    expect(heard.get(what) ?? webhookId).toBe(webhookId);
    heard.set(what, webhookId);
    return { body: "ok", delayMs: 100 };
  });
  const paths = Array.from({ length: PAGES }, (_, at) => `/told/${at}`);
  for (const path of paths) site.page(path, `<main>${path}</main>`);
  const { data } = await call("POST", "/monitor", {
    name: "Told",
    schedule: { cron: "0 * * * *" },
    targets: [{ type: "scrape", urls: paths.map((path) => site.url(path)) }],
    webhook: { url: site.url("/hook") },
  });
  const checkId = (await call("POST", `/monitor/${data.id}/run`)).id;
  await ended(checkId);
  for (let kill = 0; kill < 2; kill++) {
    await until("some of it told", () => heard.size > (kill + 1) * 20);
    const { worker } = product.pids();
    product.kill("worker", "SIGKILL");
    await replaced("worker", worker);
  }
  await until("all of it told", async () => (await unsent()) === 0);
  const [sums] = await sql`
    select count(*)::int as deliveries, count(*) filter (where status = 'delivered')::int as delivered from deliveries`;
  expect(sums).toEqual({ deliveries: PAGES + 1, delivered: PAGES + 1 });
  expect(heard.size).toBe(PAGES + 1);
  const answer = await call("GET", `/monitor/${data.id}/checks/${checkId}?limit=1`);
  expect(answer.data.notificationStatus).toMatchObject({
    webhook: { attempted: true, success: true, delivered: PAGES + 1, queued: 0 },
  });
});
