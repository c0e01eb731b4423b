import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { childrenOf, freePort, isRunning } from "./processes.ts";

export { freePort, isRunning };

const root = fileURLToPath(new URL("..", import.meta.url));

export type ProductRole = "web" | "worker" | "postgres" | "supervisor";
export type ProductOptions = {
  /** Added to a clean environment; an empty string unsets. */
  env?: Record<string, string>;
  /** Which npm script's role to run; "start" (the production build, web and worker) unless said. */
  mode?: "start" | "dev" | "web" | "worker";
  port?: number;
  /** The data folder of an earlier product, to start again on its data. A fresh one is made, and removed, unless given. */
  dataDir?: string;
};

export type RunningProduct = {
  url: string;
  apiKey: string;
  owner: { email: string; password: string };
  dataDir: string;
  port: number;
  supervisorPid: number;
  /** The processes that run now; undefined where there is none. */
  pids(): Record<"web" | "worker" | "postgres", number | undefined>;
  kill(role: ProductRole, signal?: NodeJS.Signals): void;
  /** Resolves when `GET /api/health` answers 200. Rejects after `within` ms. */
  healthy(within?: number): Promise<void>;
  /** SIGTERM, then waits for the end. `tookMs` is what it needed. Safe to call again. */
  stop(): Promise<{ code: number | null; tookMs: number }>;
  /** stop(), and no trace is left: processes and data folder. */
  remove(): Promise<void>;
  output(): string;
};

/** A data folder that PostgreSQL's own user can enter too, which a plain temporary folder of root is not. */
function makeDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "tidemark-product-"));
  chmodSync(folder, 0o711);
  return folder;
}

/** The embedded PostgreSQL of a data folder; undefined when it does not run. */
function postgresOf(dataDir: string): { pid: number; port: string } | undefined {
  const folder = join(dataDir, "postgres");
  const elsewhere = join(folder, "elsewhere");
  const home = existsSync(elsewhere) ? readFileSync(elsewhere, "utf8") : folder;
  const file = join(home, "data", "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port = ""] = readFileSync(file, "utf8").split("\n");
  return isRunning(Number(pid)) ? { pid: Number(pid), port } : undefined;
}

/** A URL for a look into the embedded database of a running product. */
export function databaseUrlOf({ dataDir }: Pick<RunningProduct, "dataDir">): string {
  const password = readFileSync(join(dataDir, "postgres", "password"), "utf8").trim();
  return `postgres://tidemark:${password}@127.0.0.1:${postgresOf(dataDir)?.port}/tidemark`;
}

function cleanEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "USER", "TMPDIR", "LANG"];
  const inherited = kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  // Named so that a developer's .env does not reach the test.
  return { ...Object.fromEntries(inherited), DATABASE_URL: "", PUBLIC_URL: "", LOG_LEVEL: "warn" };
}

async function until(
  what: string,
  within: number,
  isSo: () => boolean | Promise<boolean>,
  why: () => string,
) {
  const deadline = Date.now() + within;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what} not within ${within} ms:\n${why()}`);
    await sleep(50);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) })).status === 200;
  } catch {
    return false;
  }
}

const left = new Set<RunningProduct>();
process.once("exit", () => {
  for (const product of left) {
    for (const role of ["supervisor", "postgres"] as const) product.kill(role, "SIGKILL");
  }
});

/**
 * Starts Tidemark as a user does, `node scripts/start.ts`, in a data folder and on a port of its own.
 * @returns once it says that it runs.
 * @throws Error with what it printed, when it ended or was not ready in 90 s.
 */
export async function startProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const { mode = "start", port = await freePort(), dataDir = makeDataDir() } = options;
  const env = {
    ...cleanEnvironment(),
    NODE_ENV: process.env.NODE_ENV,
    PORT: String(port),
    TIDEMARK_DATA_DIR: dataDir,
    TIDEMARK_ADMIN_EMAIL: "owner@tidemark.test",
    TIDEMARK_ADMIN_PASSWORD: "a long enough password",
    TIDEMARK_DEMO: "false",
    // Hashing is no part of what is tested, and takes a processor half a second each time.
    TIDEMARK_PASSWORD_COST: "10",
    TIDEMARK_API_KEY: `fc-${randomBytes(16).toString("hex")}`,
    ...options.env,
  };
  const args = mode === "start" ? [] : [mode];
  const child = spawn(process.execPath, ["scripts/start.ts", ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const product = handleOf(child, env, dataDir);
  left.add(product);
  const isUp = () => {
    const end = child.exitCode ?? child.signalCode;
    if (end !== null) throw new Error(`Tidemark ended with ${end}:\n${product.output()}`);
    return / is running/.test(product.output());
  };
  try {
    await until("Tidemark ready", 90_000, isUp, product.output);
  } catch (error) {
    if (options.dataDir) await product.stop();
    else await product.remove();
    throw error;
  }
  return product;
}

function handleOf(child: ChildProcess, env: Record<string, string>, dataDir: string): RunningProduct {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const supervisorPid = child.pid ?? 0;
  const url = `http://127.0.0.1:${env.PORT}`;
  const pidOf = (word: string) =>
    childrenOf(supervisorPid).find(({ command }) => command.includes(word))?.pid;
  const product: RunningProduct = {
    url,
    apiKey: env.TIDEMARK_API_KEY ?? "",
    owner: { email: env.TIDEMARK_ADMIN_EMAIL ?? "", password: env.TIDEMARK_ADMIN_PASSWORD ?? "" },
    dataDir,
    port: Number(env.PORT),
    supervisorPid,
    pids: () => ({ web: pidOf("next"), worker: pidOf("worker.ts"), postgres: postgresOf(dataDir)?.pid }),
    kill(role, signal = "SIGKILL") {
      const pid = role === "supervisor" ? supervisorPid : product.pids()[role];
      if (pid && isRunning(pid)) process.kill(pid, signal);
    },
    healthy: (within = 20_000) => until("Health 200", within, () => answers(url), product.output),
    async stop() {
      const begin = performance.now();
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const code = await ended;
      return { code, tookMs: performance.now() - begin };
    },
    async remove() {
      await product.stop();
      product.kill("postgres", "SIGQUIT");
      await until("PostgreSQL gone", 10_000, () => !product.pids().postgres, product.output);
      left.delete(product);
      rmSync(dataDir, { recursive: true, force: true });
    },
    output: () => output,
  };
  return product;
}
