import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { root } from "./settings.ts";

export type Outcome = { name: string; code: number; seconds: number };

/** A third of the processor where somebody else wants it as much (nice(2)): enough to come to an end. */
const GIVES_WAY = 5;
const longest = 30 * 60_000;

/**
 * Runs a Node script of this project to its end, its output passed through and nothing to read on its input.
 * @param args the script, relative to the project's folder, and its arguments.
 * @param options givesWay: to all that runs beside it, with everything that it starts.
 * @returns its exit code; 1 when a signal ended it or it took over half an hour.
 */
export function run(
  name: string,
  args: string[],
  env: Record<string, string> = {},
  { givesWay = false } = {},
): Promise<Outcome> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "inherit", "inherit"],
    timeout: longest,
  });
  if (givesWay && child.pid) setPriority(child.pid, GIVES_WAY);
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
  // Without a handler the first signal would end us and leave the child behind.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, passOn);
  return new Promise((resolve) => {
    const ended = (code: number) => {
      for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.off(signal, passOn);
      resolve({ name, code, seconds: (performance.now() - begin) / 1000 });
    };
    child.once("error", (error) => {
      console.error(`${name}: ${error.message}`);
      ended(1);
    });
    child.once("exit", (code) => ended(code ?? 1));
  });
}
