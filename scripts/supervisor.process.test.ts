import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { isRunning, type RunningProduct, startProduct } from "#testing/product.ts";

const products: RunningProduct[] = [];

async function start(options: Parameters<typeof startProduct>[0] = {}): Promise<RunningProduct> {
  const product = await startProduct(options);
  products.push(product);
  return product;
}

afterEach(async () => {
  for (const product of products.splice(0).reverse()) await product.remove();
});

/** Waits until this role runs as another process than `before`. */
async function replaced(
  product: RunningProduct,
  role: "web" | "worker" | "postgres",
  before: number | undefined,
) {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const now = product.pids()[role];
    if (now && now !== before) return now;
    await sleep(50);
  }
  throw new Error(`${role} was not started again:\n${product.output()}`);
}

test("SIGTERM ends everything within 5 s with exit code 0, an open live stream, too", async () => {
  const product = await start();
  await product.healthy();
  const authorization = `Bearer ${product.apiKey}`;
  const stream = await fetch(`${product.url}/api/live`, { headers: { authorization } });
  expect(stream.status).toBe(200);
  const { web, worker, postgres } = product.pids();
  expect([web, worker, postgres]).not.toContain(undefined);
  const { code, tookMs } = await product.stop();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(5000);
  // Ended, not broken off: reading to the end would otherwise throw.
  expect(await stream.text()).toContain(": open");
  for (const pid of [web, worker, postgres]) expect(isRunning(pid!)).toBe(false);
});

test("a killed worker, web process or PostgreSQL is started again and the product answers", async () => {
  const product = await start();
  for (const role of ["worker", "web", "postgres"] as const) {
    const before = product.pids()[role];
    product.kill(role, "SIGKILL");
    await replaced(product, role, before);
    await product.healthy();
  }
  // A worker may leave when its database goes; it is back in any case.
  await replaced(product, "worker", undefined);
});

test("PostgreSQL killed at the very moment of SIGTERM does not hold up the end", async () => {
  const product = await start();
  product.kill("postgres", "SIGKILL");
  await sleep(120);
  const { code, tookMs } = await product.stop();
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(5000);
});

test("after kill -9 of the supervisor its children leave and the next start takes over the data", async () => {
  const first = await start();
  const before = first.pids();
  first.kill("supervisor", "SIGKILL");
  const second = await start({ dataDir: first.dataDir, port: first.port });
  await second.healthy();
  for (const pid of [before.web, before.worker]) {
    // Long enough for a worker to hand back what it was doing.
    await expect.poll(() => isRunning(pid!), { timeout: 8000 }).toBe(false);
  }
  expect(second.pids().postgres).toBe(before.postgres);
  expect((await second.stop()).code).toBe(0);
  expect(isRunning(before.postgres!)).toBe(false);
});

test("a second start on the same data is refused with a sentence and harms nothing", async () => {
  const first = await start();
  await expect(startProduct({ dataDir: first.dataDir })).rejects.toThrow(/already runs on .* \(process \d+/);
  await expect(startProduct({ port: first.port })).rejects.toThrow(`Port ${first.port} is taken`);
  await first.healthy();
});

test("a web and a worker of their own share the embedded database until the last one leaves", async () => {
  const web = await start({ mode: "web" });
  const worker = await start({ mode: "worker", dataDir: web.dataDir });
  expect(worker.pids().worker).toBeDefined();
  expect(web.pids()).toMatchObject({ worker: undefined, postgres: worker.pids().postgres });
  expect((await web.stop()).code).toBe(0);
  expect(worker.pids().postgres).toBeDefined();
  expect((await worker.stop()).code).toBe(0);
  expect(worker.pids().postgres).toBeUndefined();
});

test("a bad setting stops the start with one sentence", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { PATH, NODE_ENV } = process.env;
  const env = { PATH, NODE_ENV, PORT: "eighty", TIDEMARK_DATA_DIR: "/dev/null/x" };
  const result = spawnSync(process.execPath, ["scripts/start.ts"], { cwd: root, env, encoding: "utf8" });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("PORT must be a whole number from 0 to 65535.");
  expect(result.stderr).not.toContain("    at ");
});
