import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { processorTime } from "../proc.ts";
import { atMost, fact, type Line } from "../report.ts";

/** A connection of a program to PostgreSQL, by the port at its end. Linux only. */
function portsOf(pid: number | undefined): Set<number> {
  const inodes = new Set<string>();
  for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1];
    if (inode) inodes.add(inode);
  }
  const ports = new Set<number>();
  // proc(5): local address and port in hexadecimal are the second field, the inode is the tenth.
  for (const table of ["tcp", "tcp6"]) {
    for (const line of readFileSync(`/proc/${pid}/net/${table}`, "utf8").split("\n").slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (inodes.has(fields[9] ?? "")) ports.add(Number.parseInt(fields[1]?.split(":")[1] ?? "", 16));
    }
  }
  return ports;
}

/** Empty for a descriptor that was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

type Pids = Record<"web" | "worker", number | undefined>;

/** What the product does while nothing is due: its statements, counted in PostgreSQL's own log, and processor time. */
export async function measureIdle(
  sql: postgres.Sql,
  pids: Pids,
  serverLog: string,
  seconds: number,
): Promise<Line[]> {
  await sleep(10_000);
  // The port tells whose connection it is; BEGIN and COMMIT are statements as others are.
  await sql.unsafe("alter system set log_line_prefix = 'from %r '");
  await sql.unsafe("alter system set log_statement = 'all'");
  await sql`select pg_reload_conf()`;
  await sleep(1000);
  const from = readFileSync(serverLog).length;
  const before = {
    web: processorTime(pids.web),
    worker: processorTime(pids.worker),
    server: serverTime(sql),
  };
  const serverBefore = await before.server;
  await sleep(seconds * 1000);
  const told = readFileSync(serverLog).subarray(from).toString();
  const used = {
    web: processorTime(pids.web) - before.web,
    worker: processorTime(pids.worker) - before.worker,
    server: (await serverTime(sql)) - serverBefore,
  };
  for (const setting of ["log_line_prefix", "log_statement"])
    await sql.unsafe(`alter system reset ${setting}`);
  await sql`select pg_reload_conf()`;
  const counted = { web: countOf(told, portsOf(pids.web)), worker: countOf(told, portsOf(pids.worker)) };
  const note = `counted in PostgreSQL's log over ${seconds} s, beginning 10 s after the last check`;
  const anHour = (ms: number) => (ms / seconds / 1000) * 3600;
  return [
    atMost("idle worker, statements", counted.worker / seconds, "a second", { max: 5, note }),
    fact("idle web process, statements", counted.web / seconds, "a second", { note }),
    fact("an idle hour, processor time of web and worker", anHour(used.web + used.worker), "s", {
      note: `reckoned from ${seconds} s; web ${anHour(used.web).toFixed(0)} s, worker ${anHour(used.worker).toFixed(0)} s`,
    }),
    fact("an idle hour, processor time of PostgreSQL", anHour(used.server), "s", {
      note: `reckoned from ${seconds} s, of which writing that log is a part`,
    }),
    fact(
      "an idle hour, web and worker together",
      ((counted.web + counted.worker) / seconds) * 3600,
      "statements",
      {
        note: `reckoned from ${seconds} s`,
      },
    ),
  ];
}

function countOf(log: string, ports: Set<number>): number {
  let count = 0;
  for (const [, port] of log.matchAll(/^from \S*\((\d+)\) LOG: {2}(?:statement|execute [^:]*):/gm)) {
    if (ports.has(Number(port))) count++;
  }
  return count;
}

/** Processor time of PostgreSQL's processes that run now, in ms. */
async function serverTime(sql: postgres.Sql): Promise<number> {
  const rows = await sql<{ pid: number }[]>`select pid from pg_stat_activity`;
  return rows.reduce((sum, { pid }) => sum + processorTime(pid), 0);
}
