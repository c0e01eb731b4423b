import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { Firecrawl as MendableFirecrawl } from "@mendable/firecrawl-js";
import { Firecrawl, type MonitorCheckDetail } from "firecrawl";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { type McpClient, startMcp } from "#testing/mcp.ts";
import { type RunningProduct, startProduct } from "#testing/product.ts";
import { type Site, startSite } from "#testing/site.ts";

// The official command line and MCP server, and the SDK's functions about a team, with nothing changed but their API URL.

const root = fileURLToPath(new URL("..", import.meta.url));
const PLAN = 1000;

let product: RunningProduct;
let site: Site;
/** A home and a folder of their own, so that nothing of who runs this is read or written. */
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "tidemark-clients-"));
  site = await startSite();
  const env = { TIDEMARK_ALLOW_PRIVATE_NETWORK: "true", TIDEMARK_MONTHLY_CREDITS: String(PLAN) };
  product = await startProduct({ env });
});
afterAll(async () => {
  await product?.remove();
  await site?.close();
  rmSync(home, { recursive: true, force: true });
});

const clientEnvironment = (base: string, apiKey = product.apiKey) => ({
  NODE_ENV: "production" as const,
  PATH: process.env.PATH ?? "",
  HOME: home,
  FIRECRAWL_API_URL: product.url + base,
  FIRECRAWL_API_KEY: apiKey,
  FIRECRAWL_NO_TELEMETRY: "1",
  FIRECRAWL_NO_UPDATE_CHECK: "1",
  NO_COLOR: "1",
});

/** What `firecrawl …` prints, without its colours. @throws Error with what it printed when it says that it failed */
async function cli(args: string[], base = "", apiKey = product.apiKey): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, "node_modules/firecrawl-cli/dist/index.js"), ...args],
    { cwd: home, env: clientEnvironment(base, apiKey), timeout: 60_000 },
  );
  return stripVTControlCharacters(stdout);
}

/** Charges the team so many credits, by a check of so many pages. */
async function charge(credits: number): Promise<void> {
  const client = new Firecrawl({ apiUrl: product.url, apiKey: product.apiKey });
  const urls = Array.from({ length: credits }, () => site.url(`/paid/${crypto.randomUUID()}`));
  for (const url of urls) site.page(new URL(url).pathname, "<main>Paid for</main>");
  const { id } = await client.createMonitor({
    name: "Paid",
    schedule: { text: "daily" },
    targets: [{ type: "scrape", urls }],
  });
  await client.runMonitor(id);
  await vi.waitUntil(async () => (await client.getMonitor(id)).lastCheckSummary, { timeout: 30_000 });
}

test("the clients are those that the README names", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const readme = readFileSync(join(root, "README.md"), "utf8");
  for (const name of ["firecrawl", "@mendable/firecrawl-js", "firecrawl-cli", "firecrawl-mcp"]) {
    const installed = JSON.parse(readFileSync(join(root, `node_modules/${name}/package.json`), "utf8"));
    expect(devDependencies[name]).toBe(installed.version);
    expect(readme).toContain(`\`${name}\` ${installed.version}`);
  }
});

describe.each(["", "/api"])("the command line at http://host%s", (base) => {
  const left = async () => {
    const client = new Firecrawl({ apiUrl: product.url, apiKey: product.apiKey });
    return (await client.getCreditUsage()).remainingCredits;
  };

  test("--status shows what runs and what is left", async () => {
    await charge(3);
    const status = await cli(["--status"], base);
    expect(status).toContain("Authenticated via FIRECRAWL_API_KEY");
    expect(status).toMatch(/Concurrency: 0\/64 jobs/);
    expect(status).toContain(`Credits: ${await left()} / 1,000`);
    expect(status).not.toMatch(/could not|undefined|NaN|error/i);
  });

  test("doctor finds nothing wrong with the server", async () => {
    const report = await cli(["doctor"], base);
    const line = (name: string) => report.split("\n").find((text) => text.includes(name)) ?? "";
    expect(line("API Key Validity")).toMatch(/● .*accepted/);
    expect(line("API Reachability")).toContain(product.url + base);
    expect(line("Credits")).toMatch(new RegExp(`● .*${await left()} / 1,000`));
    expect(line("Concurrency")).toMatch(/● .*0\/64 jobs/);
    expect(report).toMatch(/, 0 failed/);
  });

  test("credit-usage shows the month", async () => {
    const remaining = await left();
    const shown = await cli(["credit-usage"], base);
    expect(shown).toContain(`Remaining Credits: ${remaining}\nPlan Credits: 1,000\n`);
    expect(shown).toContain(`Used Credits: ${PLAN - remaining} (${((PLAN - remaining) / 10).toFixed(1)}%)`);
    expect(shown).toMatch(/Billing Period: \w+ \d+, \d{4} - \w+ 1, \d{4}/);
    const { data } = JSON.parse(await cli(["credit-usage", "--json"], base));
    expect(data).toMatchObject({ remainingCredits: remaining, planCredits: PLAN });
  });

  test("a monitor is made, run, read, paused and deleted", async () => {
    site.page("/cli", "<title>Shop</title><main><p>Basic $19</p></main>");
    const monitor = async <T>(...args: string[]) =>
      JSON.parse(await cli(["monitor", ...args], base)) as { id: string; data: T };
    const args = [
      "--name",
      "By hand",
      "--schedule",
      "hourly",
      "--page",
      site.url("/cli"),
      "--goal",
      "prices",
    ];
    const made = (await monitor<MonitorAnswer>("create", ...args)).data;
    expect(made).toMatchObject({ name: "By hand", goal: "prices", judgeEnabled: true, status: "active" });
    expect((await monitor<MonitorAnswer[]>("list", "--limit", "1")).data[0]?.id).toBe(made.id);
    const { id } = await monitor("run", made.id);
    const check = await vi.waitUntil(
      async () => {
        const { data } = await monitor<MonitorCheckDetail>("check", made.id, id);
        return data.status === "completed" && data;
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(check).toMatchObject({ pages: [{ url: site.url("/cli"), status: "new" }] });
    expect((await monitor<MonitorCheckDetail[]>("checks", made.id)).data[0]?.id).toBe(id);
    const paused = await monitor<MonitorAnswer>("update", made.id, "--state", "paused");
    expect(paused.data).toMatchObject({ status: "paused", nextRunAt: null });
    await monitor("delete", made.id);
    await expect(cli(["monitor", "get", made.id], base)).rejects.toThrow(/Monitor not found/);
  });
});

test("the command line says why a key is refused", async () => {
  const wrong = `fc-${"0".repeat(32)}`;
  expect(await cli(["--status"], "", wrong)).toMatch(/Could not fetch account info: Unauthorized: /);
  await expect(cli(["credit-usage"], "", wrong)).rejects.toThrow(/Unauthorized: /);
});

describe.each(["", "/api"])("the MCP server at http://host%s", (base) => {
  let mcp: McpClient;
  beforeAll(async () => {
    const script = join(root, "node_modules/firecrawl-mcp/dist/index.js");
    mcp = await startMcp(script, { cwd: home, env: clientEnvironment(base) });
  });
  afterAll(() => mcp?.close());

  const left = async () => {
    const client = new Firecrawl({ apiUrl: product.url, apiKey: product.apiKey });
    return (await client.getCreditUsage()).remainingCredits;
  };

  test("the credit tool tells the balance", async () => {
    const usage = await mcp.call<Record<string, unknown>>("firecrawl_credit_usage", {});
    expect(usage).toEqual({
      remainingCredits: await left(),
      planCredits: PLAN,
      billingPeriodStart: expect.stringMatching(/-01T00:00:00\.000Z$/),
      billingPeriodEnd: expect.stringMatching(/-01T00:00:00\.000Z$/),
    });
  });

  test("the credit tool tells the months, and by key", async () => {
    await charge(2);
    type History = { periods: { startDate: string; creditsUsed: number; apiKey?: string }[] };
    const months = await mcp.call<History>("firecrawl_credit_usage", { view: "historical" });
    expect(months.periods).toHaveLength(1);
    expect(months.periods[0]).not.toHaveProperty("apiKey");
    const used = PLAN - (await left());
    expect(months.periods[0]?.creditsUsed).toBe(used);
    const byKey = await mcp.call<History>("firecrawl_credit_usage", { byApiKey: true });
    expect(byKey.periods).toEqual([{ ...months.periods[0], apiKey: "TIDEMARK_API_KEY" }]);
  });

  test("a monitor is made, run and read", async () => {
    site.page("/mcp", "<title>Shop</title><main><p>Basic $19</p></main>");
    const made = await mcp.call<{ data: MonitorAnswer }>("firecrawl_monitor_create", {
      page: site.url("/mcp"),
      goal: "the price changes",
    });
    const { id } = made.data;
    const run = await mcp.call<{ data: { id: string } }>("firecrawl_monitor_run", { id });
    const check = await vi.waitUntil(
      async () => {
        const asked = { id, checkId: run.data.id };
        const { data } = await mcp.call<{ data: MonitorCheckDetail }>("firecrawl_monitor_check", asked);
        return data.status === "completed" && data;
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(check.pages).toMatchObject([{ url: site.url("/mcp"), status: "new" }]);
    await mcp.call("firecrawl_monitor_delete", { id });
    await expect(mcp.call("firecrawl_monitor_get", { id })).rejects.toThrow(/Monitor not found/);
  });
});

describe.each([
  ["firecrawl", Firecrawl],
  ["@mendable/firecrawl-js", MendableFirecrawl],
])("the SDK as %s", (_, Client) => {
  const client = () => new Client({ apiUrl: product.url, apiKey: product.apiKey, maxRetries: 1 });

  test("asks for the queue, concurrency and tokens", async () => {
    await charge(1);
    const queue = await client().getQueueStatus();
    expect(queue).toMatchObject({
      jobsInQueue: 0,
      activeJobsInQueue: 0,
      waitingJobsInQueue: 0,
      maxConcurrency: 64,
    });
    expect(Date.parse(String(queue.mostRecentSuccess))).toBeGreaterThan(Date.now() - 60_000);
    expect(await client().getConcurrency()).toEqual({ concurrency: 0, maxConcurrency: 64 });
    expect(await client().getTokenUsage()).toMatchObject({ remainingTokens: 0, planTokens: 0 });
    expect((await client().getTokenUsageHistorical()).periods).toEqual([]);
    expect((await client().getTokenUsageHistorical(true)).periods).toEqual([]);
  });

  test("sees pages in the queue while they are fetched", async () => {
    const urls = Array.from({ length: 8 }, (_, index) => site.url(`/slow/${crypto.randomUUID()}/${index}`));
    for (const url of urls) site.page(new URL(url).pathname, { body: "<main>Late</main>", delayMs: 1500 });
    const { id } = await client().createMonitor({
      name: "Slow",
      schedule: { text: "daily" },
      targets: [{ type: "scrape", urls }],
    });
    await client().runMonitor(id);
    const busy = await vi.waitUntil(
      async () => {
        const queue = await client().getQueueStatus();
        return (queue.activeJobsInQueue ?? 0) > 1 && queue;
      },
      { timeout: 10_000, interval: 50 },
    );
    expect(busy.jobsInQueue).toBeLessThanOrEqual(8);
    expect((await client().getConcurrency()).concurrency).toBeGreaterThan(0);
    await vi.waitUntil(async () => (await client().getQueueStatus()).jobsInQueue === 0, { timeout: 20_000 });
  });
});
