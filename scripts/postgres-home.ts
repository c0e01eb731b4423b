import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canEnter, ownerFor } from "./postgres-owner.ts";

/** Where one embedded PostgreSQL keeps itself. `home` is `folder`, unless `folder` cannot be reached by its owner. */
export type Home = { folder: string; home: string; data: string; log: string; password: string };

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8").trim() || undefined : undefined;
}

function makePlaceOutside(folder: string): string {
  for (const parent of ["/var/lib", "/var/tmp", tmpdir()]) {
    try {
      const place = mkdtempSync(join(parent, "tidemark-"));
      writeFileSync(join(place, "belongs-to"), folder);
      return place;
    } catch {}
  }
  throw new Error(`PostgreSQL's user cannot enter ${folder}, and no folder outside of it can be written.`);
}

/**
 * The place outside is remembered inside the data folder: deleting the data folder starts afresh, moving it keeps the
 * data, and a copy of it gets a place of its own instead of two installations sharing one.
 */
function placeOutside(folder: string): string {
  const note = join(folder, "elsewhere");
  const known = read(note);
  const from = known && read(join(known, "belongs-to"));
  if (known && from && (from === folder || read(join(from, "elsewhere")) !== known)) {
    if (from !== folder) writeFileSync(join(known, "belongs-to"), folder);
    return known;
  }
  const place = makePlaceOutside(folder);
  writeFileSync(note, place);
  return place;
}

function keptPassword(folder: string): string {
  const path = join(folder, "password");
  const known = read(path);
  if (known) return known;
  const password = randomBytes(24).toString("hex");
  try {
    writeFileSync(path, password, { mode: 0o600, flag: "wx" });
  } catch {
    return read(path) ?? password;
  }
  return password;
}

/**
 * Opens, and makes at first, the folder of an embedded PostgreSQL.
 * @param path absolute or relative; made with its parents when missing.
 * @throws Error when the folder cannot be written, or PostgreSQL cannot be given any reachable place.
 */
export function openHome(path: string): Home {
  mkdirSync(path, { recursive: true });
  const folder = realpathSync(path);
  const owner = ownerFor(join(folder, "data"));
  // PostgreSQL's own user passes through to `data`; what is secret in here has mode 0600.
  chmodSync(folder, owner.uid === undefined ? 0o700 : 0o711);
  const home =
    !existsSync(join(folder, "elsewhere")) && canEnter(folder, owner) ? folder : placeOutside(folder);
  if (home !== folder) chmodSync(home, 0o711);
  const log = join(home, "postgres.log");
  return { folder, home, data: join(home, "data"), log, password: keptPassword(folder) };
}

/** Resolves true when nothing listens on this port of 127.0.0.1; 0 is never free. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(port > 0)));
  });
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

/** The port to listen on: the wanted one, else the one used last time, else any; the first of these that is free. */
export async function choosePort({ folder }: Home, wanted = 0): Promise<number> {
  const note = join(folder, "port");
  for (const port of [wanted, Number(read(note) ?? 0)]) {
    if (await isFree(port)) return port;
  }
  const port = await anyFreePort();
  writeFileSync(note, String(port));
  return port;
}
