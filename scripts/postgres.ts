import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { postgresBinaries } from "./postgres-binaries.ts";
import { choosePort, type Home, openHome } from "./postgres-home.ts";
import { clearLeftovers, database, initialise } from "./postgres-init.ts";
import { ownerFor } from "./postgres-owner.ts";
import { endOrphans, findPostmaster, gone, launch, type Postmaster, stopPostmaster } from "./postmaster.ts";

export type StartPostgres = {
  /** Where it keeps data, password and log; made when missing. */
  folder: string;
  /** The preferred port; unset or taken: the one of last time, or any free one. */
  port?: number;
  /** False for tests: nothing is flushed to disk, so a power cut loses it. */
  durable?: boolean;
  /** Receives one sentence for each step that takes time. */
  log?: (line: string) => void;
};

export type RunningPostgres = {
  /** A superuser's URL of the database `tidemark`, with the password. */
  url: string;
  pid: number;
  /** True when it was found running, left by a supervisor that was killed. */
  adopted: boolean;
  /** Resolves when the server process is gone, for whatever reason. */
  exited: Promise<void>;
  /** Stops it: fast, after `patience` ms (3000) hard. */
  stop(patience?: number): Promise<void>;
};

const deadline = 60_000;

const urlOf = (home: Home, port: number, name: string) =>
  `postgres://${database}:${home.password}@127.0.0.1:${port}/${name}`;

/** The URL that the server of this folder has, or is likely to have once it is started. */
export async function expectedUrl(folder: string): Promise<string> {
  const home = openHome(folder);
  const port = findPostmaster(home)?.port || (await choosePort(home));
  return urlOf(home, port, database);
}

/** True when the server takes our password and has our database, which is made on the first visit. */
async function answers(home: Home, port: number): Promise<boolean> {
  const ask = async (name: string, query: string) => {
    const sql = postgres(urlOf(home, port, name), { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await sql.unsafe(query);
    } finally {
      await sql.end({ timeout: 1 });
    }
  };
  try {
    await ask(database, "select 1").catch(async (error: { code?: string }) => {
      if (error.code !== "3D000") throw error;
      await ask("postgres", `create database ${database}`);
    });
    return true;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Starting up, recovering or shutting down is worth waiting for; a wrong password is not.
    if (code === "28P01")
      throw new Error(`The PostgreSQL in ${home.home} refuses its kept password: ${message}`);
    return false;
  }
}

function lastLines(home: Home): string {
  return existsSync(home.log) ? readFileSync(home.log, "utf8").trim().split("\n").slice(-8).join("\n  ") : "";
}

/**
 * Starts the embedded PostgreSQL of a folder, or adopts the one that already runs there.
 * Several callers at once are fine: one starts it, the others adopt it.
 * @returns once it answers queries.
 * @throws Error a sentence that names the cause, with the end of PostgreSQL's log, when it does not come up in 60 s.
 */
export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const { durable = true, log = () => {} } = options;
  const home = openHome(options.folder);
  const owner = ownerFor(home.data);
  const binaries = postgresBinaries(owner);
  if (!existsSync(home.data)) {
    log("Preparing an empty PostgreSQL");
    await initialise(home, binaries, owner, durable);
  }
  clearLeftovers(home);
  const begin = Date.now();
  let ours: Postmaster | undefined;
  let failures = 0;
  while (Date.now() - begin < deadline) {
    const found = findPostmaster(home);
    const current = found && found.pid === ours?.pid ? ours : found;
    if (current?.port && (await answers(home, current.port))) return running(home, current);
    const starting = ours?.child && ours.child.exitCode === null && ours.child.signalCode === null;
    if (!found && !starting) {
      if (ours && ++failures >= 20) endOrphans(home);
      ours = launch(home, binaries, owner, await choosePort(home, options.port), durable);
    }
    await sleep(100);
  }
  throw new Error(`PostgreSQL did not start in ${home.home}. The end of its log:\n  ${lastLines(home)}`);
}

function running(home: Home, postmaster: Postmaster): RunningPostgres {
  return {
    url: urlOf(home, postmaster.port, database),
    pid: postmaster.pid,
    adopted: !postmaster.child,
    exited: gone(postmaster),
    stop: (patience = 3000) => stopPostmaster(postmaster, patience),
  };
}
