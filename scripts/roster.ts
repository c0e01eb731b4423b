import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Role = "dev" | "start" | "web" | "worker";

/** One running supervisor of a data folder. `since` tells a process from a later one with the same id. */
export type Entry = {
  pid: number;
  since: string;
  role: Role;
  port: number;
  embedded: boolean;
  settled: boolean;
};

/** `others` are the supervisors that run now, this one not among them. */
export type Place = { others(): Entry[]; leave(): void };

/** When a process began, in whatever unit this system counts, or "" when there is none. */
function beginning(pid: number): string {
  if (existsSync("/proc/self/stat")) {
    const stat = `/proc/${pid}/stat`;
    // The name in parentheses may itself hold spaces.
    return existsSync(stat) ? (readFileSync(stat, "latin1").split(") ").at(-1)?.split(" ")[19] ?? "") : "";
  }
  return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}

function living(folder: string): Entry[] {
  const entries: Entry[] = [];
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".json"))) {
    const path = join(folder, name);
    try {
      const entry: Entry = JSON.parse(readFileSync(path, "utf8"));
      if (entry.since !== "" && beginning(entry.pid) === entry.since) entries.push(entry);
      else rmSync(path, { force: true });
    } catch {
      // Removed by its owner between the listing and the reading.
    }
  }
  return entries.filter(({ pid }) => pid !== process.pid);
}

const isWhole = ({ role }: Entry) => role === "dev" || role === "start";

/**
 * Enters this process in the list of supervisors of a data folder. One whole product (dev or start) may run in a
 * folder, with any number of web and worker roles beside it. A killed process leaves an entry that no longer counts.
 * @returns the place, or the entry of the product that already runs there.
 */
export async function takePlace(
  dataFolder: string,
  self: Pick<Entry, "role" | "port" | "embedded">,
): Promise<Place | Entry> {
  const folder = join(dataFolder, "running");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${process.pid}.json`);
  const entry = { ...self, pid: process.pid, since: beginning(process.pid), settled: false };
  const write = (settled: boolean) => {
    writeFileSync(`${path}.new`, JSON.stringify({ ...entry, settled }));
    renameSync(`${path}.new`, path);
  };
  // Each writes before it reads, so of two that begin together at least one sees the other; both then step back.
  for (;;) {
    write(false);
    const rivals = isWhole(entry) ? living(folder).filter(isWhole) : [];
    const first = rivals.find(({ settled }) => settled);
    if (rivals.length === 0) break;
    rmSync(path, { force: true });
    if (first) return first;
    await sleep(50 + Math.random() * 300);
  }
  write(true);
  return { others: () => living(folder), leave: () => rmSync(path, { force: true }) };
}
