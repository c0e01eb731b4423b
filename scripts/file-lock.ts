import { DatabaseSync } from "node:sqlite";

/** A lock that is held until it is released, or until its process ends, however it ends. */
export type FileLock = { release(): void };

const begin = { exclusive: "begin exclusive", shared: "begin; select 1 from sqlite_schema" };
const busy = 5;

/**
 * Locks a file, which is made when it is missing and stays empty: either for one holder alone, or for many that share it.
 * Node has no call for the locks of the operating system; its SQLite has, and keeps to them within one process, too.
 * @param patience how many ms to wait for others to release it.
 * @returns undefined when another holder is in the way.
 * @throws Error a sentence, when the file cannot be opened or its disk knows no locks.
 */
export function lockFile(path: string, mode: keyof typeof begin, patience = 0): FileLock | undefined {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path, { timeout: patience });
    file.exec(begin[mode]);
  } catch (error) {
    file?.close();
    const { errcode, message } = error as { errcode?: number; message: string };
    if (errcode === busy) return undefined;
    throw new Error(
      `${path} cannot be locked (${message}). ` +
        "This user must be able to write it, and its disk must support file locks, as local disks do.",
    );
  }
  const held = file;
  return { release: () => held.close() };
}
