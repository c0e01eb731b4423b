import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Env, parseEnv } from "#lib/env.ts";
import type { Role } from "./role.ts";

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A problem the user can mend: its message is all they need to see. */
export class Refusal extends Error {}

/** The settings of an installation. `dataFolder` is absolute and exists. */
export type Settings = Env & { dataFolder: string };

function keptSecret(dataFolder: string): string {
  const path = join(dataFolder, "auth-secret");
  if (!existsSync(path)) {
    try {
      writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(path, "utf8").trim();
}

/**
 * Reads .env.local and .env and the environment, makes the data folder, and leaves in process.env what the children
 * need: NODE_ENV by the role, AUTH_SECRET, generated and kept when unset.
 * @throws Refusal a sentence for each bad setting, or for a data folder that cannot be written.
 */
export function openSettings(role: Role): Settings {
  Object.assign(process.env, { NODE_ENV: role === "dev" ? "development" : "production" });
  for (const file of [".env.local", ".env"]) {
    if (existsSync(join(root, file))) process.loadEnvFile(join(root, file));
  }
  let settings: Env;
  try {
    settings = parseEnv(process.env);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
  const dataFolder = resolve(root, settings.TIDEMARK_DATA_DIR);
  process.env.TIDEMARK_DATA_DIR = dataFolder;
  // Somebody who tries it out starts without a database of their own; whoever brings one knows what to watch.
  if (!settings.DATABASE_URL) process.env.TIDEMARK_DEMO ||= "true";
  try {
    // Root's PostgreSQL runs as another user, who must get through; the secrets in here are files of mode 0600.
    if (mkdirSync(dataFolder, { recursive: true })) chmodSync(dataFolder, 0o711);
    process.env.AUTH_SECRET = settings.AUTH_SECRET ?? keptSecret(dataFolder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(
      `The data folder ${dataFolder} cannot be written (${code}). ` +
        "Was it made by another user? Give it to this one, or set TIDEMARK_DATA_DIR to another folder.",
    );
  }
  return { ...settings, dataFolder };
}
