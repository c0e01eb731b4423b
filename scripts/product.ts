import { setTimeout as sleep } from "node:timers/promises";
import type { ReadyKey } from "#lib/team/provision.ts";
import { type Database, openDatabase } from "./database.ts";
import { programsOf, requireStartable, runsWeb } from "./programs.ts";
import { type Place, type Role, takePlace } from "./roster.ts";
import { Refusal, type Settings } from "./settings.ts";
import { keepRunning, type Supervised } from "./supervise.ts";

const drainFor = 3500;
const databaseStopFor = 700;
const attemptsBeforeReady = 3;

const say = (line: string) => console.log(`tidemark: ${line}`);

/** What a start has to tell: a key that is ready, and the code for setting up from another machine. */
export type Welcome = { key: ReadyKey | null; setUpCode: string | null };

/** Brings the database up to date, and provides what the settings ask for. */
async function prepare(role: Role, url: string): Promise<Welcome> {
  process.env.DATABASE_URL = url;
  const { migrate } = await import("#lib/db/migrate.ts");
  await migrate(url);
  // A worker has no page that anybody could sign in at: it leaves all this to the web process.
  if (!runsWeb(role)) return { key: null, setUpCode: null };
  const { provision } = await import("#lib/team/provision.ts");
  const { setUpCodeOfStart } = await import("#lib/team/set-up.ts");
  const { closeDatabase } = await import("#lib/db/client.ts");
  const { createDemoMonitor } = await import("#lib/monitor/demo-monitor.ts");
  const { key, teamId } = await provision();
  if (teamId) await createDemoMonitor(teamId);
  const setUpCode = await setUpCodeOfStart();
  await closeDatabase();
  return { key, setUpCode };
}

async function answersHealthy(port: number): Promise<boolean> {
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
    return reply.status === 200;
  } catch {
    return false;
  }
}

async function claim(role: Role, settings: Settings): Promise<Place> {
  const embedded = !settings.DATABASE_URL;
  const place = await takePlace(settings.dataFolder, { role, port: settings.PORT, embedded });
  if (!("pid" in place)) return place;
  throw new Refusal(
    `Tidemark already runs on ${settings.dataFolder} (process ${place.pid}, http://localhost:${place.port}). ` +
      "Stop that one first, or give this one a PORT and a TIDEMARK_DATA_DIR of its own.",
  );
}

/** The whole product, or one role of it, started and kept running until it is stopped. */
export class Product {
  /**
   * Resolves once it answers, with what there is to tell.
   * Rejects with a Refusal when it cannot start as asked; stop() then ends what was started already.
   */
  readonly ready: Promise<Welcome>;
  readonly #role: Role;
  readonly #settings: Settings;
  readonly #failure = Promise.withResolvers<never>();
  #children: Supervised[] = [];
  #database: Promise<Database> | undefined;
  #place: Place | undefined;
  #crashes = 0;
  #isReady = false;
  #stopping = false;

  constructor(role: Role, settings: Settings) {
    this.#role = role;
    this.#settings = settings;
    this.ready = Promise.race([this.#start(), this.#failure.promise]);
  }

  async #start(): Promise<Welcome> {
    // Before the port is looked at: whoever runs on this data already is not worth waiting for.
    this.#place = await claim(this.#role, this.#settings);
    await requireStartable(this.#role, this.#settings);
    const onMoved = () => this.#children.forEach((child) => void child.restart());
    this.#database = openDatabase(this.#settings, { say, onMoved });
    const database = await this.#database;
    const welcome = await prepare(this.#role, database.url());
    if (!this.#stopping) {
      this.#children = programsOf(this.#role, this.#settings, database).map((program) =>
        keepRunning({ ...program, onCrash: (how) => this.#noteCrash(program.name, how) }),
      );
      await this.#answers();
    }
    this.#isReady = true;
    return welcome;
  }

  async #answers(): Promise<void> {
    if (!runsWeb(this.#role)) await this.#children[0]?.alive;
    else while (!(await answersHealthy(this.#settings.PORT))) await sleep(150);
  }

  #noteCrash(name: string, how: string): void {
    this.#crashes += 1;
    say(`the ${name} process stopped (${how}); starting it again`);
    if (this.#isReady || this.#crashes < attemptsBeforeReady) return;
    this.#failure.reject(new Refusal(`The ${name} process cannot start; the reason is above.`));
  }

  /** Stops everything in under 5 s at any time; PostgreSQL last, and only if no other supervisor here uses it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const opening = this.#database?.catch(() => undefined);
    const gone = Promise.all(this.#children.map((child) => child.stop()));
    await Promise.race([Promise.all([gone, opening]), sleep(drainFor)]);
    this.kill();
    this.#place?.leave();
    if (this.#place?.others().some(({ embedded }) => embedded)) return;
    const database = await Promise.race([opening, sleep(0, undefined)]);
    await database?.stop(databaseStopFor);
  }

  /** Kills the web and worker processes at once. */
  kill(): void {
    for (const child of this.#children) child.kill();
  }
}
