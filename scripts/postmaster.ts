import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "./postgres-home.ts";
import type { Owner } from "./postgres-owner.ts";

/** A PostgreSQL server process. `child` is set when this process has spawned it, not when it was found running. */
export type Postmaster = { pid: number; port: number; child?: ChildProcess };

/** True while a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A container's first process may never reap the dead it inherits.
    const stat = `/proc/${pid}/stat`;
    return !(existsSync(stat) && readFileSync(stat, "latin1").includes(") Z "));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync("/proc/self/cmdline")) {
    return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\0", " ") : "";
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/**
 * The live server of this data folder, found through its postmaster.pid, or undefined. A pid file whose process is
 * gone, or is now somebody else's, is removed: PostgreSQL would refuse to start over a reused process id.
 */
export function findPostmaster({ data }: Home): Postmaster | undefined {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n").map(Number);
  if (pid && isAlive(pid) && commandLine(pid).includes(data)) return { pid, port: port ?? 0 };
  // Written a moment ago, it is more likely a server on its way up than a leftover.
  if (Date.now() - statSync(file).mtimeMs > 2000 || (pid && !isAlive(pid))) rmSync(file, { force: true });
  return undefined;
}

const settings = {
  listen_addresses: "127.0.0.1",
  // A socket file could be left behind or be too long a path; the loopback port needs a password and serves all.
  unix_socket_directories: "",
  max_connections: 200,
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  // Parallel queries want /dev/shm, of which a container has 64 MB.
  max_parallel_workers_per_gather: 0,
  // Else three "io worker" processes, which a look for our worker's process would find.
  io_method: "sync",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

const forgetful = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

function writeSettings({ home }: Home, port: number, durable: boolean): string {
  const path = join(home, "server.conf");
  const all = Object.entries({ ...settings, ...(durable ? {} : forgetful), port });
  writeFileSync(path, all.map(([name, value]) => `${name} = '${value}'\n`).join(""), { mode: 0o644 });
  return path;
}

/**
 * A backend keeps what it had for its last large row: asking the system for it anew each time made reading a monitor
 * of 10,000 URLs take four times as long. In bytes; glibc only, others ignore it.
 */
const keptMemory = { MALLOC_MMAP_THRESHOLD_: "33554432", MALLOC_TRIM_THRESHOLD_: "8388608" };

/** What a PostgreSQL program is spawned with: no settings of the caller's own PostgreSQL, a folder it can enter. */
export function spawnOptions(home: Home, owner: Owner) {
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C", NODE_ENV: process.env.NODE_ENV, ...keptMemory };
  return { ...owner, cwd: home.home, env };
}

/** Spawns the server, detached so that it outlives a killed supervisor. It is not ready to answer yet. */
export function launch(
  home: Home,
  binaries: string,
  owner: Owner,
  port: number,
  durable: boolean,
): Postmaster {
  const args = ["-D", home.data, "-c", `config_file=${writeSettings(home, port, durable)}`];
  const oldLog = statSync(home.log, { throwIfNoEntry: false });
  const output = openSync(home.log, oldLog && oldLog.size > 10_000_000 ? "w" : "a", 0o600);
  const child = spawn(join(binaries, "bin", "postgres"), args, {
    ...spawnOptions(home, owner),
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  child.on("error", () => {});
  child.unref();
  return { pid: child.pid ?? 0, port, child };
}

/**
 * Ends server processes whose postmaster was killed. Idle ones leave by themselves; one inside a long query does not
 * notice, and no new server starts while it holds the old shared memory. Linux only.
 */
export function endOrphans({ data }: Home): void {
  if (!existsSync("/proc/self/cwd")) return;
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const ours =
        readlinkSync(`/proc/${name}/cwd`) === data && commandLine(Number(name)).startsWith("postgres:");
      if (ours) process.kill(Number(name), "SIGKILL");
    } catch {
      // Gone meanwhile, or somebody else's.
    }
  }
}

/** Resolves once the process is gone; a process we did not spawn can only be watched. */
export async function gone({ pid, child }: Postmaster): Promise<void> {
  const left = () => (child ? child.exitCode !== null || child.signalCode !== null : !isAlive(pid));
  while (!left()) await sleep(50);
}

/** Asks for a fast shutdown; after `patience` ms for an immediate one (recovered at the next start); then kills. */
export async function stopPostmaster(postmaster: Postmaster, patience: number): Promise<void> {
  for (const [signal, wait] of [
    ["SIGINT", patience],
    ["SIGQUIT", 1000],
    ["SIGKILL", 5000],
  ] as const) {
    if (!isAlive(postmaster.pid)) return;
    process.kill(postmaster.pid, signal);
    const late = new AbortController();
    const inTime = await Promise.race([
      gone(postmaster).then(() => true),
      sleep(wait, false, { signal: late.signal }).catch(() => false),
    ]);
    late.abort();
    if (inTime) return;
  }
}
