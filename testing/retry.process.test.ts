import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Firecrawl, type SdkError } from "firecrawl";
import postgres from "postgres";
import { Agent, request as ask, interceptors } from "undici";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startMcp } from "#testing/mcp.ts";
import { databaseUrlOf, type RunningProduct, startProduct } from "#testing/product.ts";

// How programs get over a refusal for a while: the rate limit, and a web process that is being started again.

const LIMIT = 5;

let product: RunningProduct;
let sql: postgres.Sql;
/** What stands before the product where it has TLS: it answers 502 while nobody answers behind it. */
let proxy: Server;
let seen = 0;

beforeAll(async () => {
  product = await startProduct({ env: { TIDEMARK_RATE_LIMIT: String(LIMIT) } });
  sql = postgres(databaseUrlOf(product), { max: 1, onnotice: () => {} });
  proxy = createServer((incoming, outgoing) => {
    seen += 1;
    const { method, url: path, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: product.port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
});
afterAll(async () => {
  await sql?.end();
  await new Promise((closed) => proxy?.close(closed));
  await product?.remove();
});
beforeEach(async () => {
  await sql`delete from request_counts`;
  seen = 0;
});

const proxied = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
const client = (options: object = {}) =>
  new Firecrawl({ apiUrl: proxied(), apiKey: product.apiKey, ...options });

/** Uses up the limit, of a minute that has only so many seconds left. */
async function spend(secondsLeft: number): Promise<void> {
  for (let n = 0; n < LIMIT; n++) await client().listMonitors();
  await sql`update request_counts set since = now() - make_interval(secs => ${60 - secondsLeft})`;
}

test("the official SDK tells a program that it is over the limit, and for how long; then it goes on", async () => {
  await spend(3);
  const error: SdkError = await client()
    .listMonitors()
    .then(
      () => expect.unreachable(),
      (thrown: SdkError) => thrown,
    );
  // It repeats what failed with 502 alone: this refusal reached the program at once.
  expect(seen).toBe(LIMIT + 1);
  expect(error).toMatchObject({ name: "FirecrawlSdkError", status: 429, code: "RATE_LIMITED" });
  expect(error.message).toMatch(
    /^Rate limit exceeded: this API key may send 5 requests a minute\. Please retry after \ds\.$/,
  );
  const { retryAfter } = error.details as { retryAfter: number };
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(3);
  await sleep(retryAfter * 1000);
  expect(await client().listMonitors()).toEqual([]);
});

test("a client that knows Retry-After needs no help: it waits, and its program never hears of the limit", async () => {
  await spend(3);
  const patient = new Agent().compose(interceptors.retry({ maxRetries: 2 }));
  const began = performance.now();
  const { statusCode, body } = await ask(`${proxied()}/v2/monitor`, {
    dispatcher: patient,
    headers: { authorization: `Bearer ${product.apiKey}` },
  });
  expect(statusCode).toBe(200);
  expect(await body.json()).toMatchObject({ success: true });
  expect(performance.now() - began).toBeGreaterThan(1000);
  expect(seen).toBe(LIMIT + 2);
  await patient.close();
});

test("the SDK's own retry carries a program over a web process that is killed and started again", async () => {
  product.kill("web");
  const monitors = await client({ maxRetries: 7, backoffFactor: 0.2 }).listMonitors();
  expect(monitors).toEqual([]);
  expect(seen).toBeGreaterThan(1);
});

// The last: it uses up a whole minute.
test("the official command line and MCP server say so, too, and repeat nothing", async () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const home = mkdtempSync(join(tmpdir(), "tidemark-retry-"));
  const environment = {
    NODE_ENV: "production" as const,
    PATH: process.env.PATH ?? "",
    HOME: home,
    FIRECRAWL_API_URL: proxied(),
    FIRECRAWL_API_KEY: product.apiKey,
    FIRECRAWL_NO_TELEMETRY: "1",
    FIRECRAWL_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
  };
  const options = { cwd: home, env: environment };
  const mcp = await startMcp(join(root, "node_modules/firecrawl-mcp/dist/index.js"), options);
  try {
    await spend(59);
    await expect(mcp.call("firecrawl_monitor_list", {})).rejects.toThrow("Rate limit exceeded");
    const words = await new Promise<string>((resolve) => {
      const cli = join(root, "node_modules/firecrawl-cli/dist/index.js");
      execFile(process.execPath, [cli, "monitor", "list"], options, (_, out, error) => resolve(out + error));
    });
    expect(words).toContain("Rate limit exceeded");
    expect(seen).toBe(LIMIT + 2);
  } finally {
    await mcp.close();
    rmSync(home, { recursive: true, force: true });
  }
});
