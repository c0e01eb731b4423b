import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type RunningPostgres, startPostgres } from "./postgres.ts";
import { Refusal, type Settings } from "./settings.ts";

/** The database of a running product. `url` may change when an embedded one had to take another port. */
export type Database = { url(): string; pid(): number | undefined; stop(patience: number): Promise<void> };

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
  let running: RunningPostgres | undefined = await startPostgres({ folder, log: say });
  let url = running.url;
  let stopping = false;
  const kept = (async () => {
    while (running) {
      await running.exited;
      if (stopping) return;
      say("PostgreSQL stopped; starting it again");
      running = undefined;
      running = await startAgain(folder, say, () => stopping);
      if (stopping) return running?.stop(0);
      if (running && running.url !== url) {
        url = running.url;
        onMoved();
      }
    }
  })();
  return {
    url: () => url,
    pid: () => running?.pid,
    async stop(patience) {
      stopping = true;
      // A server on its way up that takes longer than this is left for the next start to adopt.
      await (running ? running.stop(patience) : Promise.race([kept, sleep(patience)]));
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
 * The database that the settings name, or the embedded one.
 * @throws Refusal when DATABASE_URL cannot be reached within 30 s.
 */
export async function openDatabase(settings: Settings, watch: Watch): Promise<Database> {
  const url = settings.DATABASE_URL;
  if (!url) return keepEmbedded(settings.dataFolder, watch);
  await reach(url);
  return { url: () => url, pid: () => undefined, stop: async () => {} };
}
