import { scrypt, timingSafeEqual } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { dataPath, env } from "#lib/env.ts";
import { TidemarkError } from "#lib/errors.ts";
import { forgiveAttempts, recordAttempt } from "#lib/team/attempts.ts";

// Whoever reaches a fresh Tidemark first would own it. From another machine only those may who can read what its start
// printed, or a file of its data folder.

/** Where a person without the terminal's output finds the code. */
const FILE = "setup-code";
/** Whose guesses are counted together, wherever they come from; no email address is spelled like this. */
const GUESSED = "set-up code";
/** Crockford's base 32: no letter that is taken for another. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

let derived: Promise<string> | undefined;

/** Eight letters that follow from AUTH_SECRET, so that web processes on several machines ask for the same ones. */
export function setUpCode(): Promise<string> {
  derived ??= deriveCode();
  return derived;
}

async function deriveCode(): Promise<string> {
  const { AUTH_SECRET } = env();
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set: start Tidemark with npm run dev or npm start.");
  // Slow on purpose: whoever reads the code in a log must not find a weak secret by trying.
  const bytes = (await promisify(scrypt)(AUTH_SECRET, "tidemark set-up code", 5)) as Buffer;
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.replace(/.{5}/g, (group) => ALPHABET[Number.parseInt(group, 2)] ?? "");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Keeps the code in the data folder, or, without one, forgets it. */
export function keepInDataFolder(code: string | null): void {
  const file = dataPath(FILE);
  // A file that is there already would keep its mode.
  rmSync(file, { force: true });
  if (code) writeFileSync(file, `${code}\n`, { mode: 0o600 });
}

/**
 * Holds somebody at another machine to the code.
 * @throws FORBIDDEN at the field `code` · RATE_LIMITED after 10 wrong ones in 15 minutes, from one address or from all
 */
export async function requireSetUpCode(given: string | undefined, ip: string): Promise<void> {
  if (!given?.trim()) throw refusal("From another machine, setting up takes a code.");
  const attemptId = await recordAttempt({ email: GUESSED, ip });
  if (!isSame(given, await setUpCode())) throw refusal("This is not the set-up code.");
  await forgiveAttempts(GUESSED, attemptId);
}

/** The form says itself where the code is found. */
function refusal(message: string): TidemarkError {
  const where = `Tidemark printed it when it started, and keeps it in the file ${FILE} of its data folder.`;
  return new TidemarkError("FORBIDDEN", `${message} ${where}`, { details: [{ path: "code", message }] });
}

function isSame(given: string, code: string): boolean {
  const [mine, theirs] = [asTyped(code), asTyped(given)].map((text) => Buffer.from(text));
  return mine?.length === theirs?.length && timingSafeEqual(mine as Buffer, theirs as Buffer);
}

/** Without dashes and blanks, and with the letters that people take for digits as digits. */
function asTyped(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}
