import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { expect } from "vitest";
import { databaseUrlOf, type RunningProduct, startProduct } from "./product.ts";
import { type Site, startSite } from "./site.ts";

// A running product, slow pages for it to check, and ways to wait for what happens to it.

export const PAGES = 40;
const PAGE_MS = 250;
export const env = {
  TIDEMARK_ALLOW_PRIVATE_NETWORK: "true",
  TIDEMARK_WORKER_CONCURRENCY: "4",
  TIDEMARK_API_KEY: "fc-0123456789abcdef0123456789abcdef",
};

export let site: Site;
export let product: RunningProduct;
export let sql: postgres.Sql;

/** Starts the product, on the data of the one before if there was one. */
export async function begin(): Promise<void> {
  site ??= await startSite();
  await sql?.end({ timeout: 1 });
  product = await startProduct({ env, ...(product && { dataDir: product.dataDir, port: product.port }) });
  sql = postgres(databaseUrlOf(product), { max: 2, onnotice: () => {} });
}

export async function end(): Promise<void> {
  await sql?.end({ timeout: 1 });
  await product?.remove();
  await site?.close();
}

export const seconds = (since: number) => (performance.now() - since) / 1000;
export const tell = (name: string, values: Record<string, number>) =>
  console.log(
    `${name}: ${Object.entries(values)
      .map(([what, value]) => `${what} ${value.toFixed(1)} s`)
      .join(", ")}`,
  );

/** Waits until `look` answers something true; while the database is away it cannot look. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  within = 60_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + within;
  for (;;) {
    const found = await Promise.resolve()
      .then(look)
      .catch(() => undefined);
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`${what} did not happen:\n${product.output()}`);
    await pause(20);
  }
}

type Json = Record<string, unknown>;
export async function call(method: string, path: string, body?: Json) {
  const response = await fetch(`${product.url}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Bearer ${product.apiKey}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Json & { id: string; data: Json & { id: string } };
  if (response.status !== 200)
    throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

type Watched = { monitorId: string; checkId: string; paths: string[] };

/** A running check of 40 slow pages, with some of them recorded and some not. */
export async function midway(): Promise<Watched> {
  const watched = await started(PAGES);
  await until("the middle of the check", async () => {
    const recorded = await pagesOf(watched.checkId);
    return recorded >= 8 && recorded < 30;
  });
  return watched;
}

export async function newMonitor(paths: string[], cron = "0 * * * *"): Promise<string> {
  const targets = [{ type: "scrape", urls: paths.map((path) => site.url(path)) }];
  return (await call("POST", "/monitor", { name: "Chaos", schedule: { cron }, targets })).data.id;
}

export async function started(count: number, page: Json = { delayMs: PAGE_MS }): Promise<Watched> {
  const paths = Array.from({ length: count }, (_, index) => `/${crypto.randomUUID()}/${index}`);
  for (const path of paths) site.page(path, { body: `<main>${path}</main>`, ...page });
  const monitorId = await newMonitor(paths);
  return { monitorId, checkId: (await call("POST", `/monitor/${monitorId}/run`)).id, paths };
}

export const rowOf = async (checkId: string) =>
  (await sql`select * from checks where id = ${checkId}`)[0] ?? {};
export const pagesOf = async (checkId: string): Promise<number> =>
  (await sql`select count(*)::int as count from check_pages where check_id = ${checkId}`)[0]?.count;
export const ended = (checkId: string) =>
  until("the end of the check", async () => !["queued", "running"].includes((await rowOf(checkId)).status));
/** Another process of this role than before. */
export const replaced = (role: "web" | "worker" | "postgres", before: number | undefined) =>
  until(`a new ${role}`, () => product.pids()[role] !== before && product.pids()[role]);

/** The check is complete: every page recorded once, every credit charged once, nothing held back. */
export async function expectComplete({ monitorId, checkId, paths }: Watched): Promise<void> {
  await product.healthy();
  const { data } = await call("GET", `/monitor/${monitorId}/checks/${checkId}?limit=100`);
  expect(data).toMatchObject({
    status: "completed",
    actualCredits: paths.length,
    billingStatus: "confirmed",
    summary: { totalPages: paths.length, new: paths.length, error: 0 },
  });
  const urls = (data.pages as { url: string }[]).map(({ url }) => url);
  expect(urls.toSorted()).toEqual(paths.map((path) => site.url(path)).toSorted());
  await expectSoundLedger(checkId, paths.length);
}

export async function expectSoundLedger(checkId: string, charged: number): Promise<void> {
  const [entries] = await sql`
    select coalesce(-sum(reserved_delta) filter (where kind = 'confirm'), 0)::int as charged,
      sum(reserved_delta)::int as held from credit_entries where check_id = ${checkId}`;
  expect(entries).toEqual({ charged, held: 0 });
  const [team] = await sql`
    select bool_and(c.available = e.available and c.reserved = e.reserved) as sound from team_credits c
    join (select team_id, sum(available_delta) as available, sum(reserved_delta) as reserved
      from credit_entries group by team_id) e using (team_id)`;
  expect(team).toEqual({ sound: true });
}
