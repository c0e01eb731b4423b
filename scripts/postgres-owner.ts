import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** The user a PostgreSQL process runs as. Empty: the user of this process. */
export type Owner = { uid?: number; gid?: number };

function idOf(user: string): Owner | undefined {
  const ask = (flag: string) => spawnSync("id", [flag, user], { encoding: "utf8" }).stdout?.trim() ?? "";
  const [uid, gid] = [ask("-u"), ask("-g")];
  return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * Who must run PostgreSQL for this data: PostgreSQL refuses root, so root hands it to whoever owns existing data,
 * else to `postgres`, else to `nobody`. An ordinary user runs it as themselves.
 * @param data the folder of an initialised cluster; it may not exist yet.
 * @throws Error a sentence, when this is root and the machine has neither user.
 */
export function ownerFor(data: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const existing = statSync(data, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const owner = idOf("postgres") ?? idOf("nobody");
  if (owner) return owner;
  throw new Error(
    'PostgreSQL refuses to run as root and this machine has no user "postgres" or "nobody". ' +
      "Start Tidemark as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

/** True when `owner` may enter `folder`, all folders above it included. */
export function canEnter(folder: string, owner: Owner): boolean {
  if (owner.uid === undefined) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$0"', folder], { ...owner, cwd: "/" }).status === 0;
}
