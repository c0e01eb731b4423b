import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, openDatabase } from "./database.ts";
import { type Place, takePlace } from "./place.ts";
import { prepare, type Welcome } from "./prepare.ts";
import { requireStartable, webProgram, workerProgram } from "./programs.ts";
import { type Role, runsWeb, runsWorker } from "./role.ts";
import { Refusal, type Settings } from "./settings.ts";
import { keepRunning, type Program, type Supervised } from "./supervise.ts";
import { openFrontDoor, warmFirstPages } from "./web-start.ts";

const drainFor = 3500;
const databaseStopFor = 700;
const attemptsBeforeReady = 3;
const bestWithin = 15_000;

const say = (line: string) => console.log(`tidemark: ${line}`);

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
  readonly #stopped = new AbortController();
  #children: Supervised[] = [];
  #database: Promise<Database> | undefined;
  #place: Place | undefined;
  /** Until the web process may be asked by everybody. */
  #doorKey: string | undefined = randomBytes(16).toString("hex");
  #crashes = 0;
  #isReady = false;

  constructor(role: Role, settings: Settings) {
    this.#role = role;
    this.#settings = settings;
    this.ready = Promise.race([this.#start(), this.#failure.promise]);
  }

  async #start(): Promise<Welcome> {
    const { PORT: port, DATABASE_URL, dataFolder } = this.#settings;
    // Before the port is looked at: whoever runs on this data already is not worth waiting for.
    this.#place = await takePlace(dataFolder, { role: this.#role, port, embedded: !DATABASE_URL });
    await requireStartable(this.#role, this.#settings);
    const onMoved = () => this.#children.forEach((child) => void child.restart());
    this.#database = openDatabase(this.#settings, { say, onMoved });
    const database = await this.#database;
    // The web process gets ready while the database does, or is made.
    const warmed = this.#startWeb(database);
    await database.ready;
    const { welcome, checkDemo } = await prepare(this.#role, database.url());
    const worker = this.#startWorker(database);
    const opened = this.#openDoor();
    const demoChecked = opened.then(() => checkDemo(this.#stopped.signal));
    await Promise.all([worker, opened]);
    // A slow machine goes on with these while somebody begins.
    const best = Promise.all([warmed, runsWorker(this.#role) && demoChecked]);
    await Promise.race([best, sleep(bestWithin, undefined, { ref: false })]);
    this.#isReady = true;
    return welcome;
  }

  async #startWeb(database: Database): Promise<void> {
    if (!runsWeb(this.#role)) return;
    this.#keep(webProgram(this.#role, this.#settings, database, () => this.#doorKey));
    if (this.#role !== "dev") return;
    say("warming the first pages, so that they open at once");
    await warmFirstPages(this.#frontDoor(), this.#stopped.signal);
  }

  async #openDoor(): Promise<void> {
    if (!runsWeb(this.#role)) return;
    await openFrontDoor(this.#frontDoor(), this.#stopped.signal);
    this.#doorKey = undefined;
  }

  #frontDoor() {
    return { port: this.#settings.PORT, key: this.#doorKey ?? "" };
  }

  async #startWorker(database: Database): Promise<void> {
    if (!runsWorker(this.#role)) return;
    const worker = this.#keep(workerProgram(this.#settings, database));
    // A whole product says that it runs when its web process answers.
    if (!runsWeb(this.#role)) await worker?.alive;
  }

  #keep(program: Program): Supervised | undefined {
    if (this.#stopped.signal.aborted) return undefined;
    const child = keepRunning({ ...program, onCrash: (how) => this.#noteCrash(program.name, how) });
    this.#children.push(child);
    return child;
  }

  #noteCrash(name: string, how: string): void {
    this.#crashes += 1;
    say(`the ${name} process stopped (${how}); starting it again`);
    if (this.#isReady || this.#crashes < attemptsBeforeReady) return;
    this.#failure.reject(new Refusal(`The ${name} process cannot start; the reason is above.`));
  }

  /** Stops everything in under 5 s at any time; PostgreSQL last, and only if no other supervisor here uses it. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    const opening = this.#database?.catch(() => undefined);
    const opened = opening?.then((database) => database?.ready).catch(() => {});
    const gone = Promise.all(this.#children.map((child) => child.stop()));
    await Promise.race([Promise.all([gone, opened]), sleep(drainFor)]);
    this.kill();
    if (!this.#place?.leave()) return;
    const database = await Promise.race([opening, sleep(0, undefined)]);
    await database?.stop(databaseStopFor);
  }

  /** Kills the web and worker processes at once. */
  kill(): void {
    for (const child of this.#children) child.kill();
  }
}
