import { type ChildProcess, spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./settings.ts";

export type Program = {
  name: string;
  /** Arguments for node: the script first. */
  args: string[];
  /** Added to this process's environment; asked again at every start. */
  env: () => Record<string, string | undefined>;
  /** Called when it stopped without being asked, with how ("exit code 1", "SIGKILL"). It is then started again. */
  onCrash?: (how: string) => void;
};

export type Supervised = {
  pid(): number | undefined;
  /** Resolves at the first `{type: "alive"}` message of the program. */
  alive: Promise<void>;
  /** Kills it at once, to be started again. */
  restart(): void;
  /** Sends SIGTERM and starts it no more; resolves when it is gone. */
  stop(): Promise<void>;
  /** Kills it and all it started. */
  kill(): void;
};

const shortestWait = 200;
const longestWait = 5000;
const steadyAfter = 10_000;
const silentSeconds = 10;

// Children lead groups of their own: Ctrl-C in a terminal then reaches the supervisor alone, and a killed child's
// own children can be found.
function killGroup(pid: number | undefined): void {
  if (!pid) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

/** Kills a child that said it is alive and then fell silent. Seconds are counted, so a suspended machine is no hang. */
function watchSilence(child: ChildProcess, onAlive: () => void, onHang: () => void): void {
  let silent: number | undefined;
  child.on("message", (message: { type?: string }) => {
    if (message?.type !== "alive") return;
    silent = 0;
    onAlive();
  });
  const timer = setInterval(() => {
    if (silent === undefined) return;
    silent += 1;
    if (silent <= silentSeconds) return;
    onHang();
    killGroup(child.pid);
  }, 1000);
  child.once("exit", () => clearInterval(timer));
}

type Run = { child: ChildProcess; ended: Promise<string> };

function runOnce(program: Program, onAlive: () => void): Run {
  const child = spawn(process.execPath, program.args, {
    cwd: root,
    env: { ...process.env, ...program.env() },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });
  const end = Promise.withResolvers<string>();
  watchSilence(child, onAlive, () => end.resolve(`killed after ${silentSeconds} s of silence`));
  child.once("error", (error) => end.resolve(error.message));
  child.once("exit", (code, signal) => end.resolve(signal ?? `exit code ${code}`));
  return { child, ended: end.promise };
}

/** Starts a program and keeps it running: started again after 0.2 s, later up to 5 s, once it stops or hangs. */
export function keepRunning(program: Program): Supervised {
  const alive = Promise.withResolvers<void>();
  const stopped = new AbortController();
  let child: ChildProcess | undefined;

  async function keep(): Promise<void> {
    let wait = shortestWait;
    for (;;) {
      const begin = performance.now();
      const run = runOnce(program, alive.resolve);
      child = run.child;
      const how = await run.ended;
      child = undefined;
      killGroup(run.child.pid);
      if (stopped.signal.aborted) return;
      program.onCrash?.(how);
      if (performance.now() - begin > steadyAfter) wait = shortestWait;
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => {});
      if (stopped.signal.aborted) return;
      wait = Math.min(wait * 2, longestWait);
    }
  }

  const kept = keep();
  const kill = () => killGroup(child?.pid);
  return {
    pid: () => child?.pid,
    alive: alive.promise,
    restart: kill,
    stop() {
      stopped.abort();
      child?.kill("SIGTERM");
      return kept;
    },
    kill,
  };
}
