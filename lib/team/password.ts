import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { env } from "#lib/env.ts";

/** RFC 7914. OWASP recommends N = 2^17 beside these, which is 128 MiB a guess and what the setting is by itself. */
const costOfNow = () => ({ N: 2 ** env().TIDEMARK_PASSWORD_COST, r: 8, p: 1 });
const KEY_BYTES = 32;

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * 2 ** 20 };
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `scrypt$N$r$p$salt$hash`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const cost = costOfNow();
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt = "", hash = ""] = stored.split("$");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt, "base64url"), cost);
  return timingSafeEqual(key, Buffer.from(hash, "base64url"));
}

let nobody: Promise<string> | undefined;

/** Takes as long as a real verification and is always false: an unknown user must not answer sooner. */
export async function verifyNobody(password: string): Promise<false> {
  nobody ??= hashPassword(randomBytes(16).toString("hex"));
  await verifyPassword(password, await nobody);
  return false;
}
