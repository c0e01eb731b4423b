// What runs on this machine, as Linux tells it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";

/** A port nothing listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

/** True while the process runs; one that ended but was not yet collected does not. */
export function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !readFileSync(stat, "latin1").includes(") Z ");
}

/** The direct children of a process that run now, with their command lines. */
export function childrenOf(parent: number): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, ppid] = readFileSync(`/proc/${name}/stat`, "latin1").split(") ").at(-1)!.split(" ");
        if (Number(ppid) !== parent || !isRunning(Number(name))) return [];
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, "utf8") }];
      } catch {
        return [];
      }
    });
}
