import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Home } from "./postgres-home.ts";
import type { Owner } from "./postgres-owner.ts";
import { spawnOptions } from "./postmaster.ts";

/** The name of both the superuser and the database of an embedded PostgreSQL. */
export const database = "tidemark";

/**
 * Makes an empty cluster in `home.data`. Initialises beside and renames, so that an initdb which was killed halfway
 * leaves nothing that looks like data.
 * @throws Error with initdb's own words when it fails.
 */
export async function initialise(
  home: Home,
  binaries: string,
  owner: Owner,
  durable: boolean,
): Promise<void> {
  const fresh = `${home.data}.new-${randomBytes(4).toString("hex")}`;
  const pwfile = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(pwfile, home.password, { mode: 0o600 });
  for (const path of [fresh, pwfile]) {
    if (owner.uid !== undefined) chownSync(path, owner.uid, owner.gid ?? owner.uid);
  }
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8", "--no-locale"];
  const access = ["--auth=scram-sha-256", `--username=${database}`, `--pwfile=${pwfile}`];
  const args = ["-D", fresh, ...locale, ...access, ...(durable ? [] : ["--no-sync"])];
  const begun = promisify(execFile)(join(binaries, "bin", "initdb"), args, spawnOptions(home, owner));
  const failure = await begun.then(
    () => undefined,
    (error: { stdout?: string; stderr?: string; message: string }) => error,
  );
  rmSync(pwfile, { force: true });
  if (failure) {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(home.data)) return;
    const said = failure.stderr || failure.message;
    throw new Error(`PostgreSQL's initdb failed in ${home.home}:\n${failure.stdout ?? ""}${said}`);
  }
  try {
    renameSync(fresh, home.data);
  } catch (error) {
    // Another start of Tidemark was faster; its cluster is as good.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(home.data)) throw error;
  }
}

/** Removes what a killed initdb left. Only once there is data: until then it may be another start at work. */
export function clearLeftovers({ home, data }: Home): void {
  if (!existsSync(data)) return;
  for (const name of readdirSync(home).filter((entry) => entry.startsWith("data.new-"))) {
    rmSync(join(home, name), { recursive: true, force: true });
  }
}
