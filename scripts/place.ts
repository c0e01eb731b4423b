import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type FileLock, lockFile } from "./file-lock.ts";
import { isWholeProduct, type Role } from "./role.ts";
import { Refusal } from "./settings.ts";

/** The supervisor that runs the whole product of a data folder. */
type Holder = { pid: number; port: number };

/** What a supervisor may count on until it leaves. */
export type Place = {
  /** Gives it back. @returns whether no other supervisor uses the embedded database any more. */
  leave(): boolean;
};

const databaseFreeWithin = 15_000;
const otherLeaverWithin = 200;

/** @returns the lock of the whole product, or who holds it. */
function lockProduct(folder: string, self: Holder): FileLock | Holder {
  // Supervisors pass this door one at a time, so whoever is refused reads the name of the one that went before.
  const door = lockFile(join(folder, "door.lock"), "exclusive", 10_000);
  if (!door)
    throw new Refusal(`Another start of Tidemark does not get past ${folder}. End it, then start again.`);
  try {
    const name = join(folder, "product.json");
    const lock = lockFile(join(folder, "product.lock"), "exclusive");
    if (!lock) return JSON.parse(readFileSync(name, "utf8")) as Holder;
    writeFileSync(name, JSON.stringify(self));
    return lock;
  } finally {
    door.release();
  }
}

/** Joins those that use the embedded database, once nobody is stopping it any more. */
async function shareDatabase(path: string): Promise<FileLock> {
  const deadline = Date.now() + databaseFreeWithin;
  for (;;) {
    const lock = lockFile(path, "shared");
    if (lock) return lock;
    if (Date.now() > deadline) {
      throw new Refusal(
        "Another Tidemark is stopping the PostgreSQL of this data folder. Start again when it has ended.",
      );
    }
    await sleep(50);
  }
}

/**
 * Takes a place among the supervisors of a data folder. One whole product (dev or start) may run in it, with any number
 * of web and worker roles beside; those without a DATABASE_URL share the embedded database.
 * @throws Refusal a sentence, when the product runs there already.
 */
export async function takePlace(
  dataFolder: string,
  { role, port, embedded }: { role: Role; port: number; embedded: boolean },
): Promise<Place> {
  const folder = join(dataFolder, "running");
  mkdirSync(folder, { recursive: true });
  const product = isWholeProduct(role) ? lockProduct(folder, { pid: process.pid, port }) : undefined;
  if (product && "pid" in product) {
    throw new Refusal(
      `Tidemark already runs on ${dataFolder} (process ${product.pid}, http://localhost:${product.port}). ` +
        "Stop that one first, or give this one a PORT and a TIDEMARK_DATA_DIR of its own.",
    );
  }
  const users = join(folder, "postgres.lock");
  let database = embedded ? await shareDatabase(users) : undefined;
  return {
    leave() {
      product?.release();
      if (!database) return true;
      database.release();
      // Whoever can have it alone is the last, and keeps it: a start that comes now waits until PostgreSQL has stopped.
      database = lockFile(users, "exclusive", otherLeaverWithin);
      return database !== undefined;
    },
  };
}
