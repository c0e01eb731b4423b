import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startPostgres } from "../scripts/postgres.ts";
import { isRunning, type RunningProduct, startProduct } from "./product.ts";

// What a newcomer does: one command, and then the line that it printed.

type Answer = { id: string; data: { monitorId: string; status: string; summary: { totalPages: number } } };

/** Runs the cURL line that the start printed, as it stands, in a shell that has the key which was given, if any was. */
async function runFirstMonitor(product: RunningProduct): Promise<Answer> {
  const line = /^curl .*$/m.exec(product.output())?.[0] ?? "";
  const env = { ...process.env, TIDEMARK_API_KEY: product.apiKey };
  const { stdout } = await promisify(execFile)("/bin/sh", ["-c", line], { env });
  return JSON.parse(stdout) as Answer;
}

async function checkOf(product: RunningProduct, { id, data }: Answer): Promise<Answer["data"]> {
  const key = product.apiKey || /API key: (\S+)/.exec(product.output())?.[1];
  const response = await fetch(`${product.url}/api/v2/monitor/${data.monitorId}/checks/${id}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return ((await response.json()) as Answer).data;
}

async function expectFirstCheck(product: RunningProduct): Promise<void> {
  const started = await runFirstMonitor(product);
  expect(started.data.status).toBe("queued");
  const look = async () => (await checkOf(product, started)).status;
  await expect.poll(look, { timeout: 60_000 }).toBe("completed");
  expect((await checkOf(product, started)).summary.totalPages).toBe(1);
}

type Check = { status: string; summary: { changed: number; new: number; error: number } };

/** What the demo's checks found, the first check first. */
async function demoChecks(product: RunningProduct): Promise<Check["summary"][]> {
  const key = /API key: (\S+)/.exec(product.output())?.[1];
  const headers = { authorization: `Bearer ${key}` };
  const ask = async (path: string) =>
    (await fetch(`${product.url}/api/v2/monitor${path}`, { headers })).json();
  const { data } = (await ask("")) as { data: { id: string; name: string }[] };
  const demo = data.find(({ name }) => name.startsWith("Demo"));
  const checks = ((await ask(`/${demo?.id}/checks`)) as { data: Check[] }).data;
  return checks.map(({ summary }) => summary).reverse();
}

/** How long a page takes from now, its first answer included. */
async function timeOf(url: string): Promise<number> {
  const begin = performance.now();
  const response = await fetch(url);
  await response.text();
  expect(response.status).toBe(200);
  return performance.now() - begin;
}

/** What people do in their first minutes, right and wrong, so that whatever writes a log had its chance. */
async function wander({ url, owner, apiKey }: RunningProduct): Promise<void> {
  const signIn = (password: string) =>
    fetch(`${url}/api/auth/sign-in`, {
      method: "POST",
      body: JSON.stringify({ email: owner.email, password }),
    });
  expect((await signIn(`${owner.password}?`)).status).toBe(401);
  expect((await signIn(owner.password)).status).toBe(200);
  const authorization = `Bearer ${apiKey}`;
  for (const path of ["/api/v2/monitor?limit=no", "/v2/nowhere", `/v2/monitor?key=${apiKey}`]) {
    await fetch(url + path, { headers: { authorization } });
  }
}

test("npm run dev with nothing set: a ready key, and a line that runs a first monitor; again on the same data", async () => {
  const nothing = {
    TIDEMARK_ADMIN_EMAIL: "",
    TIDEMARK_ADMIN_PASSWORD: "",
    TIDEMARK_API_KEY: "",
    TIDEMARK_DEMO: "",
  };
  const first = await startProduct({ mode: "dev", env: nothing });
  try {
    // Compiled before the address was printed; by far the most of it would be compiling.
    expect(await timeOf(`${first.url}/setup`)).toBeLessThan(5000);
    const [snapshot, change, failure] = await demoChecks(first);
    expect(snapshot).toMatchObject({ new: 3, error: 0 });
    expect(change).toMatchObject({ changed: 2, error: 0 });
    expect(failure).toMatchObject({ changed: 1, error: 1 });
    await expectFirstCheck(first);
    const key = /API key: \S+/.exec(first.output())?.[0] ?? "no key";
    expect((await first.stop()).code).toBe(0);
    const second = await startProduct({
      mode: "dev",
      env: nothing,
      dataDir: first.dataDir,
      port: first.port,
    });
    try {
      expect(second.output()).toContain(key);
      await second.healthy();
    } finally {
      await second.stop();
    }
  } finally {
    await first.remove();
  }
});

test("on a PostgreSQL of one's own: nothing embedded is started, and the first monitor runs", async () => {
  const folder = join(tmpdir(), `tidemark-own-postgres-${process.pid}`);
  const own = await startPostgres({ folder, durable: false });
  try {
    const secret = "a secret of sixteen and more letters";
    const product = await startProduct({
      env: { DATABASE_URL: own.url, AUTH_SECRET: secret, LOG_LEVEL: "trace" },
    });
    try {
      expect(product.pids().postgres).toBeUndefined();
      await expectFirstCheck(product);
      await wander(product);
      expect((await product.stop()).code).toBe(0);
      const password = new URL(own.url).password;
      for (const given of [product.apiKey, product.owner.password, secret, password]) {
        expect(given).not.toBe("");
        expect(product.output()).not.toContain(given);
      }
      // It is not ours to stop.
      expect(isRunning(own.pid)).toBe(true);
    } finally {
      await product.remove();
    }
  } finally {
    await own.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
