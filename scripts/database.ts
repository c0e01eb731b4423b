import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { expectedUrl, type RunningPostgres, startPostgres } from "./postgres.ts";
import { Refusal, type Settings } from "./settings.ts";

/** The database of a running product. */
export type Database = {
  /** Known before it answers. It may change when an embedded one had to take another port. */
  url(): string;
  pid(): number | undefined;
  /** Resolves once it answers. Rejects with a sentence when it does not. */
  ready: Promise<void>;
  stop(patience: number): Promise<void>;
};

type Watch = { say: (line: string) => void; onMoved: () => void };

async function startAgain(folder: string, say: Watch["say"], isStopping: () => boolean) {
  for (;;) {
    try {
      return await startPostgres({ folder });
    } catch (error) {
      say(`${(error as Error).message}\nTrying again.`);
      if (isStopping()) return undefined;
      await sleep(1000);
    }
  }
}

/** Starts or adopts the embedded PostgreSQL and starts it again whenever it stops. */
async function keepEmbedded(dataFolder: string, { say, onMoved }: Watch): Promise<Database> {
  const folder = join(dataFolder, "postgres");
  let url = await expectedUrl(folder);
  let running: RunningPostgres | undefined;
  let stopping = false;
  const take = (next: RunningPostgres | undefined) => {
    running = next;
    if (!next || next.url === url) return;
    url = next.url;
    onMoved();
  };
  const ready = startPostgres({ folder, log: say }).then(take);
  const kept = ready.then(async () => {
    while (running) {
      await running.exited;
      if (stopping) return;
      say("PostgreSQL stopped; starting it again");
      running = undefined;
      const next = await startAgain(folder, say, () => stopping);
      if (stopping) return next?.stop(0);
      take(next);
    }
  });
  // Whoever waits for `ready` is told of a failed start; here nothing is left to keep.
  kept.catch(() => {});
  return {
    url: () => url,
    pid: () => running?.pid,
    ready,
    async stop(patience) {
      stopping = true;
      // A server on its way up that takes longer than this is left for the next start to adopt.
      await (running ? running.stop(patience) : Promise.race([kept.catch(() => {}), sleep(patience)]));
    },
  };
}

/** Waits for a PostgreSQL that is started together with this process, as container tools do. */
async function reach(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  const deadline = Date.now() + 30_000;
  const worthWaiting = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|CONNECTION_CLOSED|ECONNRESET|57P03/;
  try {
    for (;;) {
      try {
        await sql`select 1`;
        return;
      } catch (error) {
        const { code = "", message } = error as { code?: string; message: string };
        if (Date.now() < deadline && worthWaiting.test(code)) await sleep(500);
        else throw new Refusal(`Tidemark cannot use the PostgreSQL of DATABASE_URL: ${message || code}`);
      }
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * The database that the settings name, or the embedded one. It is `ready` later; with a DATABASE_URL that cannot be
 * reached within 30 s, never.
 */
export async function openDatabase(settings: Settings, watch: Watch): Promise<Database> {
  const url = settings.DATABASE_URL;
  if (!url) return keepEmbedded(settings.dataFolder, watch);
  return { url: () => url, pid: () => undefined, ready: reach(url), stop: async () => {} };
}
